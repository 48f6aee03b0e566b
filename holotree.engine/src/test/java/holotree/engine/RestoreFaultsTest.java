package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.ProgressListener;
import holotree.api.error.CorruptException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.Capabilities;
import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Probe;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.TreeOutcome;
import holotree.api.fs.WorkerLimits;
import holotree.api.fs.WritableFile;
import holotree.engine.builtin.PortableStrategy;
import holotree.engine.format.Checksum;
import holotree.engine.format.FrameHeader;
import holotree.engine.format.PackHeader;
import holotree.engine.format.PackTrailer;
import holotree.engine.library.LibraryFolder;
import holotree.engine.space.Home;
import holotree.testkit.forward.ForwardingProbe;
import holotree.testkit.forward.ForwardingStrategy;
import holotree.testkit.forward.ForwardingTree;
import holotree.testkit.forward.ForwardingWritableFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever fails, the error comes out, the target is as it was, and nothing stays open or behind.
@Timeout(60)
class RestoreFaultsTest {

  private static final int WORKERS = 8;

  @TempDir Path scratch;
  private final Faulty strategy = new Faulty();
  private LibraryFolder folder;
  private LibraryStore homeStore;
  private Holotree.Desk desk;
  private Path parent;
  private Path target;

  @BeforeEach
  void recordATree() throws IOException {
    Path real = scratch.toRealPath();
    folder = new LibraryFolder(real.resolve("library"));
    homeStore = strategy.store(real.resolve("home"), Durability.VOLATILE);
    desk =
        new Holotree.Desk(
            LibraryFolder.providers(),
            strategy,
            folder.library(),
            new Home(real.resolve("home"), homeStore, strategy, LibraryFolder.locks(homeStore)),
            WORKERS,
            new Probes(strategy),
            ProgressListener.NONE);
    parent = Files.createDirectory(real.resolve("parent"));
    target = parent.resolve("target");
    Path stage = real.resolve("stage-of-a-test");
    makeTree(stage);
    new RecordDesk(desk).record(RecordRequest.of(stage).named("tree"));
  }

  private static void makeTree(Path stage) throws IOException {
    Random random = new Random(9);
    for (int directory = 0; directory < 4; directory++) {
      Path there = Files.createDirectories(stage.resolve("d" + directory + "/inner"));
      for (int file = 0; file < 4; file++) {
        byte[] bytes = new byte[file * 1000];
        random.nextBytes(bytes);
        Files.write(there.resolve("f" + file), bytes);
        Files.write(there.resolve("copy" + file), bytes);
      }
      Files.createSymbolicLink(there.resolve("link"), Path.of("f1"));
      Files.writeString(there.resolve("script"), "path " + stage + " twice " + stage + "\n");
    }
    byte[] large = new byte[9 << 20];
    random.nextBytes(large);
    Files.write(stage.resolve("large"), large);
  }

  @AfterEach
  void close() {
    Thread.interrupted();
    homeStore.close();
    folder.close();
  }

  @Test
  void fullDiskAtAnyCall_leavesNothing() {
    int failAt = 1;
    for (; !target.toFile().exists(); failAt++) {
      strategy.failAt(failAt);
      try {
        restore();
      } catch (NoSpaceException expected) {
        assertThat(expected.what()).contains("call " + failAt);
        requireNothingLeft();
      }
    }
    assertThat(failAt).isGreaterThan(50);
    assertThat(strategy.open.get()).isZero();
    assertThat(new SpaceDesk(desk).verify(new Target.Directory(target)).pristine()).isTrue();
  }

  @Test
  void damagedFrame_leavesNothingAndIsLocated() throws IOException {
    Path pack = folder.packs().getFirst();
    byte[] bytes = Files.readAllBytes(pack);
    bytes[1 << 20] ^= 1;
    Files.write(pack, bytes);
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(this::restore)
        .satisfies(error -> {
          assertThat(error.file()).isEqualTo(pack.toString());
          assertThat(error.offset()).isBetween(16L, 1L << 20);
        });
    requireNothingLeft();
  }

  // Its checksums are right: the digest alone tells.
  @Test
  void forgedFrame_isFoundByItsDigestAndLeavesNothing() throws IOException {
    Path pack = folder.packs().getFirst();
    byte[] whole = Files.readAllBytes(pack);
    long trailer = whole.length - (long) PackTrailer.BYTES;
    long footer = PackTrailer.read(slice(whole, trailer), "", whole.length).footerOffset();
    int frames = 0;
    for (long at = PackHeader.BYTES; at < footer; frames++) {
      byte[] forged = whole.clone();
      FrameHeader header = FrameHeader.read(slice(forged, at), "", at);
      MemorySegment payload =
          slice(forged, at + FrameHeader.BYTES).asSlice(0, header.encodedLength());
      byte last = payload.get(ValueLayout.JAVA_BYTE, payload.byteSize() - 1);
      payload.set(ValueLayout.JAVA_BYTE, payload.byteSize() - 1, (byte) ~last);
      new FrameHeader(
              header.codec(),
              header.plainLength(),
              header.encodedLength(),
              header.chunks(),
              Checksum.of(payload))
          .write(slice(forged, at));
      Files.write(pack, forged);
      long offset = at;
      assertThatExceptionOfType(CorruptException.class)
          .isThrownBy(this::restore)
          .satisfies(error -> {
            assertThat(error.offset()).isEqualTo(offset);
            assertThat(error.expected()).startsWith("chunk ");
          });
      requireNothingLeft();
      at += FrameHeader.BYTES + header.encodedLength();
    }
    assertThat(frames).isGreaterThan(3);
  }

  private static MemorySegment slice(byte[] bytes, long from) {
    return MemorySegment.ofArray(bytes).asSlice(from);
  }

