package holotree.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.Relocations;
import holotree.api.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogDifferencesTest {

  private static final Entry FILE = Entry.file(7, 1);

  @Test
  void sameTree_doesNotDiffer() {
    Map<String, Entry> tree = Map.of("a", Entry.DIRECTORY, "a/b", FILE, "c", FILE);
    assertThat(differences(tree, tree)).isEmpty();
  }

  @Test
  void eachAspect_isToldAlone() {
    assertThat(differences(Map.of("a", FILE), Map.of("a", FILE.mode(0600))))
        .containsExactly("M a [MODE]");
    assertThat(differences(Map.of("a", FILE), Map.of("a", FILE.time(5, 0))))
        .containsExactly("M a [MTIME]");
    assertThat(differences(Map.of("a", FILE), Map.of("a", FILE.time(0, 1))))
        .containsExactly("M a [MTIME]");
    assertThat(differences(Map.of("a", FILE), Map.of("a", Entry.file(7, 2))))
        .containsExactly("M a [CONTENT] 7 7");
    assertThat(differences(Map.of("a", FILE), Map.of("a", Entry.file(8, 1))))
        .containsExactly("M a [CONTENT] 7 8");
    assertThat(differences(Map.of("a", FILE), Map.of("a", Entry.file(0, 0))))
        .containsExactly("M a [CONTENT] 7 0");
    assertThat(differences(Map.of("a", Entry.link("x")), Map.of("a", Entry.link("y"))))
        .containsExactly("M a [TARGET]");
    assertThat(differences(Map.of("a", FILE), Map.of("a", Entry.link("y").mode(0600))))
        .containsExactly("M a [TYPE]");
    assertThat(differences(Map.of("a", FILE.time(1, 1)), Map.of("a", Entry.file(9, 9).mode(0))))
        .containsExactly("M a [MODE, MTIME, CONTENT] 7 9");
  }

  @Test
  void sameBytesThatHoldThePathElsewhere_areAnotherContent() {
    Entry one = Entry.file(90, 1);
    assertThat(differences(Map.of("a", one.holding(3)), Map.of("a", one.holding(3)))).isEmpty();
    assertThat(differences(Map.of("a", one), Map.of("a", one.holding(3))))
        .containsExactly("M a [CONTENT] 90 90");
    assertThat(differences(Map.of("a", one.holding(4)), Map.of("a", one.holding(3))))
        .containsExactly("M a [CONTENT] 90 90");
  }

  @Test
  void directoryInPlaceOfAFile_addsWhatIsBelow() {
    assertThat(
            differences(
                Map.of("a", FILE, "b", FILE), Map.of("a", Entry.DIRECTORY, "a/x", FILE, "b", FILE)))
        .containsExactly("M a [TYPE]", "+ a/x");
    assertThat(
            differences(
                Map.of("a", Entry.DIRECTORY, "a/x", FILE, "b", FILE), Map.of("a", FILE, "b", FILE)))
        .containsExactly("M a [TYPE]", "- a/x");
  }

  // A directory's entries come before a sibling whose name goes on with a byte below the slash.
  @Test
  void namesAroundTheSlash_areMatched() {
    Map<String, Entry> one =
        Map.of("a", Entry.DIRECTORY, "a/z", FILE, "a-b", FILE, "a.b", FILE, "a0", FILE);
    Map<String, Entry> other = new HashMap<>(one);
    other.remove("a/z");
    assertThat(differences(one, other)).containsExactly("- a/z");
    assertThat(differences(other, one)).containsExactly("+ a/z");
    other = new HashMap<>(one);
    other.remove("a-b");
    assertThat(differences(one, other)).containsExactly("- a-b");
  }

  @Test
  void randomTrees_differAsComparingPathByPathSays() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Map<String, Entry> one = randomTree(random);
      Map<String, Entry> other = changed(one, random);
      assertThat(differences(one, other))
          .as("seed " + seed + ", round " + round)
          .containsExactlyInAnyOrderElementsOf(naive(one, other));
      assertThat(paths(one, other)).as("seed " + seed).isSortedAccordingTo(new PathOrder());
    }
  }

  @Test
  void iterator_endsAsIteratorsDo() {
    Iterator<EntryDifference> none =
        new CatalogDifferences(catalog(Map.of()), catalog(Map.of())).iterator();
    assertThat(none.hasNext()).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(none::next);
  }

  private static Map<String, Entry> randomTree(Random random) {
    Map<String, Entry> tree = new TreeMap<>();
    List<String> directories = new ArrayList<>(List.of(""));
    for (int i = 0; i < 30; i++) {
      String above = directories.get(random.nextInt(directories.size()));
      String name =
          "" + "ab-.0_\u00e4".charAt(random.nextInt(7)) + "ab-_0".charAt(random.nextInt(5));
      String path = above.isEmpty() ? name : above + "/" + name;
      if (!tree.containsKey(path)) {
        Entry entry = randomEntry(random);
        tree.put(path, entry);
        if (entry.type == EntryType.DIRECTORY) {
          directories.add(path);
        }
      }
    }
    return tree;
  }

  private static Entry randomEntry(Random random) {
    return switch (random.nextInt(4)) {
      case 0, 1 -> Entry.DIRECTORY;
      case 2 -> Entry.file(1 + random.nextInt(2), random.nextInt(2));
      default -> Entry.link("" + random.nextInt(2));
    };
  }

  private static Map<String, Entry> changed(Map<String, Entry> tree, Random random) {
    Map<String, Entry> changed = new TreeMap<>();
    tree.forEach((path, entry) -> {
      String above = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
      boolean kept =
          above.isEmpty()
              || (changed.containsKey(above) && changed.get(above).type == EntryType.DIRECTORY);
      if (kept && random.nextInt(5) > 0) {
        changed.put(path, random.nextInt(4) == 0 ? randomEntry(random) : entry);
      }
    });
    randomTree(random)
        .forEach((path, entry) -> {
          if (!path.contains("/")) {
            changed.putIfAbsent(path, entry);
          }
        });
    return changed;
  }

  private static List<String> naive(Map<String, Entry> one, Map<String, Entry> other) {
    List<String> lines = new ArrayList<>();
    TreeSet<String> all = new TreeSet<>(one.keySet());
    all.addAll(other.keySet());
    for (String path : all) {
      Entry from = one.get(path);
      Entry to = other.get(path);
      if (from == null) {
        lines.add("+ " + path);
      } else if (to == null) {
        lines.add("- " + path);
      } else if (from.type != to.type) {
        lines.add("M " + path + " [TYPE]");
      } else if (!from.equals(to)) {
        lines.add(
            from.type == EntryType.FILE
                ? "M " + path + " [CONTENT] " + from.size + " " + to.size
                : "M " + path + " [TARGET]");
      }
    }
    return lines;
  }

  private static List<String> differences(Map<String, Entry> one, Map<String, Entry> other) {
    List<String> lines = new ArrayList<>();
    for (EntryDifference each : new CatalogDifferences(catalog(one), catalog(other))) {
      String path = new String(each.path(), StandardCharsets.UTF_8);
      if (each.from() == null) {
        lines.add("+ " + path);
      } else if (each.to() == null) {
        lines.add("- " + path);
      } else {
        boolean content = each.aspects().contains(EntryDifference.Aspect.CONTENT);
        lines.add(
            "M "
                + path
                + " "
                + each.aspects()
                + (content ? " " + each.from().size() + " " + each.to().size() : ""));
      }
    }
    return lines;
  }

  private static List<byte[]> paths(Map<String, Entry> one, Map<String, Entry> other) {
    List<byte[]> paths = new ArrayList<>();
    new CatalogDifferences(catalog(one), catalog(other)).forEach(each -> paths.add(each.path()));
    return paths;
  }

  private static Catalog catalog(Map<String, Entry> tree) {
    CatalogBuilder builder = new CatalogBuilder();
    builder.setStageLength(Spelling.GIVEN, 8);
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    Map<String, Integer> numbers = new HashMap<>(Map.of("", 0));
    // Name by name, as a scan does it; the builder refuses any other order.
    List<String> paths =
        tree.keySet().stream()
            .sorted(
                Comparator.comparing(
                    path -> path.replace('/', '\0').getBytes(StandardCharsets.UTF_8),
                    Arrays::compareUnsigned))
            .toList();
    boolean relocated = false;
    for (String path : paths) {
      int slash = path.lastIndexOf('/');
      int above = numbers.get(slash < 0 ? "" : path.substring(0, slash));
      Entry entry = tree.get(path);
      byte[] name = path.substring(slash + 1).getBytes(StandardCharsets.UTF_8);
      int number = builder.add(above, name, entry.type, entry.mode, entry.seconds, entry.nanos);
      numbers.put(path, number);
      if (entry.type == EntryType.FILE) {
        builder.setSize(number, entry.size);
        if (entry.size > 0) {
          builder.setContent(number, new Digest(entry.content, 0, 0, 0));
        }
      } else if (entry.type == EntryType.SYMLINK) {
        builder.setTarget(number, entry.target.getBytes(StandardCharsets.UTF_8));
      }
      if (entry.place >= 0) {
        relocated = true;
        builder.setRelocations(
            number, new Relocations(ContentKind.TEXT, new long[] {entry.place}, new byte[] {0}));
      }
    }
    if (!relocated) {
      builder.setStageLength(Spelling.GIVEN, 0);
    }
    return builder.build();
  }

  private record Entry(
      EntryType type,
      int mode,
      long seconds,
      int nanos,
      long size,
      long content,
      String target,
      long place) {

    static final Entry DIRECTORY = new Entry(EntryType.DIRECTORY, 0755, 0, 0, 0, 0, "", -1);

    static Entry file(long size, long content) {
      return new Entry(EntryType.FILE, 0644, 0, 0, size, content, "", -1);
    }

    static Entry link(String target) {
      return new Entry(EntryType.SYMLINK, 0777, 0, 0, 0, 0, target, -1);
    }

    Entry mode(int other) {
      return new Entry(type, other, seconds, nanos, size, content, target, place);
    }

    Entry time(long other, int fraction) {
      return new Entry(type, mode, other, fraction, size, content, target, place);
    }

    Entry holding(long offset) {
      return new Entry(type, mode, seconds, nanos, size, content, target, offset);
    }
  }
}
