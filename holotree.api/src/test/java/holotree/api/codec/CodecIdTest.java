package holotree.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecIdTest {

  @Test
  void bytes_arePaddedWithNul() {
    assertThat(new CodecId("lz4").toBytes()).isEqualTo(new byte[] {'l', 'z', '4', 0, 0, 0, 0, 0});
    assertThat(new CodecId("8letters").toBytes()).hasSize(CodecId.BYTES).endsWith('s');
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Zstd", "9letters1", "a b", "a\n", "a-b", "\u00E4", "a\0"})
  void otherName_isRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CodecId(name));
  }
}