  @Test
  void interruptedRestore_leavesNothing() {
    Thread caller = Thread.currentThread();
    strategy.onCall = caller::interrupt;
    assertThatExceptionOfType(InterruptedOperationException.class).isThrownBy(this::restore);
    assertThat(Thread.interrupted()).isTrue();
    requireNothingLeft();
  }

  @Test
  void noMoreFilesAreMadeAtOnce_thanTheFileSystemBears() {
    for (int limit : new int[] {1, 3}) {
      strategy.capabilities = can -> with(can, limit, true, true, 255);
      strategy.most.set(0);
      strategy.onCall = RestoreFaultsTest::pause;
      target = parent.resolve("limit" + limit);
      restore();
      assertThat(strategy.most.get()).isBetween(1, limit);
    }
  }

  @Test
  void targetThatCannotHoldTheTree_isRefusedBeforeAnythingIsMade() {
    strategy.capabilities = can -> with(can, 4, false, true, 255);
    requireUnsafe("symbolic links");
    strategy.capabilities = can -> with(can, 4, true, true, 4);
    requireUnsafe("at most 4 bytes");
  }

  @Test
  void namesThatAreOneToTheTarget_areRefused() throws IOException {
    Path stage = Files.createDirectories(scratch.toRealPath().resolve("folding-stage"));
    Files.writeString(stage.resolve("readme"), "x");
    Files.writeString(stage.resolve("README"), "y");
    new RecordDesk(desk).record(RecordRequest.of(stage).named("tree"));
    strategy.capabilities = can -> with(can, 4, true, false, 255);
    requireUnsafe("taken for that of another entry");
  }

  private void requireUnsafe(String rule) {
    strategy.calls.set(0);
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(this::restore)
        .satisfies(error -> assertThat(error.rule()).contains(rule));
    assertThat(strategy.calls.get()).isZero();
    requireNothingLeft();
  }

  private RestoreReceipt restore() {
    return new RestoreDesk(desk).restore(RestoreRequest.of("tree").to(target));
  }

  private void requireNothingLeft() {
    assertThat(parent).isEmptyDirectory();
    assertThat(homeStore.list("spaces/.state")).isEmpty();
    assertThat(strategy.open.get()).isZero();
    assertThat(folder.store().openFiles()).isZero();
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  private static Capabilities with(
      Capabilities can, int workers, boolean symlinks, boolean caseSensitive, int maxName) {
    return new Capabilities(
        caseSensitive,
        can.keepsNormalisation(),
        can.anyBytes(),
        can.windowsNames(),
        symlinks,
        maxName,
        new WorkerLimits(workers, workers));
  }

  /// Fails at one call, counts files that are open, and calls that are under way.
  private static final class Faulty extends ForwardingStrategy {
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger now = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    private volatile int failAt = -1;
    private volatile Runnable onCall = () -> {};
    private UnaryOperator<Capabilities> capabilities = UnaryOperator.identity();

    Faulty() {
      super(new PortableStrategy());
    }

    void failAt(int call) {
      calls.set(0);
      failAt = call;
    }

    void call() {
      int call = calls.incrementAndGet();
      onCall.run();
      if (call == failAt) {
        throw new NoSpaceException("call " + call, -1, -1, null);
      }
    }

    @Override
    public Probe probe() {
      return new ForwardingProbe(super.probe()) {
        @Override
        public Capabilities measure(Path directory) {
          return capabilities.apply(super.measure(directory));
        }
      };
    }

    @Override
    public TreeOutcome createTree(Path root) {
      return super.createTree(root) instanceof TreeOutcome.Created made
          ? new TreeOutcome.Created(new Tree(made.tree(), this))
          : new TreeOutcome.NotApplicable("unexpected");
    }
  }

  private static final class Tree extends ForwardingTree {
    private final Faulty faults;

    Tree(SpaceTree tree, Faulty faults) {
      super(tree);
      this.faults = faults;
    }

    @Override
    public TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode) {
      faults.call();
      return super.makeDirectory(parent, name, mode);
    }

    @Override
    public FileStat finishDirectory(TreeDirectory directory, int mode, long seconds, int nanos) {
      faults.call();
      return super.finishDirectory(directory, mode, seconds, nanos);
    }

    @Override
    public FileStat createFile(
        TreeDirectory parent,
        byte[] name,
        int mode,
        long seconds,
        int nanos,
        MemorySegment content) {
      faults.most.accumulateAndGet(faults.now.incrementAndGet(), Math::max);
      try {
        faults.call();
        return super.createFile(parent, name, mode, seconds, nanos, content);
      } finally {
        faults.now.decrementAndGet();
      }
    }

    @Override
    public WritableFile createFile(TreeDirectory parent, byte[] name, int mode, long size) {
      faults.call();
      WritableFile file = super.createFile(parent, name, mode, size);
      faults.open.incrementAndGet();
      return new Writable(file, faults);
    }

    @Override
    public FileStat createSymlink(
        TreeDirectory parent, byte[] name, byte[] target, long seconds, int nanos) {
      faults.call();
      return super.createSymlink(parent, name, target, seconds, nanos);
    }
  }

  private static final class Writable extends ForwardingWritableFile {
    private final Faulty faults;
    private boolean closed;

    Writable(WritableFile file, Faulty faults) {
      super(file);
      this.faults = faults;
    }

    @Override
    public void write(long offset, MemorySegment content) {
      faults.call();
      super.write(offset, content);
    }

    @Override
    public FileStat finish(long mtimeSeconds, int mtimeNanos) {
      faults.call();
      return super.finish(mtimeSeconds, mtimeNanos);
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        faults.open.decrementAndGet();
      }
      super.close();
    }
  }
}
