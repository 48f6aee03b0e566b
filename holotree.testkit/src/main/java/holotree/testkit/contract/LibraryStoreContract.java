package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;

/// Promises 1 to 4 and 8 of [LibraryStore], and what its methods say of files under their names.
/// [StoreLockContract] has promises 5 and 6, [LooseFileContract] has 7. That what was published survives a
/// loss of power (3, 8) takes a record of system calls to show.
public abstract class LibraryStoreContract extends StoreContract {

  private static final int ROUNDS = 300;

  /// For subclasses.
  protected LibraryStoreContract() {}

  @Test
  public void readingAStoreThatIsNotThere_makesNothing() {
    assertThat(store().open("packs/aa/x.pack")).isNull();
    assertThat(store().stat("packs/aa/x.pack")).isNull();
    assertThat(store().list("packs")).isEmpty();
    assertThat(store().delete("packs/x")).isFalse();
    assertThat(store().sweep()).isZero();
    assertThat(place()).isEmptyDirectory();
  }

  @Test
  public void promise1_file_isUnderItsNameOnceItIsPublished() throws IOException {
    List<String> idle = idleTmp();
    for (Durability durability : Durability.values()) {
      String path = "packs/aa/x." + durability;
      try (LibraryStore store = strategy().store(root(), durability)) {
        TemporaryFile temporary = store.createTemporary();
        temporary.append(Native.of("one "));
        temporary.append(Native.of("two"));
        assertThat(temporary.length()).isEqualTo(7);
        assertThat(inStore(path)).doesNotExist();
        assertThat(store.publish(temporary, path)).isTrue();
        temporary.close();
      }
      assertThat(inStore(path)).hasContent("one two");
      requireMode(inStore(path), "rw-r--r--");
      requireMode(inStore("packs/aa"), "rwxr-xr-x");
    }
    assertThat(store().list("tmp")).isEqualTo(idle);
  }

  @Test
  public void promise1_readers_seeAFileWholeOrNotAtAll() throws Exception {
    List<String> idle = idleTmp();
    String content = "whole".repeat(20_000);
    whileReading(
        number -> {
          try (StoredFile file = store().open("names/n" + number)) {
            assertThat(file == null || content(file).equals(content)).isTrue();
          }
        },
        (fast, number) -> publish(fast, "names/n" + number, content));
    assertThat(store().list("tmp")).isEqualTo(idle);
  }

  @Test
  public void promise2_publishing_neverReplaces() throws IOException {
    List<String> idle = idleTmp();
    for (Durability durability : Durability.values()) {
      String path = "names/" + durability;
      try (LibraryStore store = strategy().store(root(), durability)) {
        assertThat(publish(store, path, "first")).isTrue();
        assertThat(publish(store, path, "second")).isFalse();
      }
      assertThat(inStore(path)).hasContent("first");
    }
    assertThat(store().list("tmp")).isEqualTo(idle);
  }

