package holotree.engine.builtin;

import holotree.api.fs.FreeSpace;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// What is free on a file system, as `java.nio` tells it: inodes are not counted.
final class Free {

  // These keep every byte of a file in blocks of its own. What others do is not known.
  private static final Set<String> IN_BLOCKS = Set.of("ext2", "ext3", "ext4", "tmpfs", "xfs");

  private Free() {}

  /// What is free where `path` is or would be.
  static FreeSpace at(Path path) throws IOException {
    Path there = path;
    Path above = path.getParent();
    while (above != null && !Files.exists(there)) {
      there = above;
      above = there.getParent();
    }
    FileStore store = Files.getFileStore(there);
    // Of a file system without an end.
    boolean hasEnd = store.getTotalSpace() > 0;
    return new FreeSpace(
        hasEnd ? store.getUsableSpace() : FreeSpace.UNCOUNTED, FreeSpace.UNCOUNTED, unit(store));
  }

  /// The bytes of that; -1 if they cannot be told.
  static long bytesAt(Path path) {
    try {
      long bytes = at(path).bytes();
      return bytes == FreeSpace.UNCOUNTED ? -1 : bytes;
    } catch (IOException untold) {
      return -1;
    }
  }

  private static int unit(FileStore store) throws IOException {
    try {
      return IN_BLOCKS.contains(store.type()) ? (int) store.getBlockSize() : 0;
    } catch (UnsupportedOperationException _) {
      return 0;
    }
  }
}
