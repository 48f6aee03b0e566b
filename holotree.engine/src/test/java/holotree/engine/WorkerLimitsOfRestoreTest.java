package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.NoSpaceException;
import holotree.api.fs.Capabilities;
import holotree.api.fs.FileStat;
import holotree.api.fs.Probe;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.TreeOutcome;
import holotree.api.fs.WorkerLimits;
import holotree.api.fs.WritableFile;
import holotree.engine.builtin.PortableStrategy;
import holotree.testkit.forward.ForwardingProbe;
import holotree.testkit.forward.ForwardingStrategy;
import holotree.testkit.forward.ForwardingTree;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// As many files are made at once as the file system bears, no more and no fewer; and one failure ends
/// them all.
@Timeout(120)
class WorkerLimitsOfRestoreTest {

  private static final int SMALL_FILES = 300;
  private static final int FRAMES = 16;

  @TempDir Path scratch;
  private final Gated strategy = new Gated();

  @ParameterizedTest
  @CsvSource({"2, 8, 8, 2", "8, 3, 8, 3", "8, 3, 1, 3", "1, 8, 8, 1"})
  void copies_areMadeByAsManyWorkersAsAllowed(int workers, int create, int link, int expected)
      throws IOException {
    strategy.limits = new WorkerLimits(create, link);
    try (DeskFolder folder = recorded(workers)) {
      strategy.gate.await(expected);
      folder.restore(folder.to("a").placed(Placement.COPY));
      assertThat(strategy.gate.most()).isEqualTo(expected);
      folder.requirePristine("a");
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 8, 8, 2", "8, 3, 8, 3", "8, 8, 3, 3", "8, 4, 2, 2", "8, 8, 1, 1"})
  void links_areMadeByAsManyWorkersAsAllowed(int workers, int create, int link, int expected)
      throws IOException {
    strategy.limits = new WorkerLimits(create, link);
    try (DeskFolder folder = recorded(workers)) {
      strategy.gate.await(expected);
      folder.restore(folder.to("a").placedOnly(Placement.HARDLINK));
      assertThat(strategy.gate.most()).as("while the pool is filled").isEqualTo(expected);
      strategy.gate.await(expected);
      RestoreReceipt second = folder.restore(folder.to("b").placedOnly(Placement.HARDLINK));
      assertThat(second.pool().added()).isZero();
      assertThat(strategy.gate.most()).as("while the pool is shared").isEqualTo(expected);
      folder.requirePristine("b");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "HARDLINK"})
  void oneFailure_endsTheOthersWithinAFewCalls(Placement placement) throws IOException {
    int workers = 4;
    int failing = 60;
    strategy.limits = new WorkerLimits(workers, workers);
    try (DeskFolder folder = recorded(workers)) {
      folder.restore(folder.to("a").placed(placement));
      strategy.gate.failAt(failing);
      assertThatExceptionOfType(NoSpaceException.class)
          .isThrownBy(() -> folder.restore(folder.to("b").placed(placement)))
          .satisfies(error -> assertThat(error.what()).contains("call " + failing));
      assertThat(strategy.gate.calls()).isBetween(failing, failing + 10 * workers);
      folder.requireOnly("a");
    }
  }

  private DeskFolder recorded(int workers) throws IOException {
    DeskFolder folder = new DeskFolder(scratch, strategy, workers);
    Path stage = folder.stage();
    Random random = new Random(3);
    for (int file = 0; file < SMALL_FILES; file++) {
      Path directory = Files.createDirectories(stage.resolve("d" + file % 7));
      Files.writeString(directory.resolve("f" + file), "small " + file);
    }
    for (int file = 0; file < FRAMES; file++) {
      byte[] bytes = new byte[(1 << 20) - 100];
      random.nextBytes(bytes);
      Files.write(stage.resolve("frame" + file), bytes);
    }
    folder.record(stage);
    return folder;
  }

  /// Holds calls until as many are under way as are awaited, and then a while longer: more than that
  /// would meet.
  private static final class Gate {
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    private int awaited;
    private boolean open = true;
    private int now;
    private int most;
    private int calls;
    private int failAt = Integer.MAX_VALUE;

    synchronized void await(int callsAtOnce) {
      awaited = callsAtOnce;
      open = false;
      failAt = Integer.MAX_VALUE;
      most = 0;
      calls = 0;
    }

    synchronized void failAt(int call) {
      await(0);
      open = true;
      failAt = call;
    }

    synchronized int most() {
      return most;
    }

    synchronized int calls() {
      return calls;
    }

    /// @param held whether the call may wait for others: one under a lock may not
    <R> R pass(boolean held, Supplier<R> call) {
      try {
        int number = enter();
        if (number == failAt) {
          throw new NoSpaceException("call " + number, -1, -1, null);
        }
        if (number > failAt) {
          Thread.sleep(20);
        }
        if (held && isEnough()) {
          Thread.sleep(200);
          open();
        }
        if (held) {
          awaitOpen();
        }
        return call.get();
      } catch (InterruptedException unexpected) {
        throw new IllegalStateException(unexpected);
      } finally {
        leave();
      }
    }

    private synchronized int enter() {
      most = Math.max(most, ++now);
      return ++calls;
    }

    private synchronized boolean isEnough() {
      return !open && now == awaited;
    }

    private synchronized void open() {
      open = true;
      notifyAll();
    }

    private synchronized void awaitOpen() throws InterruptedException {
      long until = System.currentTimeMillis() + LONGEST_WAIT_MILLIS;
      while (!open) {
        if (System.currentTimeMillis() > until) {
          throw new IllegalStateException(now + " calls at once, not " + awaited);
        }
        wait(1000);
      }
    }

    private synchronized void leave() {
      now--;
    }
  }

  private static final class Gated extends ForwardingStrategy {
    private final Gate gate = new Gate();
    private WorkerLimits limits = new WorkerLimits(1, 1);

    Gated() {
      super(new PortableStrategy());
    }

    @Override
    public Probe probe() {
      return new ForwardingProbe(super.probe()) {
        @Override
        public Capabilities measure(Path directory) {
          Capabilities can = super.measure(directory);
          return new Capabilities(
              can.caseSensitive(),
              can.keepsNormalisation(),
              can.anyBytes(),
              can.windowsNames(),
              can.symlinks(),
              can.maxNameBytes(),
              limits);
        }
      };
    }

    @Override
    public TreeOutcome createTree(Path root) {
      return super.createTree(root) instanceof TreeOutcome.Created made
          ? new TreeOutcome.Created(new Tree(made.tree(), gate))
          : new TreeOutcome.NotApplicable("unexpected");
    }
  }

  private static final class Tree extends ForwardingTree {
    private final Gate gate;

    Tree(SpaceTree tree, Gate gate) {
      super(tree);
      this.gate = gate;
    }

    @Override
    public TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode) {
      return gate.pass(false, () -> super.makeDirectory(parent, name, mode));
    }

    @Override
    public FileStat createFile(
        TreeDirectory parent,
        byte[] name,
        int mode,
        long seconds,
        int nanos,
        MemorySegment content) {
      return gate.pass(true, () -> super.createFile(parent, name, mode, seconds, nanos, content));
    }

    @Override
    public WritableFile createFile(TreeDirectory parent, byte[] name, int mode, long size) {
      return gate.pass(true, () -> super.createFile(parent, name, mode, size));
    }

    @Override
    public ShareOutcome linkFile(TreeDirectory parent, byte[] name, StoredFile source) {
      return gate.pass(true, () -> super.linkFile(parent, name, source));
    }
  }
}
