package holotree.engine.builtin;

import holotree.api.fs.FileCloner;
import holotree.api.fs.Obstacle;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.ShareOutcome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A cloner as that of macOS seems from outside, and counts what it cloned: it keeps all attributes of
/// the source.
public final class CopyingCloner implements FileCloner {

  public final AtomicInteger made = new AtomicInteger();

  @Override
  public boolean appliesTo(OperatingSystem system) {
    return true;
  }

  @Override
  public ShareOutcome.@Nullable NotApplicable cloneFile(Path clone, Path source) {
    try {
      Files.copy(source, clone, StandardCopyOption.COPY_ATTRIBUTES);
      made.incrementAndGet();
      return null;
    } catch (FileAlreadyExistsException e) {
      return new ShareOutcome.NotApplicable(Obstacle.NAME_TAKEN, e.toString());
    } catch (NoSuchFileException e) {
      return new ShareOutcome.NotApplicable(Obstacle.SOURCE_GONE, e.toString());
    } catch (IOException e) {
      return new ShareOutcome.NotApplicable(Obstacle.NOT_POSSIBLE, e.toString());
    }
  }
}
