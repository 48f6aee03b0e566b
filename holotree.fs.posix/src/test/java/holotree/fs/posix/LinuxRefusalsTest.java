package holotree.fs.posix;

import static holotree.fs.posix.Bytes.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What refusals say: the path and the kernel's reason.
class LinuxRefusalsTest {

  @TempDir Path directory;
  private final FileSystemStrategy strategy = new LinuxStrategy();
  private Path root;
  private SpaceTree tree;

  @BeforeEach
  void openTree() throws Exception {
    root = Files.createDirectory(directory.resolve("root"));
    Files.writeString(root.resolve("f"), "x");
    Files.createDirectories(root.resolve("d/full"));
    Files.createSymbolicLink(root.resolve("l"), Path.of("f"));
    tree = strategy.openTree(root);
  }

  @AfterEach
  void closeTree() {
    tree.close();
  }

  @Test
  void wholePaths_areRefusedWithTheKernelsReason() {
    requireRefused(() -> strategy.createTree(root), root, "EEXIST");
    requireRefused(() -> strategy.openTree(root.resolve("f")), root.resolve("f"), "ENOTDIR");
    requireRefused(() -> strategy.openTree(root.resolve("l")), root.resolve("l"), "ENOTDIR");
  }

  @Test
  void takenNames_areRefusedInFull() {
    requireRefused(
        () -> tree.createFile(tree.root(), name("f"), 0644, 0, 0, Bytes.of("y")),
        root.resolve("f"),
        "file exists (EEXIST)");
    try (LibraryStore store = strategy.store(directory.resolve("store"), Durability.VOLATILE);
        StoredFile source = LinksTest.published(store, "f", "x")) {
      requireRefused(
          () -> tree.linkFile(tree.root(), name("f"), source),
          root.resolve("f"),
          "file exists (EEXIST)");
    }
  }

  @Test
  void entriesOfAnotherKind_areRefusedWithTheKernelsReason() {
    requireRefused(() -> tree.openFile(tree.root(), name("l")), root.resolve("l"), "ELOOP");
    requireRefused(
        () -> tree.readSymlink(tree.root(), name("f")), root.resolve("f"), "not a symbolic link");
    requireRefused(
        () -> tree.removeDirectory(tree.root(), name("d")), root.resolve("d"), "ENOTEMPTY");
    requireRefused(() -> tree.removeFile(tree.root(), name("d")), root.resolve("d"), "EISDIR");
    requireRefused(
        () -> tree.setAttributes(tree.root(), name("absent"), 0600, 0, 0),
        root.resolve("absent"),
        "ENOENT");
  }

  private static void requireRefused(ThrowingCallable call, Path path, String reason) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.path()).isEqualTo(path.toString()))
        .satisfies(e -> assertThat(e.reason()).contains(reason));
  }
}
