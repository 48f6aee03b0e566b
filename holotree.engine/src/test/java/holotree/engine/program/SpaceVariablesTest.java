package holotree.engine.program;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.builtin.PortableStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class SpaceVariablesTest {

  @TempDir Path space;

  @Test
  void plainTree_givesItsPathAlone() {
    assertThat(of(Map.of("PATH", "/bin", "A", "b", "PYTHONHOME", "/p")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "PATH", "/bin", "A", "b", "PYTHONHOME", "/p", "HOLOTREE_SPACE", space.toString()));
  }

  @Test
  void programs_comeFirstOnThePath() throws IOException {
    Files.createDirectories(space.resolve("node_modules/.bin"));
    assertThat(of(Map.of("PATH", "/usr/bin:/bin")))
        .containsEntry("PATH", space + "/node_modules/.bin:/usr/bin:/bin");
    Files.createDirectory(space.resolve("bin"));
    assertThat(of(Map.of("PATH", "/bin")))
        .containsEntry("PATH", space + "/bin:" + space + "/node_modules/.bin:/bin");
    assertThat(of(Map.of()))
        .as("an empty name on the path would be the working directory")
        .containsEntry("PATH", space + "/bin:" + space + "/node_modules/.bin");
  }

  @Test
  void virtualEnvironment_isActive() throws IOException {
    Files.writeString(space.resolve("pyvenv.cfg"), "");
    assertThat(of(Map.of("PYTHONHOME", "/p")))
        .containsEntry("VIRTUAL_ENV", space.toString())
        .containsEntry("VIRTUAL_ENV_PROMPT", space.getFileName().toString())
        .doesNotContainKeys("PYTHONHOME", "CONDA_PREFIX");
  }

  @Test
  void condaEnvironment_isActive() throws IOException {
    Files.createDirectory(space.resolve("conda-meta"));
    assertThat(of(Map.of("CONDA_SHLVL", "3")))
        .containsEntry("CONDA_PREFIX", space.toString())
        .containsEntry("CONDA_DEFAULT_ENV", space.toString())
        .containsEntry("CONDA_SHLVL", "1")
        .doesNotContainKey("VIRTUAL_ENV");
  }

  private Map<String, String> of(Map<String, String> outside) {
    return new SpaceVariables(new PortableStrategy()).of(space, outside);
  }
}
