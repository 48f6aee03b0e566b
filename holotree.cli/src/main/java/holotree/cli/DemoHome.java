package holotree.cli;

import holotree.api.error.RefusedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A home that is removed when it is closed, unless it is kept.
final class DemoHome implements AutoCloseable {

  private static final int RADIX = 36;
  private static final int FOUR_DIGITS = RADIX * RADIX * RADIX * RADIX;

  private final Path path;
  private final boolean kept;

  private DemoHome(Path path, boolean kept) {
    this.path = path;
    this.kept = kept;
  }

  /// Makes a fresh directory.
  ///
  /// @param parent where; null for the directory of temporary files
  /// @param kept whether it stays when this is closed
  /// @throws RefusedException if it cannot be made
  static DemoHome create(@Nullable Path parent, boolean kept) {
    Path base =
        parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent.toAbsolutePath();
    // Short: a binary that holds its tree's path can be restored to a path that is no longer than
    // it.
    String prefix = parent == null ? "holotree-" : "demo-";
    try {
      Files.createDirectories(base);
      while (true) {
        int random = ThreadLocalRandom.current().nextInt(FOUR_DIGITS);
        Path path = base.resolve(prefix + Integer.toString(random, RADIX));
        try {
          return new DemoHome(Files.createDirectory(path), kept);
        } catch (FileAlreadyExistsException _) {
          // Another demonstration runs; the next number is another one.
        }
      }
    } catch (IOException e) {
      throw new RefusedException(
          "make a directory in", base.toString(), SystemReason.of(e), "Choose another --home.", e);
    }
  }

  /// Where it is, absolute.
  Path path() {
    return path;
  }

  /// Removes it with all that is in it.
  ///
  /// @throws RefusedException if that fails; what could be removed before is gone
  @Override
  public void close() {
    if (kept) {
      return;
    }
    try {
      Files.walkFileTree(path, new Removal());
    } catch (IOException e) {
      throw new RefusedException(
          "remove", path.toString(), SystemReason.of(e), "Remove it by hand.", e);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      // A restored directory may be read-only; what is in it could not be removed then.
      PosixFileAttributeView view =
          Files.getFileAttributeView(directory, PosixFileAttributeView.class);
      if (view != null) {
        view.setPermissions(PosixFilePermissions.fromString("rwx------"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
