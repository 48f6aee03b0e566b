package holotree.bench.sidebyside;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The command line.
///
/// @param out where results go; made if it is not there
/// @param keep whether the file systems stay mounted
/// @param only the ids of the works to do
record Arguments(
    Path image,
    List<FileSystemKind> fileSystems,
    int rounds,
    Path out,
    boolean keep,
    Set<String> only,
    List<Path> trees) {

  static final String USAGE =
      """
      usage: bench/side-by-side [OPTIONS] TREE...

      Compares the holotree image with tar, cp, casync, ostree and restic on each TREE, a directory,
      on file systems of its own. Needs root on Linux, to mount them, and GNU time.

        --fs LIST       of ext4, xfs, btrfs (ext4,xfs)
        --rounds N      how often each process is measured (5)
        --out DIR       where results go (bench-results/DATE)
        --only LIST     of %s
        --image FILE    the launcher to measure (the one of this checkout, built if missing)
        --keep          leave the file systems mounted, and say where

      The file systems lie in sparse files in TMPDIR (/var/tmp).
      """
          .formatted(String.join(", ", workIds()));

  Arguments {
    fileSystems = List.copyOf(fileSystems);
    only = Set.copyOf(only);
    trees = List.copyOf(trees);
  }

  /// Parses `words`.
  ///
  /// @param image the launcher if none is named
  /// @param out where results go if nothing else is said
  /// @throws BenchException if they are wrong
  static Arguments parse(List<String> words, Path image, Path out) {
    Deque<String> rest = new ArrayDeque<>(words);
    List<FileSystemKind> fileSystems = List.of(FileSystemKind.EXT4, FileSystemKind.XFS);
    int rounds = 5;
    boolean keep = false;
    Set<String> only = workIds();
    List<Path> trees = new ArrayList<>();
    while (!rest.isEmpty()) {
      String word = rest.pop();
      switch (word) {
        case "--fs" -> fileSystems = list(word, rest).stream().map(FileSystemKind::named).toList();
        case "--rounds" -> rounds = positive(word, value(word, rest));
        case "--out" -> out = Path.of(value(word, rest));
        case "--only" -> only = works(list(word, rest));
        case "--image" -> image = Path.of(value(word, rest));
        case "--keep" -> keep = true;
        default -> trees.add(tree(word));
      }
    }
    if (trees.isEmpty()) {
      throw new BenchException("which tree? Name a directory, for example node_modules");
    }
    return new Arguments(
        image.toAbsolutePath(), fileSystems, rounds, out.toAbsolutePath(), keep, only, trees);
  }

  /// The works to do, in the order of the table.
  List<Work> works() {
    return Work.all().stream().filter(work -> only.contains(work.id())).toList();
  }

  private static Set<String> workIds() {
    return Work.all().stream().map(Work::id).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Path tree(String word) {
    if (word.startsWith("-")) {
      throw new BenchException("there is no option " + word);
    }
    Path tree = Path.of(word).toAbsolutePath().normalize();
    if (!Files.isDirectory(tree) || tree.getFileName() == null) {
      throw new BenchException("not a directory that can be compared: " + word);
    }
    return tree;
  }

  private static Set<String> works(List<String> ids) {
    for (String id : ids) {
      if (!workIds().contains(id)) {
        throw new BenchException(
            "no work \"" + id + "\"; there are " + String.join(", ", workIds()));
      }
    }
    return Set.copyOf(ids);
  }

  private static List<String> list(String option, Deque<String> rest) {
    return List.of(value(option, rest).split(","));
  }

  private static int positive(String option, String value) {
    if (!value.matches("[1-9]\\d{0,3}")) {
      throw new BenchException(option + " takes a number from 1 to 9999, not " + value);
    }
    return Integer.parseInt(value);
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new BenchException(option + " takes a value");
    }
    return rest.pop();
  }
}
