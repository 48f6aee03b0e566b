package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 bytes",
        "1|1 byte",
        "1023|1,023 bytes",
        "1024|1.0 KiB",
        "1536|1.5 KiB",
        "1048524|1023.9 KiB",
        "1048575|1.0 MiB",
        "317081600|302.4 MiB",
        "1073741824|1.0 GiB",
        "9223372036854775807|8.0 EiB"
      })
  void bytes_areWrittenInBinaryUnits(long bytes, String text) {
    assertThat(Units.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0.0 ms",
        "430000|0.4 ms",
        "9949999|9.9 ms",
        "9950000|10 ms",
        "999499999|999 ms",
        "999500000|1.00 s",
        "2310000000|2.31 s",
        "59994999999|59.99 s",
        "60000000000|1 min 00 s",
        "185000000000|3 min 05 s",
        "3599600000000|1 h 00 min",
        "3720000000000|1 h 02 min"
      })
  void durations_areWrittenInTheUnitThatFits(long nanos, String text) {
    assertThat(Units.duration(nanos)).isEqualTo(text);
  }

  @Test
  void numbers_areTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Units.count(1234567, "file", "files")).isEqualTo("1,234,567 files");
      assertThat(Units.count(123, "file", "files")).isEqualTo("123 files");
      assertThat(Units.bytes(1536)).isEqualTo("1.5 KiB");
      assertThat(Units.ratio(310, 100)).isEqualTo("3.1");
      assertThat(Units.rate(1 << 20, 500_000_000)).isEqualTo("2.0 MiB/s");
    } finally {
      Locale.setDefault(before);
    }
  }
}
