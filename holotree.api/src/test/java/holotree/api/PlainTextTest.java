package holotree.api;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.UnsafeException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  @ParameterizedTest
  @ValueSource(
      ints = {0, 7, 0x0A, 0x0D, 0x1B, 0x7F, 0x9B, 0x61C, 0x200E, 0x2028, 0x202E, 0x2066, 0x2069})
  void characterThatActsOnATerminal_isReplaced(int character) {
    String text = "a" + (char) character + "b";
    assertThat(PlainText.of(text)).isEqualTo("a\uFFFDb");
    assertThat(new RawPath(text.getBytes(StandardCharsets.UTF_8))).hasToString("a\uFFFDb");
    assertThat(new UnsafeException(text, "rule")).hasMessageStartingWith("Refused a\uFFFDb: rule.");
  }

  @Test
  void otherText_stays() {
    String text = "K\u00e4se \u212a \u200d \ud83d\ude00 \u05d0";
    assertThat(PlainText.of(text)).isSameAs(text);
    assertThat(PlainText.of(new byte[] {'a', -1})).isEqualTo("a\uFFFD");
  }
}
