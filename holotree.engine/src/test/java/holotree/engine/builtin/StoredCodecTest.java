package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameEncoder;
import holotree.testkit.contract.FrameCodecContract;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class StoredCodecTest extends FrameCodecContract {

  private final FrameCodec codec = new StoredCodec();

  @Override
  protected FrameCodec codec() {
    return codec;
  }

  @Override
  protected List<PublishedFrame> published() {
    return List.of(new PublishedFrame(new byte[] {1, 2, 3}, new byte[] {1, 2, 3}));
  }

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(FrameCodec.class).stream().map(ServiceLoader.Provider::type))
        .contains(StoredCodec.class);
  }

  @Test
  void idRankAndLevels_areAsDocumented() {
    assertThat(codec.id()).isEqualTo(new CodecId("stored"));
    assertThat(codec.rank()).isZero();
    assertThat(codec.minLevel()).isZero();
    assertThat(codec.defaultLevel()).isZero();
    assertThat(codec.maxLevel()).isZero();
  }

  @Test
  void callersMistakes_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> codec.encoder(1));
    assertThatIllegalArgumentException().isThrownBy(() -> codec.maxEncodedLength(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> codec.maxEncodedLength(1L << 31));
    try (FrameEncoder encoder = codec.encoder(0)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> encoder.encode(Native.empty(2), Native.empty(1)));
    }
  }
}
