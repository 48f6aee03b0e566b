package holotree.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

  // FIPS 180-4: the digest of no bytes.
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void text_isTheBytesInLowerCaseHexadecimal() {
    Digest digest = Digest.parse(EMPTY);
    assertThat(digest).hasToString(EMPTY);
    assertThat(digest.toBytes()).startsWith(0xE3, 0xB0).endsWith(0xB8, 0x55).hasSize(Digest.BYTES);
    assertThat(Digest.at(digest.toBytes(), 0)).isEqualTo(digest).hasSameHashCodeAs(digest);
  }

  @Test
  void order_isThatOfTheUnsignedBytes() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      byte[] one = new byte[Digest.BYTES];
      random.nextBytes(one);
      byte[] other = one.clone();
      other[random.nextInt(Digest.BYTES)] = (byte) random.nextInt();
      assertThat(Integer.signum(Digest.at(one, 0).compareTo(Digest.at(other, 0))))
          .as("seed %d", seed)
          .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, other)));
    }
  }

  @Test
  void bytes_areReadAndWrittenAtAnOffset() {
    byte[] bytes = new byte[3 + Digest.BYTES];
    Digest.parse(EMPTY).put(bytes, 3);
    assertThat(Digest.at(bytes, 3)).hasToString(EMPTY);
    assertThat(Arrays.copyOf(bytes, 3)).containsOnly(0);
  }

  @Test
  void tooFewBytes_areRefused() {
    byte[] bytes = new byte[Digest.BYTES];
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Digest.at(bytes, 1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Digest.parse(EMPTY).put(bytes, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "e3b0c442",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "/3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ":3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "`3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "\u0663b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      })
  void otherText_isNoDigest(String text) {
    assertThat(Digest.isHex(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> Digest.parse(text));
  }

  @Test
  void prefix_isUpTo64Digits() {
    assertThat(Digest.isHexPrefix("")).isTrue();
    assertThat(Digest.isHexPrefix(EMPTY)).isTrue();
    assertThat(Digest.isHexPrefix(EMPTY + "0")).isFalse();
    assertThat(Digest.isHexPrefix("e3-")).isFalse();
  }
}
