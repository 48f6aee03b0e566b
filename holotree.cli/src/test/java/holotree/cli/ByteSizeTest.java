package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ByteSizeTest {

  private final ByteSize size = new ByteSize();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "007, 7",
    "1B, 1",
    "1k, 1024",
    "1KB, 1024",
    "3KiB, 3072",
    "500M, 524288000",
    "500mb, 524288000",
    "500MiB, 524288000",
    "10GiB, 10737418240",
    "2t, 2199023255552",
    "999999999999999, 999999999999999",
    "8388607TiB, 9223370937343148032"
  })
  void unitsArePowersOf1024_inAnyCase(String text, long bytes) {
    assertThat(size.convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8388608T", "999999999999999M", "8589934592G"})
  void whatALongCannotHold_isTooLarge(String text) {
    assertThatThrownBy(() -> size.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "' is too large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "M", "GiB", "-1", "+1", "1.5G", "1,000", "10 GiB", "1P", "1Mi", "0x10"})
  void anythingElse_isNoSize(String text) {
    assertThatThrownBy(() -> size.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "' is no size such as 500M or 10GiB");
  }

  @Test
  void unitsAreTheSame_inEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(size.convert("1GIB")).isEqualTo(1L << 30);
    } finally {
      Locale.setDefault(before);
    }
  }
}