  @Test
  public void promise2_ofPublishersOfOneName_oneWinsAndItsFileStays() throws Exception {
    List<String> idle = idleTmp();
    for (int round = 0; round < 20; round++) {
      String name = "names/n" + round;
      List<Future<Boolean>> all = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        for (int thread = 0; thread < 4; thread++) {
          String content = "thread " + thread;
          all.add(threads.submit(() -> publish(store(), name, content)));
        }
      }
      List<Integer> winners = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        if (result(all.get(thread))) {
          winners.add(thread);
        }
      }
      assertThat(winners).hasSize(1);
      assertThat(inStore(name)).hasContent("thread " + winners.getFirst());
    }
    assertThat(store().list("tmp")).isEqualTo(idle);
  }

  @Test
  public void promise2_replacing_putsTheNewFileInPlace() {
    List<String> idle = idleTmp();
    replace(store(), "names/x", "first");
    try (StoredFile old = opened(store(), "names/x")) {
      replace(store(), "names/x", "second");
      assertThat(content(old)).isEqualTo("first");
    }
    assertThat(inStore("names/x")).hasContent("second");
    assertThat(store().list("tmp")).isEqualTo(idle);
  }

  @Test
  public void promise2_readersOfAFileThatIsReplaced_seeTheOldOneOrTheNewOne() throws Exception {
    replace(store(), "FORMAT", "0".repeat(8));
    whileReading(
        number -> {
          try (StoredFile file = opened(store(), "FORMAT")) {
            assertThat(content(file)).hasSize(8).matches("(.)\\1*");
          }
        },
        (fast, number) -> replace(fast, "FORMAT", Integer.toString(number % 10).repeat(8)));
    assertThat(inStore("FORMAT")).hasContent(Integer.toString((ROUNDS - 1) % 10).repeat(8));
  }

  // Has another thread read, again and again, what is being written.
  private void whileReading(IntConsumer read, ObjIntConsumer<LibraryStore> write) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger number = new AtomicInteger();
    CountDownLatch reading = new CountDownLatch(1);
    try (LibraryStore fast = sameRoot();
        ExecutorService threads = Executors.newFixedThreadPool(1)) {
      Future<?> reader =
          threads.submit(() -> {
            reading.countDown();
            while (!done.get()) {
              read.accept(number.get());
            }
          });
      reading.await();
      try {
        while (number.get() < ROUNDS) {
          write.accept(fast, number.get());
          number.getAndIncrement();
        }
      } finally {
        done.set(true);
      }
      result(reader);
    }
  }

  @Test
  public void promise3_temporaryThatCannotBePublished_isDiscarded() {
    List<String> idle = idleTmp();
    publish(store(), "names/x", "file");
    for (boolean replacing : new boolean[] {false, true}) {
      TemporaryFile temporary = filled(store(), "x");
      requireRefused(() -> {
        if (replacing) {
          store().replace(temporary, "names/x/below");
        } else {
          store().publish(temporary, "names/x/below");
        }
      });
      assertThat(store().list("tmp")).isEqualTo(idle);
      assertThatIllegalStateException().isThrownBy(() -> store().replace(temporary, "names/y"));
    }
    assertThat(store().list("names")).containsExactly("x");
  }

  @Test
  public void promise4_temporariesOfLivingMakers_stayInASweep() throws IOException {
    try (TemporaryFile mine = filled(store(), "still here");
        LibraryStore other = sameRoot();
        OtherProcess process = process(root())) {
      process.ask("temporary");
      List<String> before = store().list("tmp");
      assertThat(store().sweep()).isZero();
      assertThat(other.sweep()).isZero();
      assertThat(store().list("tmp")).containsAll(before);
      assertThat(store().publish(mine, "names/x")).isTrue();
    }
    assertThat(inStore("names/x")).hasContent("still here");
  }

  @Test
  public void promise4_temporariesOfKilledMakers_goInASweep() throws IOException {
    List<String> before = idleTmp();
    try (OtherProcess process = process(root())) {
      process.ask("temporary");
      process.ask("temporary");
      assertThat(store().sweep()).isZero();
      assertThat(store().list("tmp").size()).isGreaterThanOrEqualTo(before.size() + 2);
      process.kill();
      assertThat(store().sweep()).isEqualTo(2);
      assertThat(store().sweep()).isZero();
      assertThat(store().list("tmp")).isEqualTo(before);
    }
  }

  @Test
  public void promise4_sweepingWhileFilesAreMade_takesNoneOfThem() throws Exception {
    List<String> idle = idleTmp();
    int files = 1_000;
    AtomicBoolean done = new AtomicBoolean();
    try (LibraryStore fast = sameRoot();
        ExecutorService threads = Executors.newFixedThreadPool(1)) {
      Future<?> sweeper =
          threads.submit(() -> {
            while (!done.get()) {
              // It may count what its maker has not locked yet, and makes again.
              store().sweep();
            }
          });
      try {
        for (int each = 0; each < files; each++) {
          assertThat(publish(fast, "names/n" + each, "x")).isTrue();
        }
      } finally {
        done.set(true);
      }
      result(sweeper);
    }
    assertThat(store().list("names")).hasSize(files);
    assertThat(store().list("tmp")).isEqualTo(idle);
  }

  @Test
  public void promise4_closedTemporary_isRemoved() {
    List<String> before = idleTmp();
    TemporaryFile temporary = filled(store(), "x");
    assertThat(store().list("tmp")).hasSizeGreaterThan(before.size());
    temporary.close();
    temporary.close();
    assertThat(store().list("tmp")).isEqualTo(before);
  }

  @Test
  public void promise8_moving_replacesNothingAndLeavesNoSecondName() {
    publish(store(), "names/x", "first");
    publish(store(), "names/y", "second");
    assertThat(store().move("names/x", "names/y")).isFalse();
    assertThat(inStore("names/x")).hasContent("first");
    assertThat(inStore("names/y")).hasContent("second");
    assertThat(store().move("names/x", "quarantine/names/x")).isTrue();
    assertThat(inStore("names/x")).doesNotExist();
    assertThat(inStore("quarantine/names/x")).hasContent("first");
    assertThat(store().move("names/x", "names/z")).isFalse();
    assertThat(store().move("nowhere/x", "names/z")).isFalse();
    store().syncDirectory("names");
    store().syncDirectory("nowhere");
    assertThat(inStore("nowhere")).doesNotExist();
    assertThat(store().list("names")).containsExactly("y");
  }

  @Test
  public void promise8_fileThatIsMoved_isAtNoMomentUnderNoName() throws Exception {
    try (LibraryStore fast = sameRoot()) {
      for (int each = 0; each <= ROUNDS; each++) {
        publish(fast, "names/n" + each, "moved");
      }
    }
    whileReading(
        number -> {
          boolean there = Files.exists(inStore("names/n" + number));
          assertThat(there || Files.exists(inStore("moved/n" + number))).isTrue();
        },
        (fast, number) -> assertThat(fast.move("names/n" + number, "moved/n" + number)).isTrue());
  }

  @Test
  public void names_areListedSorted() {
    for (String name : List.of("b", "a", "c-1", "c.1")) {
      publish(store(), "names/" + name, "");
    }
    assertThat(store().list("names")).containsExactly("a", "b", "c-1", "c.1");
  }

  @Test
  public void deletedFile_isGone() {
    publish(store(), "names/a", "");
    assertThat(store().delete("names/a")).isTrue();
    assertThat(store().delete("names/a")).isFalse();
    assertThat(store().open("names/a")).isNull();
    assertThat(store().list("names")).isEmpty();
  }

  @Test
  public void directory_isNeitherOpenedNorDeleted() {
    publish(store(), "names/a", "");
    requireRefused(() -> store().open("names"));
    store().delete("names/a");
    requireRefused(() -> store().delete("names"));
    assertThat(inStore("names")).isDirectory();
  }

  @Test
  public void whatIsNoPathInAStore_isTheCallersMistake() {
    String[] paths = {
      "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/../b", "./a", "a/.", "a/./b",
      "a~b", "a b", "a\\b", "a\0", "\u00E9", "a\n"
    };
    for (String path : paths) {
      requireMistake(path, () -> store().open(path));
      requireMistake(path, () -> store().stat(path));
      requireMistake(path, () -> store().list(path));
      requireMistake(path, () -> store().delete(path));
      requireMistake(path, () -> store().move(path, "names/x"));
      requireMistake(path, () -> store().move("names/x", path));
      requireMistake(path, () -> store().syncDirectory(path));
      requireMistake(path, () -> store().lock(path, LockMode.SHARED));
      requireMistake(path, () -> store().tryLock(path, LockMode.SHARED));
      try (TemporaryFile temporary = store().createTemporary()) {
        requireMistake(path, () -> store().publish(temporary, path));
        requireMistake(path, () -> store().replace(temporary, path));
      }
    }
  }

  // A store may keep more there than temporaries.
  private List<String> idleTmp() {
    store().createTemporary().close();
    return store().list("tmp");
  }

  private static void requireMistake(String path, Runnable call) {
    assertThatIllegalArgumentException().as("\"%s\"", path).isThrownBy(call::run);
  }

  @Test
  public void temporaryOfAnotherStrategy_isTheCallersMistake() {
    TemporaryFile strange =
        new TemporaryFile() {
          @Override
          public void append(MemorySegment bytes) {}

          @Override
          public long length() {
            return 0;
          }

          @Override
          public void close() {}
        };
    assertThatIllegalArgumentException().isThrownBy(() -> store().publish(strange, "names/x"));
    assertThatIllegalArgumentException().isThrownBy(() -> store().replace(strange, "names/x"));
  }
}
