package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.Inheritance;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TemporaryFile;
import holotree.api.fs.WritableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Promise 5 of [holotree.api.fs.FileSystemStrategy]: what a process has that becomes another program, and that
/// it goes on where it cannot; and of promise 3 what child processes inherit. Which signals the program has
/// blocked and ignored is for the provider's own tests.
public abstract class SuccessionContract extends StrategyContract {

  private static final String KEPT = "locks/kept";
  private static final String OTHER = "locks/other";

  /// For subclasses.
  protected SuccessionContract() {}

  @Test
  public void promise3_childProcess_hasNoneOfTheFilesThatAreOpen() throws IOException {
    Path root = path("store");
    try (LibraryStore store = strategy().store(root, Durability.VOLATILE);
        SpaceTree tree = strategy().openTree(Files.createDirectory(root));
        StoreLock _ = store.lock(KEPT, LockMode.EXCLUSIVE);
        TemporaryFile _ = store.createTemporary();
        WritableFile _ = tree.createFile(tree.root(), Native.bytes("f"), 0644, 0);
        ReadableFile _ = tree.openFile(tree.root(), Native.bytes("f"));
        OtherProcess child = process(root)) {
      assertThat(child.ask("files")).isEqualTo("[]");
    }
  }

  @Test
  public void promise5_program_isTheSameProcessWithItsLocksAlone_orTheFirstGoesOn()
      throws IOException {
    Path root = path("store");
    try (LibraryStore store = strategy().store(root, Durability.VOLATILE);
        OtherProcess other = process(root)) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      other.ask("lock " + KEPT + " exclusive");
      other.ask("lock " + OTHER + " exclusive");
      other.ask("temporary");
      String answer = other.ask("become " + java);
      requireTaken(store, KEPT);
      assertThat(other.ask("process")).isEqualTo(Long.toString(other.pid()));
      if (answer.equals("ready")) {
        requireFree(store, OTHER);
        assertThat(other.ask("arguments")).isEqualTo("two words|");
        assertThat(other.ask("environment")).isEqualTo("{HOLOTREE_GIVEN=a=b c}");
        assertThat(other.ask("files")).isIn("[" + KEPT + "]", "[]");
        assertThat(store.sweep()).isEqualTo(1);
      } else {
        assertThat(answer).isEqualTo("not applicable");
        requireTaken(store, OTHER);
        assertThat(store.sweep()).isZero();
      }
      other.kill();
      requireFree(store, KEPT);
    }
  }

  @Test
  public void promise5_processThatCannotBecomeTheProgram_goesOnAsItIs() throws IOException {
    Path root = path("store");
    Path data = Files.writeString(path("data"), "no program");
    try (LibraryStore store = strategy().store(root, Durability.VOLATILE);
        OtherProcess other = process(root)) {
      other.ask("lock " + KEPT + " exclusive");
      other.ask("lock " + OTHER + " exclusive");
      assertThat(other.ask("become " + data)).matches("not applicable|failed: .*");
      assertThat(other.ask("become " + path("absent"))).matches("not applicable|failed: .*");
      requireTaken(store, KEPT);
      requireTaken(store, OTHER);
      other.ask("unlock");
      requireFree(store, OTHER);
    }
  }

  @Test
  public void promise5_call_returnsOnlyThatItCannotBeDone() throws IOException {
    Path data = Files.writeString(path("data"), "no program");
    try (LibraryStore store = strategy().store(path("store"), Durability.VOLATILE);
        StoreLock lock = store.lock(KEPT, LockMode.EXCLUSIVE)) {
      Inheritance inherited = new Inheritance(Set.of(), Set.of(13), 100);
      try {
        Outcome outcome =
            strategy().become(data, List.of("data"), Map.of(), inherited, List.of(lock));
        assertThat(outcome).isInstanceOf(Outcome.NotApplicable.class);
      } catch (RefusedException e) {
        assertThat(e.path()).isEqualTo(data.toString());
      }
      requireTaken(store, KEPT);
    }
  }

  private static void requireTaken(LibraryStore store, String path) {
    assertThat(store.tryLock(path, LockMode.SHARED)).as(path).isNull();
  }

  private static void requireFree(LibraryStore store, String path) {
    StoreLock lock = store.tryLock(path, LockMode.EXCLUSIVE);
    if (lock == null) {
      throw new AssertionError("lock that must be free: " + path);
    }
    lock.close();
  }
}
