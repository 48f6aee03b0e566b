package holotree.bench;

import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TreeDirectory;
import holotree.engine.discovery.Providers;
import holotree.engine.file.WholeFile;
import holotree.engine.work.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

/// Hard links from a store of files into a tree, 50 in each directory, by more and more workers.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class HardLinkBenchmark {

  private static final int IN_EACH = 50;

  /// Threads that link at once.
  @Param({"1", "2", "4", "8", "16", "32"})
  public int workers;

  /// How many files are linked in one operation.
  @Param("2000")
  public int files;

  /// Where to work: see [WorkFolder].
  @Param("")
  public String folder;

  private final FileSystemStrategy strategy = Providers.installed().strategy();
  private WorkFolder work;
  private Workers threads;
  private LibraryStore store;
  private StoredFile[] sources;
  private byte[][] names;
  private SpaceTree tree;
  private TreeDirectory[] directories;

  @Setup(Level.Trial)
  public void makeFiles() throws IOException {
    work = new WorkFolder(folder);
    threads = new Workers("link", workers);
    store = strategy.store(work.next(), Durability.VOLATILE);
    sources = new StoredFile[files];
    names = new byte[files][];
    for (int i = 0; i < files; i++) {
      WholeFile.publish(store, "content-" + i, new byte[] {1});
      sources[i] = Objects.requireNonNull(store.open("content-" + i));
      names[i] = ("file-" + i).getBytes(StandardCharsets.US_ASCII);
    }
  }

  @Setup(Level.Iteration)
  public void makeDirectories() throws IOException {
    tree = strategy.openTree(Files.createDirectory(work.next()));
    directories = new TreeDirectory[Math.ceilDiv(files, IN_EACH)];
    for (int i = 0; i < directories.length; i++) {
      byte[] name = ("directory-" + i).getBytes(StandardCharsets.US_ASCII);
      directories[i] = tree.makeDirectory(tree.root(), name, 0755);
    }
  }

  @TearDown(Level.Iteration)
  public void closeTree() {
    tree.close();
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    threads.close();
    for (StoredFile source : sources) {
      source.close();
    }
    store.close();
    work.close();
  }

  @Benchmark
  public void link() {
    AtomicInteger next = new AtomicInteger();
    threads.runOnAll(() -> {
      for (int i = next.getAndIncrement(); i < files; i = next.getAndIncrement()) {
        tree.linkFile(directories[i / IN_EACH], names[i], sources[i]);
      }
    });
  }
}
