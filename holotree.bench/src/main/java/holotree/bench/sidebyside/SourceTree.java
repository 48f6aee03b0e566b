package holotree.bench.sidebyside;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/// The tree that is recorded and restored, counted.
///
/// @param root its directory, absolute
/// @param directories the root included
/// @param bytes of all regular files
/// @param blockBytes the same with each file rounded up to blocks of 4 KiB
record SourceTree(
    Path root, long files, long directories, long symlinks, long bytes, long blockBytes) {

  private static final long BLOCK = 4096;

  /// Counts the tree at `root`, following no symlink.
  static SourceTree scan(Path root) throws IOException {
    Counter counter = new Counter();
    Files.walkFileTree(root, counter);
    return new SourceTree(
        root,
        counter.files,
        counter.directories,
        counter.symlinks,
        counter.bytes,
        counter.blockBytes);
  }

  /// What it is called in tables and file names.
  String name() {
    return root.getFileName().toString();
  }

  /// The same tree, copied to `place`.
  SourceTree at(Path place) {
    return new SourceTree(place, files, directories, symlinks, bytes, blockBytes);
  }

  long entries() {
    return files + directories + symlinks;
  }

  long meanFileBytes() {
    return files == 0 ? 0 : bytes / files;
  }

  /// Its counts in words.
  String description() {
    return String.format(
        Locale.ROOT,
        "%,d files, %,d directories, %,d symlinks, %s, %.1f KiB a file",
        files,
        directories,
        symlinks,
        Unit.BYTES.format(bytes),
        meanFileBytes() / 1024.0);
  }

  private static final class Counter extends SimpleFileVisitor<Path> {
    private long files;
    private long directories;
    private long symlinks;
    private long bytes;
    private long blockBytes;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      directories++;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        symlinks++;
      } else {
        files++;
        bytes += attributes.size();
        blockBytes += (attributes.size() + BLOCK - 1) / BLOCK * BLOCK;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
