package holotree.bench.sidebyside;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// A copy of a tree in which about one file in 20 has other content: every second one of them of the
/// same size, the others longer. The names alone decide which.
///
/// @param files what was changed, relative to the root, in order
/// @param bytes what the changed files hold now
record ChangedTree(List<Path> files, long bytes) {

  private static final int ONE_IN = 20;
  private static final byte[] MORE = "\nchanged, and longer\n".getBytes(StandardCharsets.UTF_8);

  ChangedTree {
    files = List.copyOf(files);
  }

  /// Changes files of the tree at `copy`, in place.
  static ChangedTree change(Path copy) throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(copy)) {
      all = paths.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
    }
    List<Path> changed = new ArrayList<>();
    long bytes = 0;
    for (Path file : all) {
      Path name = copy.relativize(file);
      if (isChosen(name)) {
        alter(file, changed.size() % 2 == 0);
        changed.add(name);
        bytes += Files.size(file);
      }
    }
    return new ChangedTree(changed, bytes);
  }

  static boolean isChosen(Path name) {
    CRC32 crc = new CRC32();
    crc.update(name.toString().getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % ONE_IN == 0;
  }

  private static void alter(Path file, boolean keepSize) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      long length = content.length();
      if (keepSize && length > 0) {
        long middle = length / 2;
        content.seek(middle);
        int old = content.read();
        content.seek(middle);
        content.write(old ^ 1);
      } else {
        content.seek(length);
        content.write(MORE);
      }
    }
  }
}
