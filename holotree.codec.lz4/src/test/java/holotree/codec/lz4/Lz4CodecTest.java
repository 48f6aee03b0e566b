package holotree.codec.lz4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder.DamagedFrame;
import holotree.testkit.contract.FrameCodecContract;
import holotree.testkit.contract.Frames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Lz4CodecTest extends FrameCodecContract {

  @Override
  protected FrameCodec codec() {
    return new Lz4Codec();
  }

  @Override
  protected List<PublishedFrame> published() {
    return List.of(
        // One sequence of literals.
        new PublishedFrame(
            HexFormat.of().parseHex("5068656c6c6f"), "hello".getBytes(StandardCharsets.US_ASCII)),
        // A match that overlaps itself, then the five literals that a block ends with.
        new PublishedFrame(
            HexFormat.of().parseHex("1f6101000650616161" + "6161"),
            "a".repeat(31).getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void isNamedAsAServiceOnTheClassPathToo() throws IOException {
    String file = "/META-INF/services/" + FrameCodec.class.getName();
    try (InputStream names = Lz4Codec.class.getResourceAsStream(file)) {
      assertThat(names).hasContent(Lz4Codec.class.getName());
    }
  }

  @Test
  void idAndLevels_areAsDocumented() {
    FrameCodec codec = codec();
    assertThat(codec.id()).isEqualTo(new CodecId("lz4"));
    assertThat(codec.rank()).isEqualTo(50);
    assertThat(codec.minLevel()).isEqualTo(1);
    assertThat(codec.defaultLevel()).isEqualTo(1);
    assertThat(codec.maxLevel()).isEqualTo(12);
  }

  @Test
  void bound_isTheLibrarysOwn() {
    FrameCodec codec = codec();
    for (int length : new int[] {0, 1, 254, 255, 65_536, 4 << 20, 1 << 30}) {
      assertThat(codec.maxEncodedLength(length))
          .isEqualTo(LZ4Factory.nativeInstance().fastCompressor().maxCompressedLength(length));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> codec.maxEncodedLength(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> codec.maxEncodedLength(1L << 31));
  }

  @Test
  void higherLevels_makeSmallerFrames() {
    byte[] plain = Frames.words(new Random(1), 300_000);
    int fast = Frames.encode(codec(), plain, 1).length;
    int middle = Frames.encode(codec(), plain, 4).length;
    int small = Frames.encode(codec(), plain, 12).length;
    assertThat(small).isLessThan(middle);
    assertThat(middle).isLessThan(fast);
  }

  // A match of 1 MiB and more in each few bytes, where little was asked for.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 65_536})
  void bomb_isReported(int plainLength) {
    byte[] bomb = new byte[8192];
    Arrays.fill(bomb, (byte) 0xFF);
    bomb[0] = 0x1F;
    bomb[1] = 'a';
    bomb[2] = 1;
    bomb[3] = 0;
    requireDamaged(bomb, plainLength);
  }

  // 17 literals stated and none there; an offset before the beginning; an offset of 0.
  @ParameterizedTest
  @ValueSource(strings = {"f002", "1061ff0000", "1f610000ff"})
  void lyingSequence_isReported(String hex) {
    requireDamaged(HexFormat.of().parseHex(hex), 600);
  }

  private void requireDamaged(byte[] frame, int plainLength) {
    assertThatExceptionOfType(DamagedFrame.class)
        .isThrownBy(() -> Frames.decode(codec(), frame, plainLength))
        .withMessageStartingWith("lz4: ");
  }
}
