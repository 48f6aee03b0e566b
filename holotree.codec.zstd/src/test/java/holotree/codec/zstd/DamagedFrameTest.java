package holotree.codec.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameDecoder.DamagedFrame;
import holotree.testkit.contract.Frames;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damage that only a Zstandard frame can have; [Frames] guards the memory beside the plain segment.
class DamagedFrameTest {

  private final FrameCodec codec = new ZstdCodec();

  @Test
  void anyByteChanged_isReportedOrGivesOtherBytes() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] plain = Frames.words(random, 600);
    byte[] frame = Frames.encode(codec, plain, 3);
    int reported = 0;
    try (FrameDecoder decoder = codec.decoder()) {
      for (int at = 0; at < frame.length; at++) {
        for (int flip = 1; flip < 256; flip++) {
          byte[] damaged = frame.clone();
          damaged[at] ^= (byte) flip;
          try {
            assertThat(Frames.decode(decoder, damaged, plain.length)).hasSize(plain.length);
          } catch (DamagedFrame e) {
            assertThat(e.getMessage()).isNotBlank();
            reported++;
          }
        }
      }
    }
    assertThat(reported).as("reported, seed %d", seed).isGreaterThan(6 * 255);
  }

  @Test
  void anyByteOfTheHeaderChanged_isReported() {
    byte[] plain = Frames.words(new Random(1), 600);
    byte[] frame = Frames.encode(codec, plain, 3);
    try (FrameDecoder decoder = codec.decoder()) {
      for (int at = 0; at < 7; at++) {
        for (int flip = 1; flip < 256; flip++) {
          // The checksum flag and the unused bit are the only bits that a reader may pass over
          // here.
          if (at == 4 && (flip & ~0x14) == 0) {
            continue;
          }
          byte[] damaged = frame.clone();
          damaged[at] ^= (byte) flip;
          requireDamaged(decoder, damaged, plain.length);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 600, 5_000})
  void frameCutAtAnyLength_isReported(int plainLength) {
    byte[] frame = Frames.encode(codec, Frames.words(new Random(2), plainLength), 3);
    try (FrameDecoder decoder = codec.decoder()) {
      for (int length = 0; length < frame.length; length++) {
        requireDamaged(decoder, Arrays.copyOf(frame, length), plainLength);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 600})
  void byteAppended_isReported(int plainLength) {
    byte[] frame = Frames.encode(codec, Frames.words(new Random(3), plainLength), 3);
    for (int last : new int[] {0, 0x28, 0xFF}) {
      byte[] longer = Arrays.copyOf(frame, frame.length + 1);
      longer[frame.length] = (byte) last;
      requireDamaged(longer, plainLength);
    }
  }

  @Test
  void frameFollowedByAnother_isReported() {
    byte[] plain = Frames.words(new Random(4), 600);
    byte[] frame = Frames.encode(codec, plain, 3);
    byte[] empty = Frames.encode(codec, new byte[0], 3);
    requireDamaged(joined(frame, frame), 1200);
    requireDamaged(joined(frame, frame), 600);
    requireDamaged(joined(frame, empty), 600);
    requireDamaged(joined(empty, frame), 600);
  }

  @Test
  void skippableFrame_isReported() {
    byte[] skippable = {0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};
    byte[] frame = Frames.encode(codec, new byte[600], 3);
    requireDamaged(skippable, 0);
    requireDamaged(joined(skippable, frame), 600);
    requireDamaged(joined(frame, skippable), 600);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 599, 601, 4 << 20})
  void plainLengthThatDiffers_isReported(int plainLength) {
    requireDamaged(Frames.encode(codec, Frames.words(new Random(5), 600), 3), plainLength);
  }

  // About 30 bytes of blocks that repeat one byte, 128 KiB each, under a header that states less.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 131_072, 131_073})
  void bombThatStatesLess_isReported(int stated) {
    ByteBuffer bomb = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    bomb.putInt(0xFD2FB528).put((byte) 0xA0).putInt(stated);
    while (bomb.remaining() >= 8) {
      repeatedByte(bomb, 128 << 10, false);
    }
    repeatedByte(bomb, 128 << 10, true);
    requireDamaged(Arrays.copyOf(bomb.array(), bomb.position()), stated);
  }

  private static void repeatedByte(ByteBuffer frame, int length, boolean last) {
    int header = length << 3 | 1 << 1 | (last ? 1 : 0);
    frame.put((byte) header).put((byte) (header >> 8)).put((byte) (header >> 16)).put((byte) 7);
  }

  @Test
  void frameThatStatesATerabyte_isReportedUndecoded() {
    ByteBuffer frame = ByteBuffer.allocate(17).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0xFD2FB528).put((byte) 0xE0).putLong(1L << 40);
    repeatedByte(frame, 16, true);
    requireReason(frame.array(), 1024, "it states 1099511627776 bytes");
  }

  @Test
  void frameThatDecodesToLess_isReported() {
    ByteBuffer frame = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0xFD2FB528).put((byte) 0xA0).putInt(1000);
    repeatedByte(frame, 999, true);
    requireDamaged(frame.array(), 1000);
  }

  @Test
  void windowOverEightMebibytes_isReported() {
    ByteBuffer frame = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0xFD2FB528).put((byte) 0x80).put((byte) (14 << 3)).putInt(1000);
    repeatedByte(frame, 1000, true);
    requireReason(frame.array(), 1000, "it needs a window of 16777216 bytes");
  }

  @Test
  void frameWithoutContentSize_isReported() {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.setContentSize(false);
      requireReason(context.compress(new byte[600]), 600, "it does not state its content size");
    }
  }

  @Test
  void dictionary_isReported() {
    byte[] dictionary = dictionary();
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.loadDict(dictionary);
      requireReason(context.compress(new byte[600]), 600, "it needs a dictionary");
      context.setDictID(false);
      byte[] plain = new String("entry 7 of a list, ").repeat(8).getBytes(StandardCharsets.UTF_8);
      byte[] frame = context.compress(plain);
      try {
        assertThat(Frames.decode(codec, frame, plain.length)).isNotEqualTo(plain);
      } catch (DamagedFrame e) {
        assertThat(e).hasMessageStartingWith("zstd: ");
      }
    }
  }

  private static byte[] dictionary() {
    byte[][] samples = new byte[2000][];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = ("entry " + i + " of a list, " + i * 31).getBytes(StandardCharsets.UTF_8);
    }
    byte[] dictionary = new byte[8 << 10];
    long length = Zstd.trainFromBuffer(samples, dictionary);
    assertThat(Zstd.isError(length)).isFalse();
    return Arrays.copyOf(dictionary, (int) length);
  }

  @Test
  void noise_isReported() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (FrameDecoder decoder = codec.decoder()) {
      for (int round = 0; round < 20_000; round++) {
        byte[] frame = Frames.noise(random, random.nextInt(100));
        int plainLength = random.nextInt(300);
        if (frame.length > 6) {
          // Magic and header right, so that the blocks are what is tried.
          byte[] header = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x20, (byte) plainLength};
          System.arraycopy(header, 0, frame, 0, header.length);
          plainLength &= 0xFF;
        }
        try {
          Frames.decode(decoder, frame, plainLength);
        } catch (DamagedFrame e) {
          assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
        }
      }
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }

  private void requireDamaged(byte[] frame, int plainLength) {
    requireReason(frame, plainLength, "");
  }

  private void requireReason(byte[] frame, int plainLength, String reason) {
    try (FrameDecoder decoder = codec.decoder()) {
      assertThatExceptionOfType(DamagedFrame.class)
          .isThrownBy(() -> Frames.decode(decoder, frame, plainLength))
          .withMessageContaining(reason);
    }
  }

  private static void requireDamaged(FrameDecoder decoder, byte[] frame, int plainLength) {
    assertThatExceptionOfType(DamagedFrame.class)
        .isThrownBy(() -> Frames.decode(decoder, frame, plainLength));
  }
}
