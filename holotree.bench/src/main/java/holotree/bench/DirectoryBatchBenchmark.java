package holotree.bench;

import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.discovery.Providers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Making directories just in time: as a restore does, one call for each and then relative to what is
/// held open, or by whole path, with a look for the parents before each file.
///
/// One operation is a tree of files, ten in each directory, ten directories in each above.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class DirectoryBatchBenchmark {

  private static final int FAN = 10;
  private static final int MODE = 0755;
  private static final int FILE_BYTES = 1024;

  /// How many files a tree has.
  @Param("2000")
  public int files;

  /// Where to work: see [WorkFolder].
  @Param("")
  public String folder;

  private final FileSystemStrategy strategy = Providers.installed().strategy();
  private final byte[] array = new byte[FILE_BYTES];
  private final MemorySegment content = Arena.ofAuto().allocate(FILE_BYTES);
  private WorkFolder work;
  private Path root;

  @Setup(Level.Trial)
  public void open() throws IOException {
    work = new WorkFolder(folder);
  }

  @Setup(Level.Iteration)
  public void makeRoot() throws IOException {
    root = Files.createDirectory(work.next());
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    work.close();
  }

  @Benchmark
  public void directoriesByHandle() {
    byHandle(false);
  }

  @Benchmark
  public void directoriesByPath() throws IOException {
    byPath(false);
  }

  @Benchmark
  public void filesByHandle() {
    byHandle(true);
  }

  @Benchmark
  public void filesByPath() throws IOException {
    byPath(true);
  }

  private void byHandle(boolean withFiles) {
    @Nullable TreeDirectory[] upper = new TreeDirectory[Math.ceilDiv(files, FAN * FAN)];
    @Nullable TreeDirectory[] lower = new TreeDirectory[Math.ceilDiv(files, FAN)];
    try (SpaceTree tree = strategy.openTree(root)) {
      for (int file = 0; file < files; file++) {
        int leaf = file / FAN;
        TreeDirectory directory = lower[leaf];
        if (directory == null) {
          TreeDirectory above = upper[leaf / FAN];
          if (above == null) {
            above = tree.makeDirectory(tree.root(), bytes(upperName(leaf)), MODE);
            upper[leaf / FAN] = above;
          }
          directory = tree.makeDirectory(above, bytes(lowerName(leaf)), MODE);
          lower[leaf] = directory;
        }
        if (withFiles) {
          tree.createFile(directory, bytes(fileName(file)), 0644, 0, 0, content);
        }
      }
    }
  }

  private void byPath(boolean withFiles) throws IOException {
    for (int file = 0; file < files; file++) {
      int leaf = file / FAN;
      Path directory = root.resolve(upperName(leaf)).resolve(lowerName(leaf));
      if (!Files.exists(directory)) {
        Files.createDirectories(directory);
      }
      if (withFiles) {
        Files.write(directory.resolve(fileName(file)), array);
      }
    }
  }

  private static String upperName(int leaf) {
    return "package-" + leaf / FAN;
  }

  private static String lowerName(int leaf) {
    return "part-" + leaf;
  }

  private static String fileName(int file) {
    return "module-" + file;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
