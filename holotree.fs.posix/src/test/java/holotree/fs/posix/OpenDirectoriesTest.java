package holotree.fs.posix;

import static holotree.fs.posix.Bytes.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDirectoriesTest {

  @TempDir Path directory;
  private Path root;

  @BeforeEach
  void makeRoot() throws Exception {
    root = Files.createDirectory(directory.resolve("root"));
  }

  // The deep trees here are longer than any path, where the JDK's own cleaning gives up.
  @AfterEach
  void removeRoot() throws Exception {
    Shell.run("rm -rf '" + root + "'");
  }

  @Test
  void manyDirectoriesInUseAtOnce_stayUnderTheBound() throws Exception {
    try (SpaceTree tree = new LinuxStrategy().openTree(root)) {
      long before = openDescriptors();
      List<TreeDirectory> made = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        made.add(tree.makeDirectory(tree.root(), name("d" + i), 0755));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        List<Future<?>> work = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
          for (int i = 0; i < made.size(); i++) {
            TreeDirectory parent = made.get(i);
            byte[] name = name("f" + round);
            work.add(
                threads.submit(
                    () -> tree.createFile(parent, name, 0644, 1, 2, Bytes.of("content"))));
          }
        }
        for (Future<?> one : work) {
          one.get();
        }
      }
      assertThat(openDescriptors() - before).isLessThanOrEqualTo(512);
      for (TreeDirectory one : made) {
        assertThat(tree.finishDirectory(one, 0755, 3, 4).mtimeSeconds()).isEqualTo(3);
        assertThat(countOf(tree, one)).isEqualTo(3);
      }
    }
  }

  @Test
  void closingTheTree_closesEveryDirectory() throws Exception {
    long before = openDescriptors();
    SpaceTree tree = new LinuxStrategy().openTree(root);
    for (int i = 0; i < 1_000; i++) {
      TreeDirectory made = tree.makeDirectory(tree.root(), name("d" + i), 0755);
      tree.createFile(made, name("f"), 0644, 1, 2, Bytes.of("x"));
    }
    tree.close();

    assertThat(openDescriptors()).isLessThanOrEqualTo(before);
  }

  @Test
  void directoriesFourThousandDeep_areReopenedFromTheRoot() throws Exception {
    int depth = 4_000;
    try (OpenDirectories directories = directories(8)) {
      SpaceTree tree = new LinuxTree(directories);
      List<TreeDirectory> chain = new ArrayList<>();
      TreeDirectory at = tree.root();
      for (int i = 0; i < depth; i++) {
        at = tree.makeDirectory(at, name("d"), 0755);
        tree.createFile(at, name("f"), 0644, 1, 2, Bytes.of("x"));
        chain.add(at);
      }
      assertThat(openDescriptorsOf(root)).isLessThanOrEqualTo(8 + 1);
      assertThat(tree.stat(chain.get(10), name("f"))).isNotNull();
      assertThat(tree.stat(chain.get(depth - 1), name("f"))).isNotNull();
      for (int i = depth - 1; i >= 0; i -= 799) {
        assertThat(tree.finishDirectory(chain.get(i), 0755, 5, 6).mtimeNanos()).isEqualTo(6);
      }
    }
  }

  @Test
  void aDirectoryReplacedWhileItWasClosed_isRefused() throws Exception {
    try (SpaceTree tree = new LinuxStrategy().openTree(root)) {
      TreeDirectory made = tree.makeDirectory(tree.root(), name("d"), 0755);
      tree.createFile(made, name("f"), 0644, 1, 2, Bytes.of("x"));
      made.release();
      Files.move(root.resolve("d"), root.resolve("e"));
      Files.createDirectory(root.resolve("d"));

      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> tree.createFile(made, name("g"), 0644, 1, 2, Bytes.of("x")))
          .satisfies(e -> assertThat(e.reason()).contains("meanwhile"));
      assertThat(root.resolve("d")).isEmptyDirectory();
    }
  }

  @Test
  void aSymlinkPutInPlaceOfAClosedDirectory_isNotFollowed() throws Exception {
    try (SpaceTree tree = new LinuxStrategy().openTree(root)) {
      TreeDirectory made = tree.makeDirectory(tree.root(), name("d"), 0755);
      tree.finishDirectory(made, 0755, 1, 2);
      made.release();
      Files.move(root.resolve("d"), directory.resolve("moved"));
      Files.createSymbolicLink(root.resolve("d"), directory.resolve("moved"));

      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> tree.createFile(made, name("g"), 0644, 1, 2, Bytes.of("x")));
      assertThat(directory.resolve("moved")).isEmptyDirectory();
    }
  }

  @Test
  void releasing_closesAndUsingOpensAgain() throws Exception {
    try (SpaceTree tree = new LinuxStrategy().openTree(root)) {
      TreeDirectory made = tree.makeDirectory(tree.root(), name("d"), 0755);
      FileStat first = tree.stat(made);
      assertThat(openDescriptorsOf(root)).isEqualTo(2);
      made.release();
      assertThat(openDescriptorsOf(root)).isEqualTo(1);
      assertThat(tree.stat(made)).isEqualTo(first);
      tree.root().release();
      assertThat(openDescriptorsOf(root)).isEqualTo(2);
    }
  }

  @Test
  void aBoundOfOne_serves() throws Exception {
    try (OpenDirectories directories = directories(1)) {
      SpaceTree tree = new LinuxTree(directories);
      TreeDirectory first = tree.makeDirectory(tree.root(), name("a"), 0755);
      TreeDirectory second = tree.makeDirectory(first, name("b"), 0755);
      for (int i = 0; i < 20; i++) {
        tree.createFile(first, name("f" + i), 0644, 1, 2, Bytes.of("x"));
        tree.createFile(second, name("f" + i), 0644, 1, 2, Bytes.of("x"));
      }
      assertThat(countOf(tree, first)).isEqualTo(21);
      assertThat(countOf(tree, second)).isEqualTo(20);
    }
  }

  @Test
  void threadsThatReleaseAndUseTheSameDirectories_neverMeetAClosedOne() throws Exception {
    try (OpenDirectories directories = directories(4);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      SpaceTree tree = new LinuxTree(directories);
      List<TreeDirectory> made = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        TreeDirectory parent = i < 4 ? tree.root() : made.get(i - 4);
        made.add(tree.makeDirectory(parent, name("d" + i), 0755));
      }
      List<Future<?>> work = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        byte[] name = name("f" + thread);
        int start = thread;
        work.add(
            threads.submit(() -> {
              for (int i = 0; i < 2_000; i++) {
                TreeDirectory one = made.get((start * 5 + i) % made.size());
                tree.createFile(one, name, 0644, 1, 2, Bytes.of(""));
                tree.removeFile(one, name);
                if (i % 3 == 0) {
                  one.release();
                }
              }
            }));
      }
      for (Future<?> one : work) {
        one.get();
      }
      assertThat(openDescriptorsOf(root)).isLessThanOrEqualTo(5);
    }
  }

  private OpenDirectories directories(int bound) {
    byte[] path = EntryName.bytes(root);
    int number = Libc.openat(Libc.AT_FDCWD, path, OpenFlag.ROOT, 0);
    return new OpenDirectories(number, path, bound);
  }

  private static int countOf(SpaceTree tree, TreeDirectory directory) {
    int count = 0;
    try (var cursor = tree.list(directory)) {
      while (cursor.next()) {
        count++;
      }
    }
    return count;
  }

  private static long openDescriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }

  private static long openDescriptorsOf(Path root) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(one -> leadsBelow(one, root)).count();
    }
  }

  private static boolean leadsBelow(Path descriptor, Path root) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(root);
    } catch (IOException tooLongOrGone) {
      return Files.exists(descriptor);
    }
  }
}
