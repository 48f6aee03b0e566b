package holotree.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.ProgressListener;
import holotree.api.error.BusyException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TemporaryFile;
import holotree.engine.builtin.PortableStrategy;
import holotree.testkit.forward.ForwardingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OperationLocksTest {

  private static final String LOCK = "locks/one";
  private static final String OTHER = "another holotree command";

  @TempDir private Path scratch;
  private LibraryStore store;
  private final Waits waits = new Waits();

  @BeforeEach
  void open() {
    store = new PortableStrategy().store(scratch, Durability.VOLATILE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void busyLock_namesItsHolder() {
    long pid = ProcessHandle.current().pid();
    try (StoreLock _ = locks("holotree restore ci").tryLock(LOCK, LockMode.EXCLUSIVE)) {
      assertThatExceptionOfType(BusyException.class)
          .isThrownBy(() -> locks("holotree verify").lockNow(LOCK, LockMode.SHARED, "/srv/ci"))
          .satisfies(busy -> assertThat(busy.lock()).isEqualTo("/srv/ci"))
          .satisfies(busy ->
              assertThat(busy.holder()).isEqualTo("`holotree restore ci` (process " + pid + ")"));
    }
  }

  @Test
  void closedLock_leavesNoNote() {
    try (StoreLock _ = locks("a").tryLock(LOCK, LockMode.SHARED)) {
      assertThat(note()).exists();
    }
    assertThat(note()).doesNotExist();
  }

  @Test
  void sharedLock_isNotedForTheLastWhoCame_andStaysNotedUntilThatOneLeaves() {
    StoreLock first = locks("first").tryLock(LOCK, LockMode.SHARED);
    try (StoreLock _ = locks("last").tryLock(LOCK, LockMode.SHARED)) {
      first.close();
      assertThat(holder()).startsWith("`last` ");
    }
    assertThat(note()).doesNotExist();
  }

  @Test
  void sharedLock_isNotedForTheProcessThatHadItBefore_whenTheLastOneLeaves() throws IOException {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      long started = other.info().startInstant().orElseThrow().toEpochMilli();
      HolderNote before = new HolderNote(other.pid(), started, "holotree run ci");
      Files.createDirectories(note().getParent());
      Files.write(note(), before.encode());
      try (StoreLock _ = store.tryLock(LOCK, LockMode.SHARED)) {
        locks("holotree verify").tryLock(LOCK, LockMode.SHARED).close();
        assertThat(holder()).isEqualTo("`holotree run ci` (process " + other.pid() + ")");
      }
      locks("holotree delete").tryLock(LOCK, LockMode.EXCLUSIVE).close();
      assertThat(note()).as("whoever was alone knows that nobody else is left").doesNotExist();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void noteOfAProcessThatIsGone_namesNobody() throws IOException {
    try (StoreLock _ = store.tryLock(LOCK, LockMode.EXCLUSIVE)) {
      long pid = ProcessHandle.current().pid();
      Files.writeString(note(), "pid " + pid + "\nstarted 1000\ncommand holotree gc\n");
      assertThat(holder()).isEqualTo(OTHER);
    }
  }

  @Test
  void tornNote_namesNobody() throws IOException {
    try (StoreLock _ = store.tryLock(LOCK, LockMode.EXCLUSIVE)) {
      for (String torn : new String[] {"", "pid 7\n", "pid x\nstarted y\n", "\0\0\0"}) {
        Files.writeString(note(), torn);
        assertThat(holder()).as(torn).isEqualTo(OTHER);
      }
      Files.write(note(), new byte[100_000]);
      assertThat(holder()).isEqualTo(OTHER);
    }
  }

  @Test
  void missingNote_namesNobody() {
    try (StoreLock _ = store.tryLock(LOCK, LockMode.EXCLUSIVE)) {
      assertThat(holder()).isEqualTo(OTHER);
    }
  }

  @Test
  void noteOfSomeoneElse_bringsNoEscapesToTheTerminal() throws IOException {
    try (StoreLock _ = locks("x").tryLock(LOCK, LockMode.EXCLUSIVE)) {
      String planted = Files.readString(note()).replace("x\n", "\u001b[2J\u0007evil\u202e\n");
      Files.writeString(note(), planted);
      assertThat(holder()).startsWith("`?[2J?evil?` ");
    }
  }

  @Test
  void noteThatCannotBeWritten_keepsNobodyFromTheLock() {
    LibraryStore readOnly =
        new ForwardingStore(store) {
          @Override
          public TemporaryFile createTemporary() {
            throw new RefusedException("make", "tmp", "read-only", "Nothing.", null);
          }
        };
    OperationLocks locks = new OperationLocks(store, readOnly, "a", waits);
    try (StoreLock _ = locks.lock(LOCK, LockMode.EXCLUSIVE, "it")) {
      assertThat(store.tryLock(LOCK, LockMode.SHARED)).isNull();
      assertThat(holder()).isEqualTo(OTHER);
    }
    try (StoreLock free = store.tryLock(LOCK, LockMode.EXCLUSIVE)) {
      assertThat(free).isNotNull();
    }
  }

  @Test
  void longWait_tellsWhomItWaitsFor_andEndsWithTheLock() throws InterruptedException {
    StoreLock held = locks("holotree gc").tryLock(LOCK, LockMode.EXCLUSIVE);
    Thread waiter =
        Thread.ofPlatform()
            .start(
                () -> locks("holotree restore").lock(LOCK, LockMode.SHARED, "the library").close());
    String told = waits.told.take();
    assertThat(told).startsWith("the library: `holotree gc` (process ");
    held.close();
    waiter.join();
    assertThat(waits.told).isEmpty();
    assertThat(note()).doesNotExist();
  }

  @Test
  void freeLock_tellsNobodyOfWaiting() {
    locks("a").lock(LOCK, LockMode.EXCLUSIVE, "it").close();
    assertThat(waits.told).isEmpty();
  }

  @Test
  void interruptedWait_endsAndKeepsTheInterrupt() {
    try (StoreLock _ = locks("a").tryLock(LOCK, LockMode.EXCLUSIVE)) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedOperationException.class)
          .isThrownBy(() -> locks("b").lock(LOCK, LockMode.SHARED, "it"));
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private OperationLocks locks(String command) {
    return new OperationLocks(store, store, command, waits);
  }

  /// Who has the lock, as told to one who wants it.
  private String holder() {
    try (StoreLock free = locks("asker").lockNow(LOCK, LockMode.EXCLUSIVE, "it")) {
      throw new AssertionError("free: " + free);
    } catch (BusyException busy) {
      return busy.holder();
    }
  }

  private Path note() {
    return scratch.resolve(LOCK + ".holder");
  }

  /// Keeps what it is told of waiting.
  private static final class Waits implements ProgressListener {
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Override
    public void began(Activity activity, long entries, long bytes) {}

    @Override
    public void advanced(long entries, long bytes) {}

    @Override
    public void waiting(String what, String holder) {
      told.add(what + ": " + holder);
    }
  }
}
