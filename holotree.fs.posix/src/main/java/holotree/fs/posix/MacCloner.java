package holotree.fs.posix;

import holotree.api.fs.FileCloner;
import holotree.api.fs.Obstacle;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.ShareOutcome;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Clones files on macOS, where APFS does that: all else there is done by the engine's portable
/// strategy. Thread-safe; touches nothing until it is asked for a clone.
public final class MacCloner implements FileCloner {

  private final @Nullable Clonefile given;

  /// For `java.util.ServiceLoader`.
  public MacCloner() {
    this(null);
  }

  /// @param call what clones; null for the call of this system
  MacCloner(@Nullable Clonefile call) {
    this.given = call;
  }

  @Override
  public boolean appliesTo(OperatingSystem system) {
    return system == OperatingSystem.MACOS;
  }

  @Override
  public ShareOutcome.@Nullable NotApplicable cloneFile(Path clone, Path source) {
    // The call would clone whole directories, and links themselves.
    if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      return new ShareOutcome.NotApplicable(
          Obstacle.SOURCE_GONE, "no regular file is at " + source);
    }
    Clonefile call = given == null ? Clonefile.ofThisSystem() : given;
    return call.make(clone, source);
  }
}
