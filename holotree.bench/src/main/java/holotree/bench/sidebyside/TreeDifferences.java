package holotree.bench.sidebyside;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where a restored tree is not its source: names, types, modes, times in nanoseconds, sizes,
/// targets of symlinks, and every byte of every file. Owners are not recorded, nor are the set-id
/// bits, so neither is compared.
final class TreeDifferences {

  private static final int TYPE = 0xF000;
  private static final int SYMLINK = 0xA000;
  private static final int REGULAR = 0x8000;
  private static final int SET_IDS = 0xC00;

  private record Facts(int mode, FileTime modified, long size) {

    int type() {
      return mode & TYPE;
    }
  }

  private final Path source;
  private final Path restored;
  private final List<String> found = new ArrayList<>();

  private TreeDifferences(Path source, Path restored) {
    this.source = source;
    this.restored = restored;
  }

  /// A line for each difference, in the order of names; none if the trees are equal.
  static List<String> between(Path source, Path restored) throws IOException {
    TreeDifferences differences = new TreeDifferences(source, restored);
    differences.compare();
    return List.copyOf(differences.found);
  }

  private void compare() throws IOException {
    Map<Path, Facts> wanted = facts(source);
    Map<Path, Facts> present = facts(restored);
    TreeSet<Path> names = new TreeSet<>(wanted.keySet());
    names.addAll(present.keySet());
    for (Path name : names) {
      if (!present.containsKey(name)) {
        found.add(name + ": missing");
      } else if (!wanted.containsKey(name)) {
        found.add(name + ": not in the source");
      } else {
        compare(name, wanted.get(name), present.get(name));
      }
    }
  }

  private void compare(Path name, Facts wanted, Facts present) throws IOException {
    if (wanted.mode != present.mode) {
      found.add(String.format("%s: mode %o, wanted %o", name, present.mode, wanted.mode));
    }
    if (!wanted.modified.equals(present.modified)) {
      found.add(name + ": modified " + present.modified + ", wanted " + wanted.modified);
    }
    if (wanted.type() != present.type()) {
      return;
    }
    if (wanted.type() == SYMLINK) {
      Path target = Files.readSymbolicLink(restored.resolve(name));
      Path wantedTarget = Files.readSymbolicLink(source.resolve(name));
      if (!target.equals(wantedTarget)) {
        found.add(name + ": leads to " + target + ", wanted " + wantedTarget);
      }
    } else if (wanted.type() == REGULAR) {
      if (wanted.size != present.size) {
        found.add(name + ": " + present.size + " bytes, wanted " + wanted.size);
      } else {
        long at = Files.mismatch(source.resolve(name), restored.resolve(name));
        if (at >= 0) {
          found.add(name + ": differs at byte " + at);
        }
      }
    }
  }

  private static Map<Path, Facts> facts(Path root) throws IOException {
    Map<Path, Facts> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Map<String, Object> read =
            Files.readAttributes(
                path, "unix:mode,lastModifiedTime,size", LinkOption.NOFOLLOW_LINKS);
        all.put(
            root.relativize(path),
            new Facts(
                (int) requireNonNull(read.get("mode")) & ~SET_IDS,
                (FileTime) requireNonNull(read.get("lastModifiedTime")),
                (long) requireNonNull(read.get("size"))));
      }
    }
    return all;
  }
}
