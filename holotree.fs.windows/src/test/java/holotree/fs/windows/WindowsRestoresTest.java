package holotree.fs.windows;

import static holotree.fs.windows.SimulatedDisk.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.GcRequest;
import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.testkit.windows.SimulatedWindows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Restores, refreshes, deletions and collections of garbage by four at once, on a simulated NTFS on which a virus
/// checker and an indexer open what is made. Each has a space or two of its own; library and pool are everyone's.
///
/// 200 restores; with `-Dholotree.full=true` 10,000.
class WindowsRestoresTest {

  private static final int THREADS = 4;
  private static final int RESTORES = Boolean.getBoolean("holotree.full") ? 10_000 : 200;
  private static final int FILES = 10;
  private static final String NAME = "small";

  @SuppressWarnings("NullAway.Init") // set by the test
  private SimulatedWindows windows;

  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger restored = new AtomicInteger();
  private final AtomicInteger refreshed = new AtomicInteger();
  private final AtomicInteger deleted = new AtomicInteger();
  private final AtomicInteger collected = new AtomicInteger();
  private final AtomicLong linked = new AtomicLong();
  private final AtomicLong copied = new AtomicLong();

  @Test
  @Timeout(14_400)
  @SuppressWarnings("SystemOut") // counts and seed belong in the build's log
  void restoresByFourAtOnce_areAllWholeAndLeaveNothing(@TempDir Path scratch) throws Exception {
    long seed = Long.getLong("holotree.seed", System.nanoTime());
    System.out.println("-Dholotree.seed=" + seed + ", " + RESTORES + " restores");
    Path place = scratch.toRealPath();
    Path stage = Files.createDirectory(place.resolve("stage-of-this-test"));
    makeStage(stage, new Random(seed));
    windows = new SimulatedWindows(place.resolve("side-of-windows"));
    SimulatedStrategy.install(windows);
    try (Holotree holotree = open(place)) {
      holotree.record(RecordRequest.of(stage).named(NAME));
      windows.virusChecker().on(seed);
      windows.indexer().on(seed);
      Map<String, String> wanted = contents(stage);
      try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          Random random = new Random(seed + thread);
          int number = thread;
          all.add(threads.submit(() -> work(place, number, random, wanted)));
        }
        for (Future<?> one : all) {
          one.get();
        }
      }
      windows.virusChecker().off();
      windows.indexer().off();
      holotree.gc(GcRequest.garbage());
    }
    System.out.printf(
        "restored %d, refreshed %d, deleted %d, collected %d; files copied %d, linked %d;"
            + " calls to open %d, at most %d handles at once%n",
        restored.get(),
        refreshed.get(),
        deleted.get(),
        collected.get(),
        copied.get(),
        linked.get(),
        windows.count("open"),
        windows.mostHandles());
    assertThat(windows.leaks()).isEmpty();
    assertThat(place.resolve("home/library/tmp")).isEmptyDirectory();
    requireNothingUnfinished(place.resolve("home"));
  }

  private static Holotree open(Path place) {
    return Holotree.open(
        new HolotreeOptions(place.resolve("home"), place.resolve("home/library"), 2));
  }

  private Void work(Path place, int thread, Random random, Map<String, String> wanted)
      throws IOException {
    FileSystemStrategy strategy = new SimulatedStrategy();
    try (Holotree holotree = open(place)) {
      while (begun.getAndIncrement() < RESTORES) {
        String space = "space-" + thread + "-" + random.nextInt(2);
        Path root = place.resolve("home/spaces").resolve(space);
        if (Files.exists(root)) {
          if (random.nextInt(3) == 0) {
            holotree.delete(new Target.Space(space));
            assertThat(root).doesNotExist();
            deleted.incrementAndGet();
          } else {
            damage(strategy, root, random);
          }
        }
        restore(holotree, root, random, wanted);
        // One at a time is let in.
        if (thread == 0 && random.nextInt(8) == 0) {
          holotree.gc(GcRequest.garbage());
          collected.incrementAndGet();
        }
      }
    }
    return null;
  }

  private void restore(Holotree holotree, Path root, Random random, Map<String, String> wanted)
      throws IOException {
    Placement placement = random.nextBoolean() ? Placement.COPY : Placement.HARDLINK;
    RestoreReceipt receipt =
        holotree.restore(
            RestoreRequest.of(NAME).space(root.getFileName().toString()).placed(placement));
    restored.incrementAndGet();
    if (receipt.refreshed() != null) {
      refreshed.incrementAndGet();
    }
    linked.addAndGet(receipt.hardLinked());
    copied.addAndGet(receipt.copied());
    assertThat(contents(root)).isEqualTo(wanted);
  }

  // By the same calls, since nobody could do that to what the virus checker holds.
  private static void damage(FileSystemStrategy strategy, Path root, Random random) {
    try (SpaceTree tree = strategy.openTree(root)) {
      TreeDirectory d = tree.openDirectory(tree.root(), bytes("d"));
      byte[] name = bytes("f" + random.nextInt(FILES) + ".txt");
      tree.removeFile(d, name);
      if (random.nextBoolean()) {
        tree.createFile(d, name, 0644, 1, 1, SimulatedDisk.content("damaged"));
      }
      TreeDirectory inner = tree.openDirectory(d, bytes("inner"));
      tree.createFile(inner, bytes("new"), 0444, 1, 1, SimulatedDisk.content("x"));
    }
  }

  private static void makeStage(Path stage, Random random) throws IOException {
    Path inner = Files.createDirectories(stage.resolve("d/inner"));
    Files.createDirectory(stage.resolve("empty"));
    for (int each = 0; each < FILES; each++) {
      byte[] bytes = new byte[random.nextInt(3_000)];
      random.nextBytes(bytes);
      Files.write(stage.resolve("d/f" + each + ".txt"), bytes);
    }
    Files.writeString(stage.resolve("run.exe"), "MZ");
    Files.createFile(inner.resolve("nothing"));
    Files.writeString(inner.resolve("read-only"), "r");
    Files.setPosixFilePermissions(
        inner.resolve("read-only"), PosixFilePermissions.fromString("r--r--r--"));
    Files.createSymbolicLink(stage.resolve("link"), Path.of("d/inner"));
  }

  /// Each path below, and what is there.
  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        contents.put(root.relativize(path).toString(), content(path));
      }
    }
    return contents;
  }

  private static String content(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link to " + Files.readSymbolicLink(path);
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return "directory";
    }
    // Windows has times that are multiples of 100 ns.
    return Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS) / FileTimes.UNIT
        + " "
        + HexFormat.of().formatHex(Files.readAllBytes(path));
  }

  private static void requireNothingUnfinished(Path home) throws IOException {
    try (Stream<Path> spaces = Files.list(home.resolve("spaces"))) {
      assertThat(spaces.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.equals(".state") || name.startsWith("space-"));
    }
    if (Files.exists(home.resolve("pool/tmp"))) {
      assertThat(home.resolve("pool/tmp")).isEmptyDirectory();
    }
  }
}
