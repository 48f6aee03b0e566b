package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameDecoder.DamagedFrame;
import holotree.api.codec.FrameEncoder;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The promises of [FrameCodec].
class StoredCodecTest {

  private final FrameCodec codec = new StoredCodec();

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(FrameCodec.class).stream().map(ServiceLoader.Provider::type))
        .contains(StoredCodec.class);
  }

  // Promise 1.
  @Test
  void idRankAndLevels_areAsDocumented() {
    assertThat(codec.id()).isEqualTo(new CodecId("stored"));
    assertThat(codec.rank()).isZero();
    assertThat(codec.minLevel()).isZero();
    assertThat(codec.defaultLevel()).isZero();
    assertThat(codec.maxLevel()).isZero();
  }

  // Promises 2 to 5 and 8.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4 << 20})
  void frame_isItsPlainBytes(int length) throws DamagedFrame {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    byte[] plain = Native.noise(new Random(seed), length);
    assertThat(codec.maxEncodedLength(length)).isEqualTo(length);
    MemorySegment frame = Native.empty(length);
    MemorySegment decoded = Native.empty(length);
    try (FrameEncoder encoder = codec.encoder(0);
        FrameDecoder decoder = codec.decoder()) {
      assertThat(encoder.encode(Native.of(plain), frame)).isEqualTo(length);
      decoder.decode(frame, decoded);
    }
    assertThat(Native.bytes(frame)).as("seed %d", seed).isEqualTo(plain);
    assertThat(Native.bytes(decoded)).as("seed %d", seed).isEqualTo(plain);
  }

  // Promise 7.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 101})
  void frameOfAnotherLength_isReported(int length) {
    try (FrameDecoder decoder = codec.decoder()) {
      assertThatExceptionOfType(DamagedFrame.class)
          .isThrownBy(() -> decoder.decode(Native.empty(length), Native.empty(100)))
          .withMessageContaining(length + " bytes, not 100");
    }
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
