package holotree.fs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FullNameTest {

  private final NativeKernel kernel = new NativeKernel();

  @Test
  void paths_haveFullNamesAndBack() {
    String[][] names = {
      {"C:\\", "\\\\?\\C:\\"},
      {"C:\\a\\b", "\\\\?\\C:\\a\\b"},
      {"\\\\server\\share\\a", "\\\\?\\UNC\\server\\share\\a"},
    };
    for (String[] name : names) {
      assertThat(kernel.fullName(Path.of(name[0]))).isEqualTo(name[1]);
      assertThat(kernel.path(name[1])).isEqualTo(Path.of(name[0]));
    }
    assertThat(kernel.fullName(Path.of("\\\\?\\C:\\a"))).isEqualTo("\\\\?\\C:\\a");
  }

  @Test
  void parents_endAtTheVolume() {
    assertThat(FullName.parent("\\\\?\\C:\\a\\b")).isEqualTo("\\\\?\\C:\\a");
    assertThat(FullName.parent("\\\\?\\C:\\a")).isEqualTo("\\\\?\\C:\\");
    assertThat(FullName.parent("\\\\?\\C:\\")).isNull();
    assertThat(FullName.parent("\\\\?\\UNC\\s\\h\\a")).isEqualTo("\\\\?\\UNC\\s\\h\\");
    assertThat(FullName.parent("\\\\?\\UNC\\s\\h\\")).isNull();
    assertThat(FullName.parent("\\\\?\\UNC\\s\\h")).isNull();
  }

  @Test
  void targets_meanWhatWindowsTakesThemFor() {
    String at = "\\\\?\\C:\\a\\b";
    assertThat(FullName.resolve(at, "c\\d")).isEqualTo("\\\\?\\C:\\a\\b\\c\\d");
    assertThat(FullName.resolve(at, "..\\.\\c\\")).isEqualTo("\\\\?\\C:\\a\\c");
    assertThat(FullName.resolve(at, "..\\..\\..\\c")).isEqualTo("\\\\?\\C:\\c");
    assertThat(FullName.resolve(at, "\\c")).isEqualTo("\\\\?\\C:\\c");
    assertThat(FullName.resolve(at, "D:\\c\\..\\d")).isEqualTo("\\\\?\\D:\\d");
    assertThat(FullName.resolve(at, "\\\\s\\h\\c")).isEqualTo("\\\\?\\UNC\\s\\h\\c");
    assertThat(FullName.resolve(at, "\\\\?\\D:\\c")).isEqualTo("\\\\?\\D:\\c");
    assertThat(FullName.resolve("\\\\?\\UNC\\s\\h\\a", "..\\..\\c"))
        .isEqualTo("\\\\?\\UNC\\s\\h\\c");
  }

  @Test
  void namesBelow_areTold() {
    assertThat(FullName.isWithin("\\\\?\\C:\\a\\b", "\\\\?\\c:\\A")).isTrue();
    assertThat(FullName.isWithin("\\\\?\\C:\\a", "\\\\?\\C:\\a")).isTrue();
    assertThat(FullName.isWithin("\\\\?\\C:\\ab", "\\\\?\\C:\\a")).isFalse();
    assertThat(FullName.isWithin("\\\\?\\UNC\\s\\h\\a", "\\\\?\\C:\\a")).isFalse();
  }

  @Test
  void children_haveOneSeparator() {
    assertThat(FullName.child("\\\\?\\C:\\", "a")).isEqualTo("\\\\?\\C:\\a");
    assertThat(FullName.child("\\\\?\\C:\\a", "b")).isEqualTo("\\\\?\\C:\\a\\b");
  }
}
