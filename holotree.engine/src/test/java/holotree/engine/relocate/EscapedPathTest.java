package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.Escape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EscapedPathTest {

  private static final String PATH = "/a \"b\"/c\\d\t\1/\u00fc\ud83d\ude00/100%+~";

  @Test
  void path_isWrittenInEverySyntax() {
    assertThat(escaped(Escape.NONE)).isEqualTo(PATH);
    assertThat(escaped(Escape.JSON))
        .isEqualTo("/a \\\"b\\\"/c\\\\d\\t\\u0001/\\u00fc\\ud83d\\ude00/100%+~");
    assertThat(escaped(Escape.JSON_UTF8))
        .isEqualTo("/a \\\"b\\\"/c\\\\d\\t\\u0001/\u00fc\ud83d\ude00/100%+~");
    assertThat(escaped(Escape.JSON_SLASHES)).isEqualTo(escaped(Escape.JSON).replace("/", "\\/"));
    assertThat(escaped(Escape.JSON_SLASHES_UTF8))
        .isEqualTo(escaped(Escape.JSON_UTF8).replace("/", "\\/"));
    assertThat(escaped(Escape.URL))
        .isEqualTo("/a%20%22b%22/c%5Cd%09%01/%C3%BC%F0%9F%98%80/100%25+~");
    assertThat(escaped(Escape.URL_STRICT)).isEqualTo(escaped(Escape.URL).replace("+", "%2B"));
    assertThat(escaped(Escape.URL_COMPONENT))
        .isEqualTo(escaped(Escape.URL_STRICT).replace("/", "%2F"));
    assertThat(escaped(Escape.URL_COMPONENT_LOWER))
        .isEqualTo("%2fa%20%22b%22%2fc%5cd%09%01%2f%c3%bc%f0%9f%98%80%2f100%25%2b~");
  }

  @Test
  void pathThatIsNoUtf8_keepsItsBytesInJson() {
    byte[] path = {'/', 'a', (byte) 0xff};

    assertThat(EscapedPath.of(path, Escape.JSON)).isEqualTo(path);
    assertThat(EscapedPath.of(path, Escape.URL)).asString().isEqualTo("/a%FF");
  }

  @ParameterizedTest
  @EnumSource(Escape.class)
  void padding_isSlashesAndDotsAlone_andHasItsLength(Escape escape) {
    byte[] text = EscapedPath.of(bytes("/new"), escape);
    String slash = new String(EscapedPath.slash(escape), StandardCharsets.US_ASCII);
    for (int missing = 0; missing < 40; missing++) {
      int length = text.length + missing;
      if (!EscapedPath.canPad(missing, escape)) {
        assertThat(missing).isLessThan(EscapedPath.alwaysPads(escape));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> EscapedPath.padded(text, escape, length));
        continue;
      }
      byte[] padded = EscapedPath.padded(text, escape, length);
      assertThat(padded).hasSize(length).startsWith(text);
      String padding =
          new String(Arrays.copyOfRange(padded, text.length, length), StandardCharsets.US_ASCII);
      assertThat(padding.replace(slash, "/")).matches("(/\\.?)*");
    }
    assertThat(EscapedPath.canPad(-1, escape)).isFalse();
    assertThat(EscapedPath.canPad(EscapedPath.alwaysPads(escape) - 1, escape)).isFalse();
  }

  private static String escaped(Escape escape) {
    return new String(EscapedPath.of(bytes(PATH), escape), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
