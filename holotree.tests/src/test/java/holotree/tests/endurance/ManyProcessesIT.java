package holotree.tests.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.RelatedTrees;
import holotree.tests.kit.RelatedTrees.Tree;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TestSize;
import holotree.tests.kit.TreeDigest;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// 28 processes at a time on one small library: recorders under few names, restorers, and those who look
/// after it. What is restored is one of the trees that were recorded under that name, whole.
class ManyProcessesIT {

  private static final int RESTORERS = 16;
  private static final int RECORDERS = 8;
  private static final int KEEPERS = 4;
  private static final int LEAST = 4;
  private static final int TREES = 8;
  private static final int NAMES = 3;
  private static final int NOT_FOUND = 3;
  private static final int BUSY = 5;
  // What those who look after the library do; none of it may take what others use.
  private static final List<List<Object>> KEEPING =
      List.of(
          List.of("gc"),
          List.of("evict", name(NAMES - 1)),
          List.of("check"),
          List.of("gc", "--max-size", "300K", "--keep", name(0)));

  @AutoClose private final Workplace work = Workplace.create();
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final List<Tree> trees = new ArrayList<>();
  private final long seed = Seed.next("manyProcesses");
  private long end;

  @BeforeEach
  void recordAll() {
    RelatedTrees related = new RelatedTrees(work.path("trees"), seed);
    for (int i = 0; i < TREES; i++) {
      trees.add(related.next());
      record(i);
    }
  }

  @Test
  @SuppressWarnings("SystemOut") // counts for the build's log
  void everyRestoreIsWhole_andSoIsTheLibraryAfterwards() throws Exception {
    int seconds = Integer.getInteger("holotree.seconds", TestSize.of(120, 3600));
    end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < RESTORERS; i++) {
        all.add(threads.submit(restorer(i)));
      }
      for (int i = 0; i < RECORDERS; i++) {
        all.add(threads.submit(recorder(i)));
      }
      for (int i = 0; i < KEEPERS; i++) {
        all.add(threads.submit(keeper(i)));
      }
      for (Future<Void> one : all) {
        one.get();
      }
    }
    // Those that were evicted are recorded once more.
    for (int tree = 0; tree < NAMES; tree++) {
      record(tree);
    }
    Image.command(work.home(), "check", "--read-data").output();
    for (int name = 0; name < NAMES; name++) {
      Path target = work.path("last-" + name);
      Image.command(work.home(), "restore", name(name), "--to", target).output();
      assertThat(TreeDigest.of(target)).isIn(digests(name));
    }
    assertThat(Workplace.names(work.library().resolve("tmp"))).isEmpty();
    for (Path pack : Workplace.packs(work.library())) {
      assertThat(pack.getFileName()).hasToString(TreeDigest.ofFile(pack) + ".pack");
    }
    System.out.println(seconds + " s: " + counts);
    assertThat(counts).containsKeys("restore 0", "refresh 0", "record 0", "keep 0");
  }

  /// Restores, mostly refreshes what it restored before, and compares.
  private Callable<Void> restorer(int number) {
    Random random = new Random(seed + number);
    Path target = work.path("space-" + number);
    // Half of them have homes of their own.
    Path home = number % 2 == 0 ? work.home() : work.path("home-" + number);
    return () -> {
      boolean there = false;
      for (int i = 0; goesOn(i); i++) {
        int name = random.nextInt(NAMES);
        List<Object> options =
            random.nextInt(4) == 0 ? List.of("--placement", "hardlink") : List.of();
        String what = there ? "refresh" : "restore";
        if (run(what, home, words(List.of("restore", name(name), "--to", target), options)) == 0) {
          assertThat(TreeDigest.of(target)).as(what + " of " + name(name)).isIn(digests(name));
          there = true;
        }
        if (there && random.nextInt(3) == 0) {
          there = run("delete", home, List.of("delete", target)) != 0;
        }
      }
      return null;
    };
  }

  private Callable<Void> recorder(int number) {
    Random random = new Random(seed - 1 - number);
    return () -> {
      for (int i = 0; goesOn(i); i++) {
        int tree = random.nextInt(TREES);
        run(
            "record",
            work.home(),
            List.of("record", trees.get(tree).path(), "--name", name(tree % NAMES)));
      }
      return null;
    };
  }

  private Callable<Void> keeper(int number) {
    return () -> {
      for (int i = 0; goesOn(i); i++) {
        run("keep", work.home(), KEEPING.get((number + i) % KEEPING.size()));
      }
      return null;
    };
  }

  // On a machine that is busy with other things, too, each gets to do something.
  private boolean goesOn(int done) {
    return done < LEAST || System.nanoTime() < end;
  }

  /// Runs a command, which may fail only because others are at it. It leaves the processors to other tests.
  private int run(String what, Path home, List<Object> command) {
    List<Object> words = new ArrayList<>(List.of("--library", work.library()));
    words.addAll(command);
    List<Object> nice = new ArrayList<>(List.of("nice", "-n", "19"));
    nice.addAll(Image.command(home, words.toArray()).command());
    Finished finished = Program.of(nice.toArray()).run();
    assertThat(finished.exitCode()).as("%s", finished).isIn(0, BUSY, NOT_FOUND);
    counts.computeIfAbsent(what + " " + finished.exitCode(), _ -> new LongAdder()).increment();
    return finished.exitCode();
  }

  private void record(int tree) {
    Program record =
        Image.command(work.home(), "record", trees.get(tree).path(), "--name", name(tree % NAMES));
    record.output();
  }

  private static String name(int number) {
    return "name-" + number;
  }

  /// Of all trees that are recorded under a name.
  private Set<String> digests(int name) {
    return trees.stream()
        .filter(tree -> tree.number() % NAMES == name)
        .map(Tree::digest)
        .collect(Collectors.toSet());
  }

  private static List<Object> words(List<Object> command, List<Object> options) {
    return Stream.concat(command.stream(), options.stream()).toList();
  }
}
