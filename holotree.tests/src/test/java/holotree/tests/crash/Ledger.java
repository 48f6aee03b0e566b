package holotree.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Digest;
import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.Listing;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.RelatedTrees;
import holotree.tests.kit.RelatedTrees.Tree;
import holotree.tests.kit.TreeDigest;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// What was promised about a home on a disk: which recordings and spaces must be there, whatever happens.
/// Not thread-safe.
final class Ledger {

  private static final int WORKERS = 2;

  private final Path disk;
  private final Path ram;
  private final RelatedTrees trees;
  private final Random random;
  private final Tally tally;
  private final Map<Digest, Tree> catalogs = new HashMap<>();
  private final TreeMap<String, Tree> names = new TreeMap<>();
  private final Map<String, Tree> wanted = new HashMap<>();
  private final TreeMap<Path, Tree> spaces = new TreeMap<>();
  private int made;

  /// @param disk has the home, its library and the spaces
  /// @param ram has what no loss of power reaches
  Ledger(Path disk, Path ram, long seed, Tally tally) {
    this.disk = disk;
    this.ram = ram;
    this.trees = new RelatedTrees(ram.resolve("trees"), seed);
    this.random = new Random(seed);
    this.tally = tally;
    Program.of("mkdir", "-p", disk.resolve("spaces"), ram).output();
  }

  Path home() {
    return disk.resolve("home");
  }

  Holotree open() {
    return Workplace.open(home(), WORKERS);
  }

  /// A tree that was never recorded there.
  Tree newTree() {
    Tree tree = trees.next();
    try (Holotree aside = Workplace.open(ram.resolve("aside"), WORKERS)) {
      catalogs.put(aside.record(RecordRequest.of(tree.path())).catalog(), tree);
    }
    return tree;
  }

  String newName() {
    return "name-" + made++;
  }

  Path newTarget() {
    return disk.resolve("spaces/space-" + made++);
  }

  /// A name that stands for a recording, and will not be recorded over.
  String someName() {
    List<String> steady =
        names.keySet().stream().filter(name -> !wanted.containsKey(name)).toList();
    return steady.get(random.nextInt(steady.size()));
  }

  /// A name that stands for a recording, and that nobody else uses.
  String takeName() {
    String name = newName();
    Tree tree = newTree();
    try (Holotree holotree = open()) {
      holotree.record(RecordRequest.of(tree.path()).named(name));
    }
    isNow(name, tree);
    return name;
  }

  /// Lets a recording become garbage.
  void dropName() {
    String name = takeName();
    try (Holotree holotree = open()) {
      holotree.evict(name);
    }
    names.remove(name);
  }

  /// The names that stand for recordings.
  List<String> steadyNames() {
    return List.copyOf(names.keySet());
  }

  Tree tree(String name) {
    return names.get(name);
  }

  /// A space that is there; makes one if there is none. Nothing is promised of it any more.
  Path takeSpace() {
    if (spaces.isEmpty()) {
      String name = someName();
      Path target = newTarget();
      try (Holotree holotree = open()) {
        holotree.restore(RestoreRequest.of(name).to(target).synced());
      }
      mustStand(target, tree(name));
    }
    return spaces.pollFirstEntry().getKey();
  }

  /// From now on `name` may come to stand for `tree` as well.
  void mayBecome(String name, Tree tree) {
    wanted.put(name, tree);
  }

  /// From now on `name` stands for `tree`.
  void isNow(String name, Tree tree) {
    names.put(name, tree);
    wanted.remove(name);
  }

  /// From now on the space at `target` is there and holds `tree`.
  void mustStand(Path target, Tree tree) {
    spaces.put(target, tree);
  }

  /// Changes a space as its user might.
  void edit(Path space) {
    Program.shell(
            """
            cd "$1"
            rm -rf dir-1
            echo more >>dir-2/file-2
            chmod 600 dir-3/file-3
            echo new >new
            """,
            space)
        .output();
  }

  /// Restores to where an earlier restore may have been, whole or in part.
  void restoreAgain(Holotree holotree, RestoreRequest request) {
    Path target = ((Target.Directory) request.target()).path();
    holotree.restore(request);
    checkSpace(target, tree(request.recording()));
    // The next cut may take it: only durable ones stay promised.
    if (request.durable()) {
      mustStand(target, tree(request.recording()));
    }
  }

  /// Checks all that must be so after something was broken off, before anything else is done.
  void checkRemains() {
    for (Path pack : Workplace.packs(library())) {
      assertThat(pack.getFileName()).hasToString(TreeDigest.ofFile(pack) + ".pack");
    }
    try (Holotree reader =
        Holotree.open(new HolotreeOptions(ram.resolve("reader"), library(), WORKERS))) {
      Map<String, Digest> listed = new HashMap<>();
      for (Listing.Recording recording : reader.list().recordings()) {
        listed.put(recording.name(), recording.catalog());
      }
      assertThat(listed.keySet()).containsAll(names.keySet());
      for (Map.Entry<String, Digest> recording : listed.entrySet()) {
        String name = recording.getKey();
        Tree there = catalogs.get(recording.getValue());
        assertThat(there).as(name).isNotNull().isIn(promised(name));
        isNow(name, there);
      }
      // Those that nobody was told of, too: what can be seen must be whole.
      for (Path catalog : Workplace.catalogs(library())) {
        Digest id = Digest.parse(catalog.getFileName().toString().replace(".catalog", ""));
        Path target = ram.resolve("restored");
        reader.restore(RestoreRequest.of(id.toString()).to(target));
        checkSpace(target, catalogs.get(id));
        reader.delete(new Target.Directory(target));
        tally.add("restores of what was acknowledged or visible, every byte compared");
      }
    }
    spaces.forEach(this::checkSpace);
  }

  /// Checks every byte of a space.
  void checkSpace(Path space, Tree tree) {
    assertThat(TreeDigest.of(space)).as("%s", space).isEqualTo(tree.digest());
  }

  /// Records and restores on, which must work unaided and leave nothing that was under way.
  void goOn(Holotree holotree) {
    Tree tree = newTree();
    String name = newName();
    Path target = newTarget();
    holotree.record(RecordRequest.of(tree.path()).named(name));
    isNow(name, tree);
    holotree.restore(RestoreRequest.of(name).to(target));
    checkSpace(target, tree);
    holotree.delete(new Target.Directory(target));
    for (Path space : spaces.keySet()) {
      assertThat(holotree.verify(new Target.Directory(space)).pristine()).isTrue();
    }
    assertThat(Workplace.names(library().resolve("tmp"))).isEmpty();
    assertThat(Workplace.names(home().resolve("tmp"))).isEmpty();
    assertThat(Workplace.names(disk.resolve("spaces"))).noneMatch(left -> left.startsWith("."));
  }

  private Path library() {
    return home().resolve("library");
  }

  private List<Tree> promised(String name) {
    List<Tree> promised = new ArrayList<>();
    if (names.containsKey(name)) {
      promised.add(names.get(name));
    }
    if (wanted.containsKey(name)) {
      promised.add(wanted.get(name));
    }
    return promised;
  }
}
