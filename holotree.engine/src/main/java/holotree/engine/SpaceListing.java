package holotree.engine;

import holotree.api.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The spaces of a home.
///
/// @param home where it is, absolute
/// @param spaces by path
/// @param unreadable states of spaces that are damaged, or of a later release
public record SpaceListing(Path home, List<Space> spaces, int unreadable) implements Result {

  public SpaceListing {
    spaces = List.copyOf(spaces);
  }

  /// One space.
  ///
  /// @param space its id
  /// @param name its name in the home; null for one elsewhere
  /// @param target where it is, absolute
  /// @param phase how far it is
  /// @param catalog what it was restored from; null while it is built
  /// @param recordings the names that stand for that catalog, sorted
  /// @param entries files, directories and symlinks in it; 0 while it is built
  /// @param bytes length of its files as placed; 0 while it is built
  /// @param restored when that was finished; if it is incomplete, begun
  /// @param missing whether what was restored is no longer there
  /// @param busy whether it is being restored, refreshed or deleted right now
  public record Space(
      String space,
      @Nullable String name,
      Path target,
      Phase phase,
      @Nullable Digest catalog,
      List<String> recordings,
      long entries,
      long bytes,
      Instant restored,
      boolean missing,
      boolean busy) {

    public Space {
      recordings = List.copyOf(recordings);
    }
  }

  /// How far a space is.
  public enum Phase {
    /// Restored and verified.
    COMPLETE,
    /// Being restored, refreshed or deleted, or left so by a command that was interrupted.
    INCOMPLETE
  }
}
