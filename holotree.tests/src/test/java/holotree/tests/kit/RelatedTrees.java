package holotree.tests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Random;

/// Small trees that have most of their content in common: 14 files that are the same in all, 6 files of
/// each tree's own, and a symlink. The same for the same seed. Not thread-safe.
public final class RelatedTrees {

  private static final int DIRECTORIES = 4;
  private static final int FILES = 20;
  private static final int OWN = 6;
  private static final int MAX_BYTES = 24 << 10;
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00.123456789Z");

  private final Path directory;
  private final long seed;
  private int made;

  /// @param directory where they are made, in a directory each
  public RelatedTrees(Path directory, long seed) {
    this.directory = directory;
    this.seed = seed;
  }

  /// Makes another one.
  public Tree next() {
    int number = made++;
    Path root = directory.resolve("tree-" + number);
    try {
      for (int file = 0; file < FILES; file++) {
        boolean own = file % 3 == 1 && file / 3 < OWN;
        Random content = new Random(seed + file + (own ? 1000L * (number + 1) : 0));
        byte[] bytes = new byte[content.nextInt(MAX_BYTES)];
        // Half of it shrinks.
        for (int at = 0; at < bytes.length; at++) {
          bytes[at] = (byte) (at % 1024 < 512 ? 'x' : content.nextInt());
        }
        Path path = root.resolve("dir-" + file % DIRECTORIES).resolve("file-" + file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(own ? "rwxr-x---" : "rw-r--r--"));
        Files.setLastModifiedTime(path, FileTime.from(MADE.plusSeconds(content.nextInt(1000))));
      }
      Files.createSymbolicLink(root.resolve("link"), Path.of("dir-0/file-0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Tree(number, root, TreeDigest.of(root));
  }

  /// One of them.
  ///
  /// @param path where it is
  /// @param digest what [TreeDigest] says of it
  public record Tree(int number, Path path, String digest) {}
}
