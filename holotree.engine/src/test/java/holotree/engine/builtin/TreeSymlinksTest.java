package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Promises 1 and 2 of [SpaceTree], with a canary tree that symlinks lead to.
class TreeSymlinksTest {

  private static final byte[] FILE = Native.bytes("file");
  private static final byte[] NEW = Native.bytes("new");

  @TempDir Path scratch;
  private Path place;
  private Path canary;
  private SpaceTree tree;

  @BeforeEach
  void open() throws IOException {
    place = Files.createDirectory(scratch.resolve("tree"));
    canary = Files.createDirectory(scratch.resolve("canary"));
    Files.createDirectory(canary.resolve("below"));
    for (Path directory : List.of(canary, canary.resolve("below"))) {
      Files.writeString(directory.resolve("file"), "canary");
      Files.createSymbolicLink(directory.resolve("link"), Path.of("canary"));
      Files.createDirectory(directory.resolve("empty"));
    }
    tree = new PortableStrategy().openTree(place);
  }

  @AfterEach
  void close() throws IOException {
    tree.close();
    for (Path directory : List.of(canary, canary.resolve("below"))) {
      assertThat(directory.resolve("file")).hasContent("canary");
      assertThat(directory.resolve("empty")).isEmptyDirectory();
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left.filter(path -> path.endsWith("new"))).isEmpty();
      }
    }
  }

  // Promise 1.
  @Test
  void symlinkWhereADirectoryIsExpected_isRefused() throws IOException {
    Files.createSymbolicLink(place.resolve("d"), canary);
    requireRefused(() -> tree.openDirectory(tree.root(), Native.bytes("d")));
    requireRefused(() -> tree.removeDirectory(tree.root(), Native.bytes("d")));
  }

  // Promise 1.
  @Test
  void symlinkWhereAFileIsExpected_isRefused() throws IOException {
    Files.createSymbolicLink(place.resolve("file"), canary.resolve("file"));
    requireRefused(() -> tree.openFile(tree.root(), FILE));
    tree.removeFile(tree.root(), FILE);
    assertThat(place).isEmptyDirectory();
  }

  // Promises 1 and 2.
  @Test
  void directorySwappedForASymlink_isRefusedByEveryCall() throws IOException {
    TreeDirectory directory = tree.makeDirectory(tree.root(), Native.bytes("d"), 0755);
    Files.move(place.resolve("d"), place.resolve("moved"));
    Files.createSymbolicLink(place.resolve("d"), canary);
    requireEveryCallRefused(directory);
  }

  // Promises 1 and 2.
  @Test
  void directoryAboveSwappedForASymlink_isRefusedByEveryCall() throws IOException {
    TreeDirectory above = tree.makeDirectory(tree.root(), Native.bytes("d"), 0755);
    TreeDirectory directory = tree.makeDirectory(above, Native.bytes("below"), 0755);
    Files.move(place.resolve("d"), place.resolve("moved"));
    Files.createSymbolicLink(place.resolve("d"), canary);
    requireEveryCallRefused(directory);
  }

  // Promise 2.
  @Test
  void directorySwappedForAnother_isRefusedByEveryCall() throws IOException {
    TreeDirectory directory = tree.makeDirectory(tree.root(), Native.bytes("d"), 0755);
    Files.move(place.resolve("d"), place.resolve("moved"));
    Files.move(canary, place.resolve("d"));
    requireEveryCallRefused(directory);
    Files.move(place.resolve("d"), canary);
  }

  // Promise 2.
  @Test
  void directoryBackInItsPlace_canBeUsedAgain() throws IOException {
    TreeDirectory directory = tree.makeDirectory(tree.root(), Native.bytes("d"), 0755);
    directory.release();
    Files.move(place.resolve("d"), place.resolve("moved"));
    requireRefused(() -> tree.stat(directory));
    Files.move(place.resolve("moved"), place.resolve("d"));
    tree.createFile(directory, NEW, 0644, 0, 0, Native.of("x"));
    assertThat(place.resolve("d/new")).hasContent("x");
  }

  // Promise 2.
  @Test
  void openListing_looksAtNothingElse() throws IOException {
    TreeDirectory directory = tree.makeDirectory(tree.root(), Native.bytes("d"), 0755);
    tree.createFile(directory, FILE, 0644, 0, 0, Native.of("x"));
    try (DirectoryCursor cursor = tree.list(directory)) {
      assertThat(cursor.next()).isTrue();
      Files.move(place.resolve("d"), place.resolve("moved"));
      Files.createSymbolicLink(place.resolve("d"), canary);
      requireRefused(cursor::stat);
    }
  }

  private void requireEveryCallRefused(TreeDirectory directory) {
    requireRefused(() -> tree.openDirectory(directory, Native.bytes("empty")));
    requireRefused(() -> tree.makeDirectory(directory, NEW, 0755));
    requireRefused(() -> tree.finishDirectory(directory, 0700, 0, 0));
    requireRefused(() -> tree.createFile(directory, NEW, 0644, 0, 0, Native.of("x")));
    requireRefused(() -> tree.createFile(directory, NEW, 0644, 1));
    requireRefused(() -> tree.openFile(directory, FILE));
    requireRefused(() -> tree.createSymlink(directory, NEW, FILE, 0, 0));
    requireRefused(() -> tree.readSymlink(directory, Native.bytes("link")));
    requireRefused(() -> tree.stat(directory, FILE));
    requireRefused(() -> tree.stat(directory));
    requireRefused(() -> tree.list(directory));
    requireRefused(() -> tree.removeFile(directory, FILE));
    requireRefused(() -> tree.removeDirectory(directory, Native.bytes("empty")));
  }

  private static void requireRefused(ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class).isThrownBy(call);
  }
}
