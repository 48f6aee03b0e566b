package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.NotFoundException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class HolotreeOptionsTest {

  private final String system = System.getProperty("os.name");
  private final String user = System.getProperty("user.home");

  @BeforeEach
  void beOnLinux() {
    System.setProperty("os.name", "Linux");
    System.setProperty("user.home", "/home/u");
  }

  @AfterEach
  void beBack() {
    System.setProperty("os.name", system);
    System.setProperty("user.home", user);
  }

  @Test
  void named_homeAndLibraryWin() {
    HolotreeOptions options =
        HolotreeOptions.of(
            Map.of("HOLOTREE_HOME", "/h", "HOLOTREE_LIBRARY", "/l", "XDG_DATA_HOME", "/x"));
    assertThat(options.home()).isEqualTo(Path.of("/h"));
    assertThat(options.library()).isEqualTo(Path.of("/l"));
  }

  @Test
  void library_isInTheHomeUnlessItIsNamed() {
    assertThat(HolotreeOptions.of(Map.of("HOLOTREE_HOME", "/h")).library())
        .isEqualTo(Path.of("/h/library"));
    assertThat(HolotreeOptions.of(Map.of("HOLOTREE_LIBRARY", "/l")).home())
        .isEqualTo(Path.of("/home/u/.local/share/holotree"));
  }

  @Test
  void emptyVariable_isNone() {
    HolotreeOptions options =
        HolotreeOptions.of(
            Map.of("HOLOTREE_HOME", "", "HOLOTREE_LIBRARY", "", "XDG_DATA_HOME", ""));
    assertThat(options.library()).isEqualTo(Path.of("/home/u/.local/share/holotree/library"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOLOTREE_HOME", "HOLOTREE_LIBRARY", "XDG_DATA_HOME", "HOME"})
  void variableThatIsNotUtf8_isRefusedByItsName(String variable) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HolotreeOptions.of(Map.of(variable, "/h/\uFFFD")))
        .withMessageContainingAll(variable + " means /h/\uFFFD", "UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux,/x,,/x/holotree",
    "Linux,relative,,/home/u/.local/share/holotree",
    "Linux,,/local,/home/u/.local/share/holotree",
    "Mac OS X,,,/home/u/Library/Application Support/holotree",
    "Mac OS X,/x,,/x/holotree",
    "Windows 11,,/local,/local/holotree",
    "FreeBSD,,,/home/u/.local/share/holotree"
  })
  void home_isWhereThePlatformKeepsData(String os, String xdg, String local, Path home) {
    System.setProperty("os.name", os);
    assertThat(
            HolotreeOptions.of(
                    Map.of(
                        "XDG_DATA_HOME", xdg == null ? "" : xdg,
                        "LOCALAPPDATA", local == null ? "" : local))
                .home())
        .isEqualTo(home);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux,/v,/v/.local/share/holotree",
    "Linux,relative,/home/u/.local/share/holotree",
    "Linux,'',/home/u/.local/share/holotree",
    "Mac OS X,/v,/v/Library/Application Support/holotree"
  })
  void homeOfTheEnvironment_countsBeforeTheListedOne(String os, String user, Path home) {
    System.setProperty("os.name", os);
    assertThat(HolotreeOptions.of(Map.of("HOME", user)).home()).isEqualTo(home);
    assertThat(HolotreeOptions.of(Map.of("HOME", user, "XDG_DATA_HOME", "/x")).home())
        .isEqualTo(Path.of("/x/holotree"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "relative"})
  void userWithoutADirectory_isToldToNameOne(String listed) {
    System.setProperty("user.home", listed);
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> HolotreeOptions.of(Map.of()))
        .satisfies(failure -> assertThat(failure.next()).contains("Set HOME or HOLOTREE_HOME"));
    assertThat(HolotreeOptions.of(Map.of("HOME", "/v")).home())
        .isEqualTo(Path.of("/v/.local/share/holotree"));
    assertThat(HolotreeOptions.of(Map.of("HOLOTREE_HOME", "/h")).home()).isEqualTo(Path.of("/h"));
  }

  @Test
  void paths_areAbsoluteAndNormal() {
    HolotreeOptions options = new HolotreeOptions(Path.of("h/../k"), Path.of("/a/./b"), 1);
    assertThat(options.home()).isEqualTo(Path.of("k").toAbsolutePath());
    assertThat(options.library()).isEqualTo(Path.of("/a/b"));
  }

  @Test
  void otherHome_takesItsLibraryAlong() {
    HolotreeOptions inside = HolotreeOptions.of(Map.of("HOLOTREE_HOME", "/h"));
    assertThat(inside.withHome(Path.of("/k")).library()).isEqualTo(Path.of("/k/library"));
    HolotreeOptions apart = inside.withLibrary(Path.of("/l"));
    assertThat(apart.withHome(Path.of("/k")).library()).isEqualTo(Path.of("/l"));
    assertThat(apart.withWorkers(7).workers()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 33})
  void otherNumberOfWorkers_isRefused(int workers) {
    HolotreeOptions options = HolotreeOptions.of(Map.of());
    assertThat(options.workers()).isBetween(1, 32);
    assertThatIllegalArgumentException().isThrownBy(() -> options.withWorkers(workers));
  }
}
