package holotree.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Compares the image with its peers: `bench/side-by-side` starts it with the checkout's directory
/// and its own arguments.
final class SideBySide {

  private static final long GIB = 1L << 30;
  private static final long SPARE_INODES = 50_000;
  private static final long INODE_BYTES = 512;

  // Directories, metadata kept twice, journals.
  private static final double MARGIN = 1.15;

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

  private final Path checkout;
  private final Arguments arguments;
  private final Path scratch;
  private final Toolbox tools;
  private final Processes processes;
  private final Path temporary;
  private volatile Optional<LoopFileSystem> mounted = Optional.empty();

  private SideBySide(Path checkout, Arguments arguments, Path scratch) {
    this.checkout = checkout;
    this.arguments = arguments;
    this.scratch = scratch;
    this.tools = Toolbox.ofMachine();
    this.processes = new Processes(scratch);
    this.temporary = Path.of(Optional.ofNullable(System.getenv("TMPDIR")).orElse("/var/tmp"));
  }

  /// Exits with 0 if everything was measured, 1 if not, 2 if the arguments are wrong.
  public static void main(String[] args) throws IOException {
    List<String> words = List.of(args);
    Path checkout = Path.of(words.getFirst());
    List<String> options = words.subList(1, words.size());
    if (options.contains("--help") || options.contains("-h")) {
      System.out.print(Arguments.USAGE);
      return;
    }
    Arguments arguments;
    try {
      arguments =
          Arguments.parse(
              options,
              checkout.resolve("holotree.cli/target/image/bin/holotree"),
              Path.of("bench-results", LocalDateTime.now(ZoneId.systemDefault()).format(STAMP)));
    } catch (BenchException e) {
      System.err.println("side-by-side: " + e.getMessage() + "\n\n" + Arguments.USAGE);
      System.exit(2);
      return;
    }
    Path scratch = Files.createTempDirectory("side-by-side-");
    try {
      new SideBySide(checkout, arguments, scratch).run();
    } catch (BenchException e) {
      System.err.println("side-by-side: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run() throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::takeDown));
    requireRoot();
    Path gnuTime = tools.require("time");
    if (!Files.isExecutable(arguments.image())) {
      throw new BenchException("no launcher of an image at " + arguments.image());
    }
    Files.createDirectories(arguments.out());
    HolotreeImage image = HolotreeImage.at(arguments.image(), processes);
    Stopwatch stopwatch = new Stopwatch(gnuTime, scratch, processes);
    Report report = new Report(arguments.out(), System.out);
    try (RawLog raw = new RawLog(arguments.out().resolve("raw.csv"), SideBySide::progress)) {
      Map<String, String> machine = new Machine(tools, processes).facts(checkout, image);
      machine.put(
          "the clock", "adds " + Unit.SECONDS.format(stopwatch.overhead()) + " to each wall time");
      report.begin(machine);
      Comparison comparison =
          new Comparison(
              arguments.works(), arguments.rounds(), image, tools, processes, stopwatch, raw);
      for (Path root : arguments.trees()) {
        SourceTree tree = SourceTree.scan(root);
        for (FileSystemKind kind : arguments.fileSystems()) {
          if (tools.has(kind.maker())) {
            report.add(tree, kind.title(), arguments.rounds(), measured(comparison, tree, kind));
          } else {
            System.err.println(
                "side-by-side: " + kind.title() + " is left out: " + Toolbox.missing(kind.maker()));
          }
        }
      }
    }
    System.out.println("\nResults, raw figures and pictures are in " + arguments.out());
  }

  private List<Row> measured(Comparison comparison, SourceTree tree, FileSystemKind kind)
      throws IOException {
    double trees = comparison.treesWritten();
    long inodes = (long) (tree.entries() * (trees + 1)) + SPARE_INODES;
    long needed = (long) (tree.blockBytes() * trees * MARGIN) + inodes * INODE_BYTES + GIB;
    requireSpace(tree, needed);
    LoopFileSystem fileSystem = LoopFileSystem.below(temporary, kind, processes);
    mounted = Optional.of(fileSystem);
    try {
      fileSystem.mount(tools, needed + GIB, inodes);
      return comparison.run(tree, fileSystem);
    } finally {
      if (arguments.keep()) {
        System.err.println("side-by-side: kept, unmount it yourself: " + fileSystem.root());
      } else {
        fileSystem.close();
      }
      mounted = Optional.empty();
    }
  }

  private void requireSpace(SourceTree tree, long needed) throws IOException {
    long there = Files.getFileStore(temporary).getUsableSpace();
    if (there < needed) {
      throw new BenchException(
          String.format(
              "%s needs up to %s in %s, which has %s. Set TMPDIR to a place with more, or take"
                  + " fewer --rounds, or some works --only",
              tree.name(), Unit.BYTES.format(needed), temporary, Unit.BYTES.format(there)));
    }
  }

  // Runs on a failure and on Ctrl-C, too.
  private void takeDown() {
    processes.stop();
    try {
      if (!arguments.keep()) {
        mounted.ifPresent(LoopFileSystem::close);
      }
      try (Stream<Path> files = Files.list(scratch)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(scratch);
    } catch (IOException | BenchException e) {
      System.err.println("side-by-side: not all is taken down: " + e.getMessage());
    }
  }

  private static void progress(String line) {
    System.err.println(line);
  }

  private static void requireRoot() throws IOException {
    boolean linux = System.getProperty("os.name").equals("Linux");
    if (!linux || !Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      throw new BenchException(
          "it needs root on Linux, to make and mount file systems of its own. Run it with sudo");
    }
  }
}
