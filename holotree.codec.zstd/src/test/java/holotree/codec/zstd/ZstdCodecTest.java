package holotree.codec.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.luben.zstd.Zstd;
import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.testkit.contract.FrameCodecContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZstdCodecTest extends FrameCodecContract {

  private static final int LONGEST = 4 << 20;

  @Override
  protected FrameCodec codec() {
    return new ZstdCodec();
  }

  @Override
  protected List<PublishedFrame> published() {
    return List.of(
        new PublishedFrame(
            HexFormat.of().parseHex("28b52ffd200529000068656c6c6f"),
            "hello".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void isNamedAsAServiceOnTheClassPathToo() throws IOException {
    String file = "/META-INF/services/" + FrameCodec.class.getName();
    try (InputStream names = ZstdCodec.class.getResourceAsStream(file)) {
      assertThat(names).hasContent(ZstdCodec.class.getName());
    }
  }

  @Test
  void idAndLevels_areAsDocumented() {
    FrameCodec codec = codec();
    assertThat(codec.id()).isEqualTo(new CodecId("zstd"));
    assertThat(codec.rank()).isPositive();
    assertThat(codec.minLevel()).isEqualTo(1);
    assertThat(codec.defaultLevel()).isEqualTo(3);
    assertThat(codec.maxLevel()).isEqualTo(19);
  }

  @Test
  void bound_isTheLibrarysOwn() {
    FrameCodec codec = codec();
    for (long length : new long[] {0, 1, 2047, 2048, 131_071, 131_072, LONGEST, 1L << 30}) {
      assertThat(codec.maxEncodedLength(length)).isEqualTo(Zstd.compressBound(length));
    }
    assertThat(codec.maxEncodedLength(Integer.MAX_VALUE)).isEqualTo(2_155_872_254L);
    assertThatIllegalArgumentException().isThrownBy(() -> codec.maxEncodedLength(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> codec.maxEncodedLength(1L << 31));
  }
}
