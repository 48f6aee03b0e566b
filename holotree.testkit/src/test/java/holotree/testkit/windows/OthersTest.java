package holotree.testkit.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What others have open and locked: handles, processes, virus checkers and indexers.
class OthersTest extends WindowsRules {

  @Test
  void lock_excludesOtherHandlesAndEndsWithItsOwn() throws Exception {
    make("f", "x");
    long first = open("f", READ);
    long second = open("f", READ);
    assertThat(windows.tryLock(first, false)).isTrue();
    assertThat(windows.tryLock(second, false)).isTrue();
    windows.unlock(second);
    assertThat(windows.tryLock(second, true)).isFalse();
    assertThat(read(second)).isEqualTo("x");
    windows.close(first);
    assertThat(windows.tryLock(second, true)).isTrue();
    long third = open("f", READ);
    assertThat(windows.tryLock(third, false)).isFalse();
    windows.unlock(second);
    assertThat(windows.tryLock(third, false)).isTrue();
    requireRefused(Numbers.ERROR_NOT_LOCKED, () -> windows.unlock(second));
    windows.close(second);
    windows.close(third);
  }

  @Test
  void lockOfAnotherProcess_excludesAndDiesWithIt() throws Exception {
    make("f", "x");
    make("g", "x");
    long file = open("f", READ);
    long other = open("g", READ);
    try (OtherWindows _ = other("f", ALL, "shared")) {
      assertThat(windows.tryLock(file, true)).isFalse();
      assertThat(windows.tryLock(file, false)).isTrue();
      assertThat(windows.tryLock(other, true)).isTrue();
      windows.unlock(file);
    }
    assertThat(windows.tryLock(file, true)).isTrue();
    windows.close(file);
    try (OtherWindows _ = other("f", ALL, "exclusive")) {
      long again = open("f", READ);
      assertThat(windows.tryLock(again, false)).isFalse();
      windows.close(again);
    }
    windows.close(other);
  }

  @Test
  void fileThatAnotherProcessDoesNotShare_isNotDeletedUntilThatIsGone() throws Exception {
    make("f", "x");
    make("g", "x");
    try (OtherWindows _ = other("f", Numbers.SHARE_READ, "none")) {
      requireRefused(Numbers.ERROR_SHARING_VIOLATION, () -> delete("f"));
      requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> rename("g", "f", true));
      windows.close(open("f", READ));
    }
    try (OtherWindows _ = other("f", ALL, "none")) {
      rename("g", "f", true);
    }
    delete("f");
    assertThat(place).isEmptyDirectory();
  }

  private OtherWindows other(String name, int share, String lock) throws Exception {
    return OtherWindows.start(side, windows.fullName(path(name)), share, lock);
  }

  @Test
  void virusChecker_opensWhatWasWrittenForAWhile() throws Exception {
    windows.virusChecker().on(1);
    int refused = 0;
    for (int each = 0; each < 30; each++) {
      make("f" + each, "x");
      for (boolean gone = false; !gone; ) {
        try {
          delete("f" + each);
          gone = true;
        } catch (WindowsRefusal e) {
          assertThat(e.code()).isEqualTo(Numbers.ERROR_SHARING_VIOLATION);
          refused++;
          windows.close(open("f" + each, READ));
          Thread.sleep(1);
        }
      }
    }
    assertThat(refused).isGreaterThan(15);
    windows.virusChecker().off();
    make("g", "x");
    delete("g");
  }

  @Test
  void virusCheckerForEver_blocksFilesOfThatName() throws Exception {
    windows.virusChecker().holdForEver(".*\\.exe");
    makeDirectory("d");
    long directory = open("d", READ);
    long held = windows.open(directory, "a.exe", WRITE, ALL, Numbers.CREATE, 0);
    write(held, 0, "x");
    windows.close(held);
    requireRefused(
        Numbers.ERROR_SHARING_VIOLATION,
        () -> windows.open(directory, "a.exe", WRITE, ALL, Numbers.OPEN, 0));
    requireRefused(
        Numbers.ERROR_SHARING_VIOLATION,
        () -> windows.open(directory, "a.exe", READ, 0, Numbers.OPEN, 0));
    windows.close(windows.open(directory, "a.exe", READ, ALL, Numbers.OPEN, 0));
    windows.virusChecker().sharing(false);
    held = windows.open(directory, "b.exe", WRITE, ALL, Numbers.CREATE, 0);
    write(held, 0, "x");
    windows.close(held);
    requireRefused(
        Numbers.ERROR_SHARING_VIOLATION,
        () -> windows.open(directory, "b.exe", READ, ALL, Numbers.OPEN, 0));
    windows.close(directory);
    requireRefused(Numbers.ERROR_ACCESS_DENIED, () -> rename("d", "e", false));
    make("b.txt", "x");
    delete("b.txt");
  }

  @Test
  void indexer_opensWhatWasMadeForAWhile() throws Exception {
    windows.indexer().on(1);
    int refused = 0;
    for (int each = 0; each < 20; each++) {
      String name = "d" + each;
      makeDirectory(name);
      windows.close(open(name, READ));
      for (boolean gone = false; !gone; ) {
        try {
          delete(name);
          gone = true;
        } catch (WindowsRefusal e) {
          assertThat(e.code()).isEqualTo(Numbers.ERROR_SHARING_VIOLATION);
          refused++;
          Thread.sleep(1);
        }
      }
    }
    assertThat(refused).isGreaterThan(5);
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void manyThreads_makeRenameAndDelete() throws Exception {
    int each = 150;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        String own = "t" + thread + "-";
        all.add(
            threads.submit(() -> {
              for (int i = 0; i < each; i++) {
                make(own + i, "x");
                rename(own + i, "n" + own + i, false);
                if (i % 2 == 0) {
                  delete("n" + own + i);
                }
              }
              return true;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(windows.list(root, true)).hasSize(64);
    long gone = 0;
    for (int i = 0; i < each; i++) {
      gone += Files.exists(path("nt3-" + i)) ? 0 : 1;
    }
    assertThat(gone).isEqualTo(each / 2);
  }
}
