package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.RefusedException;
import holotree.api.fs.OperatingSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promise 5 of [holotree.api.fs.SpaceTree].
@DisabledOnOs(OS.WINDOWS)
class FileNamesTest {

  private static final Path DIRECTORY = Path.of("/directory");

  private final FileNames utf8 = new FileNames(OperatingSystem.LINUX, "UTF-8");
  private final FileNames latin = new FileNames(OperatingSystem.LINUX, "ISO-8859-1");
  private final FileNames windows = new FileNames(OperatingSystem.WINDOWS, "Cp1252");

  @ParameterizedTest
  @ValueSource(strings = {"a", "..a", "a b", " ", "a\\b", "a:b", "CON", "a.", "-", "\n", "%41"})
  void asciiName_comesBack(String name) {
    byte[] bytes = Native.bytes(name);
    Path path = utf8.resolve(DIRECTORY, bytes);
    assertThat(path.getParent()).isEqualTo(DIRECTORY);
    assertThat(utf8.bytes(DIRECTORY, path.getFileName())).isEqualTo(bytes);
    assertThat(latin.resolve(DIRECTORY, bytes)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/", "a/", "/a", "\0", "a\0b"})
  void whatIsNoSingleName_isTheCallersMistake(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> utf8.resolve(DIRECTORY, Native.bytes(name)));
  }

  @Test
  void nameThatIsNotUtf8_isRefused() {
    for (byte[] name :
        new byte[][] {
          {(byte) 0xFF},
          {'a', (byte) 0xC3},
          {(byte) 0xC0, (byte) 0xAF},
          {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          "\u00E9".getBytes(StandardCharsets.ISO_8859_1)
        }) {
      requireRefused(utf8, name);
    }
  }

  @Test
  void nameBeyondAscii_isRefusedWhereTheJvmWouldTranslateIt() {
    requireRefused(latin, Native.bytes("\u00E9"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> latin.target(DIRECTORY, Native.bytes("\u00E9")));
    if (utf8IsSpoken()) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> latin.bytes(DIRECTORY, Path.of("\u00E9")));
    }
  }

  @Test
  void nameBeyondAscii_comesBackOrIsRefused() {
    for (String name : new String[] {"\u00E9", "e\u0301", "\uFFFD", "\uD83D\uDE00", "\u202E"}) {
      if (utf8IsSpoken()) {
        Path path = utf8.resolve(DIRECTORY, Native.bytes(name));
        assertThat(utf8.bytes(DIRECTORY, path.getFileName())).isEqualTo(Native.bytes(name));
      } else {
        requireRefused(FileNames.ofThisProcess(), Native.bytes(name));
      }
    }
  }

  private static boolean utf8IsSpoken() {
    return "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "con",
        "CON",
        "nul.txt",
        "COM1",
        "lpt9 .x",
        "a.",
        "a ",
        "aux",
        "CONIN$",
        "com\u00B9"
      })
  void nameThatWindowsAlters_isRefusedThere(String name) {
    requireRefused(windows, Native.bytes(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"con1", "acon", "com", "com10", "a.con", "nul-"})
  void nameThatWindowsKeeps_isTakenThere(String name) {
    assertThat(windows.resolve(DIRECTORY, Native.bytes(name))).hasFileName(name);
  }

  private static void requireRefused(FileNames names, byte[] name) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> names.resolve(DIRECTORY, name))
        .satisfies(e -> assertThat(e.next()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "../a/b", "/", "/a/b", ".", "..", "a b"})
  void target_comesBack(String target) {
    byte[] bytes = Native.bytes(target);
    assertThat(utf8.bytes(DIRECTORY, utf8.target(DIRECTORY, bytes))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "a/", "//a", "/a/"})
  void targetThatWouldBeNormalised_isRefused(String target) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> utf8.target(DIRECTORY, Native.bytes(target)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\0"})
  void targetEmptyOrWithNul_isTheCallersMistake(String target) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> utf8.target(DIRECTORY, Native.bytes(target)));
  }
}
