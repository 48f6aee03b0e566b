package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.NoSpaceException;
import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TemporaryFile;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.TreeOutcome;
import holotree.api.fs.WritableFile;
import holotree.engine.builtin.PortableStrategy;
import holotree.engine.space.FoundSpace;
import holotree.engine.space.Phase;
import holotree.testkit.forward.ForwardingStore;
import holotree.testkit.forward.ForwardingStrategy;
import holotree.testkit.forward.ForwardingTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Wherever a refresh stops, the space is as it was or marked, and the next one finishes it.
@Timeout(120)
class RefreshFaultsTest {

  private static final FileTime PAST = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));
  private static final int WORKERS = 2;

  /// What happens at the call that fails.
  enum Fault {
    /// It fails, and later ones do not.
    ERROR,
    /// It and all later ones fail: as if the process was killed there.
    DEATH
  }

  @TempDir Path scratch;
  private final Faulty strategy = new Faulty();
  private DeskFolder folder;
  private Path target;

  @BeforeEach
  void recordTwoTrees() throws IOException {
    folder = new DeskFolder(scratch, strategy, WORKERS);
    target = folder.target("space");
    strategy.watched = target;
    Path stage = folder.stage();
    Random random = new Random(7);
    for (String directory : new String[] {"a", "b/inner", "gone/deep"}) {
      Path made = Files.createDirectories(stage.resolve(directory));
      for (int file = 0; file < 3; file++) {
        byte[] bytes = new byte[1000 * file + 10];
        random.nextBytes(bytes);
        Files.write(made.resolve("f" + file), bytes);
        Files.setLastModifiedTime(made.resolve("f" + file), PAST);
      }
      Files.createSymbolicLink(made.resolve("link"), Path.of("f1"));
    }
    Files.writeString(stage.resolve("own"), "path " + stage + "\n");
    Files.write(stage.resolve("large"), new byte[9 << 20]);
    Files.setPosixFilePermissions(
        stage.resolve("b/inner"), PosixFilePermissions.fromString("r-xr-xr-x"));
    folder.record(stage);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @ParameterizedTest
  @EnumSource
  void refreshThatStopsAnywhere_isFinishedByTheNext(Fault fault) throws IOException {
    RestoreRequest request = folder.to("space").placed(Placement.COPY);
    folder.restore(request);
    Map<String, String> right = listing();
    int stopped = 0;
    for (int call = 1; ; call++) {
      edit();
      Map<String, String> before = listing();
      strategy.arm(fault, call);
      boolean failed = false;
      try {
        folder.restore(request);
      } catch (NoSpaceException expected) {
        failed = true;
      } finally {
        strategy.disarm();
      }
      if (!failed) {
        break;
      }
      stopped++;
      if (!listing().equals(before)) {
        assertThat(phase()).as("changed by call %d", call).isEqualTo(Phase.REFRESHING);
      }
      RestoreReceipt finished = folder.restore(request);
      assertThat(finished.refreshed()).isNotNull();
      assertThat(phase()).isEqualTo(Phase.COMPLETE);
      assertThat(listing()).as("finished after call %d", call).isEqualTo(right);
      folder.requirePristine("space");
    }
    assertThat(stopped).isGreaterThan(20);
    assertThat(listing()).isEqualTo(right);
  }

  @Test
  void failureInTheMiddle_saysThatTheSpaceIsMarked() throws IOException {
    RestoreRequest request = folder.to("space").placed(Placement.COPY);
    folder.restore(request);
    edit();
    // The mark is the first call, and what follows changes the tree.
    strategy.arm(Fault.DEATH, 4);
    try {
      folder.restore(request);
      throw new AssertionError("did not fail");
    } catch (NoSpaceException expected) {
      assertThat(expected.meaning()).contains("marked incomplete", "the next `holotree restore`");
    } finally {
      strategy.disarm();
    }
  }

  @Test
  void afterARestartOfTheMachine_everyFileIsDigestedOnce() {
    RestoreRequest request = folder.to("space").placed(Placement.COPY);
    strategy.boot = "first";
    folder.restore(request);
    strategy.boot = "second";
    RestoreReceipt receipt = folder.restore(request);
    assertThat(Objects.requireNonNull(receipt.refreshed()).digested()).isEqualTo(11);
    assertThat(receipt.refreshed().pristine()).isTrue();
    assertThat(receipt.notices())
        .extracting(Notice::kind)
        .contains(Notice.Kind.DIGESTED_AFTER_RESTART);
    assertThat(strategy.synced).isTrue();
    strategy.boot = "third";
    RestoreReceipt again = folder.restore(request);
    assertThat(Objects.requireNonNull(again.refreshed()).digested()).isZero();
    assertThat(again.notices()).isEmpty();
  }

  @Test
  void damageThatALossOfPowerDid_isFoundAfterARestart() throws IOException {
    RestoreRequest request = folder.to("space").placed(Placement.COPY);
    strategy.boot = "first";
    folder.restore(request);
    Map<String, String> right = listing();
    // As the file system may leave it: everything it says of the file is what it said before.
    Path file = target.resolve("a/f1");
    byte[] bytes = Files.readAllBytes(file);
    bytes[3] ^= 1;
    strategy.disguise = strategy.look(target.resolve("a"), "f1");
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, PAST);
    assertThat(folder.restore(request).refreshed()).matches(RestoreReceipt.Refreshed::pristine);
    strategy.boot = "second";
    assertThat(folder.restore(request).files()).isEqualTo(1);
    strategy.disguise = null;
    assertThat(listing()).isEqualTo(right);
  }

  @Test
  void durableSpace_isTrustedAfterARestart() {
    RestoreRequest request = folder.to("space").placed(Placement.COPY).synced();
    strategy.boot = "first";
    folder.restore(request);
    assertThat(strategy.synced).isTrue();
    strategy.boot = "second";
    assertThat(Objects.requireNonNull(folder.restore(request).refreshed()).digested()).isZero();
  }

  @Test
  void cleanRefreshOfCopies_opensNoFile() {
    RestoreRequest request = folder.to("space").placed(Placement.COPY);
    folder.restore(request);
    strategy.opened.set(0);
    assertThat(folder.restore(request).refreshed()).matches(RestoreReceipt.Refreshed::pristine);
    assertThat(strategy.opened.get()).isZero();
  }

  private Phase phase() {
    FoundSpace found = Objects.requireNonNull(folder.desk().home().registry().find(target));
    return found.state().phase();
  }

  private void edit() throws IOException {
    Files.write(target.resolve("a/f2"), new byte[2010]);
    Files.setLastModifiedTime(target.resolve("a/f2"), PAST);
    Files.delete(target.resolve("a/link"));
    Files.createSymbolicLink(target.resolve("a/link"), Path.of("/etc/passwd"));
    Files.setPosixFilePermissions(
        target.resolve("own"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setLastModifiedTime(target.resolve("large"), PAST);
    Path extra = Files.createDirectories(target.resolve("b/extra/deep"));
    Files.writeString(extra.resolve("x"), "x");
    for (String gone : new String[] {"gone/deep/f0", "gone/deep/f1", "gone/deep/f2"}) {
      Files.deleteIfExists(target.resolve(gone));
    }
    Files.deleteIfExists(target.resolve("gone/deep/link"));
    Files.deleteIfExists(target.resolve("gone/deep"));
    Files.deleteIfExists(target.resolve("gone"));
    Files.writeString(target.resolve("gone"), "a file now");
    Path inner = target.resolve("b/inner");
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.deleteIfExists(inner.resolve("f0"));
    Files.createDirectories(inner.resolve("f0"));
  }

  private Map<String, String> listing() {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(target)) {
      for (Path path : walk.toList()) {
        String what =
            Files.isSymbolicLink(path)
                ? "-> " + Files.readSymbolicLink(path)
                : Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
                    + (Files.isRegularFile(path)
                        ? " " + Arrays.hashCode(Files.readAllBytes(path))
                        : "");
        listing.put(
            target.relativize(path).toString(),
            what + " " + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return listing;
  }

  /// Counts what changes a space or its state, and fails where it is told to.
  private static final class Faulty extends ForwardingStrategy {
    private Path watched = Path.of("/");
    private String boot = "boot";
    private volatile Fault fault = Fault.ERROR;
    private int failAt = -1;
    private int calls;
    private volatile boolean synced;
    private final AtomicInteger opened = new AtomicInteger();
    private volatile FileStat disguise;

    Faulty() {
      super(new PortableStrategy());
    }

    synchronized void arm(Fault what, int call) {
      fault = what;
      failAt = call;
      calls = 0;
    }

    synchronized void disarm() {
      failAt = -1;
    }

    synchronized void call() {
      calls++;
      if (failAt > 0 && (calls == failAt || (calls > failAt && fault == Fault.DEATH))) {
        throw new NoSpaceException("call " + calls, -1, -1, null);
      }
    }

    FileStat look(Path directory, String name) {
      try (SpaceTree tree = super.openTree(directory)) {
        return tree.stat(tree.root(), name.getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public String bootId() {
      return boot;
    }

    @Override
    public LibraryStore store(Path root, Durability durability) {
      LibraryStore store = super.store(root, durability);
      return root.endsWith("home") ? new Store(store, this) : store;
    }

    @Override
    public TreeOutcome createTree(Path root) {
      return super.createTree(root) instanceof TreeOutcome.Created made
          ? new TreeOutcome.Created(new Tree(made.tree(), this))
          : new TreeOutcome.NotApplicable("unexpected");
    }

    @Override
    public SpaceTree openTree(Path root) {
      SpaceTree tree = super.openTree(root);
      return root.equals(watched) ? new Tree(tree, this) : tree;
    }
  }

  private static final class Store extends ForwardingStore {
    private final Faulty faults;

    Store(LibraryStore store, Faulty faults) {
      super(store);
      this.faults = faults;
    }

    @Override
    public void replace(TemporaryFile temporary, String path) {
      if (path.startsWith("spaces/")) {
        faults.call();
      }
      super.replace(temporary, path);
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
    public FileStat setAttributes(
        TreeDirectory parent, byte[] name, int mode, long seconds, int nanos) {
      faults.call();
      return super.setAttributes(parent, name, mode, seconds, nanos);
    }

    @Override
    public FileStat createFile(
        TreeDirectory parent,
        byte[] name,
        int mode,
        long seconds,
        int nanos,
        MemorySegment content) {
      faults.call();
      return super.createFile(parent, name, mode, seconds, nanos, content);
    }

    @Override
    public WritableFile createFile(TreeDirectory parent, byte[] name, int mode, long size) {
      faults.call();
      return super.createFile(parent, name, mode, size);
    }

    @Override
    public ReadableFile openFile(TreeDirectory parent, byte[] name) {
      faults.opened.incrementAndGet();
      return super.openFile(parent, name);
    }

    @Override
    public FileStat createSymlink(
        TreeDirectory parent, byte[] name, byte[] target, long seconds, int nanos) {
      faults.call();
      return super.createSymlink(parent, name, target, seconds, nanos);
    }

    @Override
    public FileStat stat(TreeDirectory parent, byte[] name) {
      FileStat stat = super.stat(parent, name);
      FileStat disguise = faults.disguise;
      return disguise != null && stat != null && stat.inode() == disguise.inode() ? disguise : stat;
    }

    @Override
    public void removeFile(TreeDirectory parent, byte[] name) {
      faults.call();
      super.removeFile(parent, name);
    }

    @Override
    public void removeDirectory(TreeDirectory parent, byte[] name) {
      faults.call();
      super.removeDirectory(parent, name);
    }

    @Override
    public Outcome sync() {
      faults.synced = true;
      return Outcome.DONE;
    }
  }
}
