package holotree.engine.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.UnsafeException;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.engine.builtin.PortableStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class StagesTest {

  @TempDir Path scratch;
  private final PortableStrategy strategy = new PortableStrategy();
  private Path root;

  @BeforeEach
  void resolveRoot() throws IOException {
    root = scratch.toRealPath();
  }

  @Test
  void stage_isPrivateEmptyAndItsPathHasTheOneLength() throws IOException {
    Path home = root.resolve("h");
    for (int i = 0; i < 3; i++) {
      Path stage = stages(home).create();
      assertThat(stage.toString()).hasSize(100);
      assertThat(stage).isEmptyDirectory().startsWith(home.resolve("stages"));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stage)))
          .isEqualTo("rwx------");
    }
    assertThat(home.resolve("stages").toFile().list()).hasSize(3);
  }

  @Test
  void homeBehindASymlink_isResolved() throws IOException {
    Path real = Files.createDirectory(root.resolve("real"));
    Path home = Files.createSymbolicLink(root.resolve("link"), real);
    Path stage = stages(home).create();
    assertThat(stage).isEqualTo(stage.toRealPath()).startsWith(real);
  }

  @Test
  void homeWithALongPath_hasTheNextLength() {
    assertThat(stages(ofLength(100 - "/stages/".length() - 16)).create().toString()).hasSize(100);
    assertThat(stages(ofLength(101 - "/stages/".length() - 16)).create().toString()).hasSize(200);
    assertThat(stages(ofLength(201 - "/stages/".length() - 16)).create().toString()).hasSize(400);
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> stages(ofLength(401 - "/stages/".length() - 16)).create());
  }

  @Test
  void buildStage_isRemovedOnClosing_withWhatIsInIt() throws IOException {
    Path home = root.resolve("h");
    Path path;
    try (BuildStage stage = stages(home).begin()) {
      path = stage.path();
      assertThat(path.toString()).hasSize(100);
      assertThat(stage.isEmpty()).isTrue();
      Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("c"), "x");
      assertThat(stage.isEmpty()).isFalse();
    }
    assertThat(path).doesNotExist();
    assertThat(home.resolve("locks/stages")).isEmptyDirectory();
  }

  @Test
  void sweep_removesStagesOfBuildsThatAreGone_andNoOthers() throws IOException {
    Path home = root.resolve("h");
    Stages stages = stages(home);
    Path own = stages.create();
    Path dead = Files.createDirectory(home.resolve("stages/dead"));
    Files.writeString(dead.resolve("file"), "x");
    Files.writeString(Files.createDirectories(home.resolve("locks/stages")).resolve("dead"), "");
    Files.writeString(home.resolve("locks/stages/never-made"), "");
    try (BuildStage live = stages.begin()) {
      stages.sweep();
      assertThat(dead).doesNotExist();
      assertThat(live.path()).isDirectory();
      assertThat(own).isDirectory();
      assertThat(home.resolve("locks/stages").toFile().list())
          .containsExactly(live.path().getFileName().toString());
    }
  }

  private Stages stages(Path home) {
    LibraryStore store = strategy.store(home, Durability.VOLATILE);
    return new Stages(home, store, strategy);
  }

  private Path ofLength(int length) {
    Path path = root;
    while (length - path.toString().length() > 60) {
      path = path.resolve("d".repeat(40));
    }
    return path.resolve("d".repeat(length - path.toString().length() - 1));
  }
}
