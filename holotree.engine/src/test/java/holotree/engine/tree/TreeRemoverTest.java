package holotree.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.SpaceTree;
import holotree.engine.builtin.PortableStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TreeRemoverTest {

  @TempDir Path scratch;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(scratch.resolve("root"));
  }

  @Test
  void everything_isRemovedAndCounted() throws IOException {
    Files.createDirectories(root.resolve("a/b/c"));
    Files.createDirectories(root.resolve("a/d"));
    Files.writeString(root.resolve("a/b/file"), "x");
    Files.writeString(root.resolve("file"), "x");
    assertThat(empty()).isEqualTo(6);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void deepTree_isRemoved() throws IOException {
    Path deep = root;
    for (int i = 0; i < 600; i++) {
      deep = deep.resolve("d");
    }
    Files.createDirectories(deep);
    assertThat(empty()).isEqualTo(600);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void directoryThatItsOwnerCannotChange_isRemoved() throws IOException {
    Path locked = Files.createDirectories(root.resolve("locked/inner"));
    Files.writeString(locked.resolve("file"), "x");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.setPosixFilePermissions(locked.getParent(), PosixFilePermissions.fromString("r--------"));
    assertThat(empty()).isEqualTo(3);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void linkToSomethingOutside_isRemovedAndNotFollowed() throws IOException {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "x");
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.createDirectory(root.resolve("a"));
    Files.createSymbolicLink(root.resolve("a/up"), Path.of("../../outside"));
    assertThat(empty()).isEqualTo(3);
    assertThat(outside.resolve("precious")).hasContent("x");
  }

  @Test
  void oneName_isRemovedAlone() throws IOException {
    Files.createDirectories(root.resolve("a/b"));
    Files.writeString(root.resolve("file"), "x");
    Files.writeString(root.resolve("keep"), "x");
    try (SpaceTree tree = new PortableStrategy().openTree(root)) {
      for (String name : new String[] {"a", "file", "absent"}) {
        TreeRemover.remove(tree, tree.root(), new byte[0], name.getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(root.toFile().list()).containsExactly("keep");
  }

  private long empty() {
    try (SpaceTree tree = new PortableStrategy().openTree(root)) {
      return TreeRemover.empty(tree);
    }
  }
}
