package holotree.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.UnsafeException;
import holotree.engine.builtin.PortableStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPlacesTest {

  private Path root;
  private Path library;
  private HomeFolder folder;

  @BeforeEach
  void makeHome(@TempDir Path scratch) throws IOException {
    root = scratch.toRealPath();
    library = Files.createDirectories(root.resolve("elsewhere/library"));
    folder = new HomeFolder(root.resolve("home"), new PortableStrategy());
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "home",
        "home/library/x",
        "home/pool",
        "home/pool/x/y",
        "home/journal",
        "home/logs",
        "home/locks/x",
        "home/tmp/x",
        "home/stages",
        "home/spaces",
        "home/spaces/.state",
        "home/spaces/.state/x",
        "home/spaces/Ci",
        "home/spaces/ci/deeper",
        "elsewhere/library",
        "elsewhere/library/packs/x",
        "elsewhere/../home/pool"
      })
  void whatHolotreeKeepsForItself_isNoTarget(String target) {
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> folder.home().placeFor(root.resolve(target), library))
        .withMessageContainingAll(
            "the target " + root.resolve(target), "which Holotree keeps for itself");
    assertThat(root.resolve("home/pool")).doesNotExist();
    assertThat(library).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "home/spaces/ci",
        "home/stages/mine",
        "home/mine",
        "home2",
        "elsewhere/library2",
        "elsewhere/x/y"
      })
  void whatLiesBeside_isATarget(String target) {
    Path place = root.resolve(target);
    assertThat(folder.home().placeFor(place, library)).isEqualTo(place);
    assertThat(place.getParent()).isDirectory();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void symlinksIntoThem_areFollowed() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link"), library);
    Path pool = Files.createDirectories(root.resolve("large"));
    Files.createDirectories(root.resolve("home"));
    Files.createSymbolicLink(root.resolve("home/pool"), pool);
    for (Path target : new Path[] {link, link.resolve("a/b"), pool.resolve("x")}) {
      assertThatExceptionOfType(UnsafeException.class)
          .isThrownBy(() -> folder.home().placeFor(target, library));
    }
    assertThat(library).isEmptyDirectory();
  }
}
