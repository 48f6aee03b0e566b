package holotree.codec.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.luben.zstd.Zstd;
import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameDecoder.DamagedFrame;
import holotree.api.codec.FrameEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promises 1 to 5 and 8 of [FrameCodec].
class ZstdCodecTest {

  private static final int LONGEST = 4 << 20;

  private final FrameCodec codec = new ZstdCodec();

  @Test
  void isNamedAsAServiceOnTheClassPathToo() throws IOException {
    String file = "/META-INF/services/" + FrameCodec.class.getName();
    try (InputStream names = ZstdCodec.class.getResourceAsStream(file)) {
      assertThat(names).hasContent(ZstdCodec.class.getName());
    }
  }

  // Promise 1: all that is free works where the native library's classes are not even there.
  @Test
  void asking_needsNothingOfTheNativeLibrary() throws ReflectiveOperationException, IOException {
    URL[] places = {place(ZstdCodec.class), place(FrameCodec.class)};
    try (URLClassLoader loader = new URLClassLoader(places, null)) {
      Class<?> type = loader.loadClass(ZstdCodec.class.getName());
      Object lonely = type.getConstructor().newInstance();
      assertThat(type.getMethod("id").invoke(lonely)).hasToString("zstd");
      assertThat(type.getMethod("rank").invoke(lonely)).isEqualTo(codec.rank());
      assertThat(type.getMethod("minLevel").invoke(lonely)).isEqualTo(1);
      assertThat(type.getMethod("maxLevel").invoke(lonely)).isEqualTo(19);
      assertThat(type.getMethod("defaultLevel").invoke(lonely)).isEqualTo(3);
      assertThat(type.getMethod("maxEncodedLength", long.class).invoke(lonely, 3L)).isEqualTo(66L);
      Method encoder = type.getMethod("encoder", int.class);
      assertThatExceptionOfType(InvocationTargetException.class)
          .isThrownBy(() -> encoder.invoke(lonely, 1))
          .withCauseInstanceOf(NoClassDefFoundError.class);
    }
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void idAndLevels_areAsDocumented() {
    assertThat(codec.id()).isEqualTo(new CodecId("zstd"));
    assertThat(codec.rank()).isPositive();
    assertThat(codec.minLevel()).isEqualTo(1);
    assertThat(codec.defaultLevel()).isEqualTo(3);
    assertThat(codec.maxLevel()).isEqualTo(19);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 20})
  void levelOutOfRange_isRefused(int level) {
    assertThatIllegalArgumentException().isThrownBy(() -> codec.encoder(level));
  }

  // Promise 2.
  @Test
  void frameOfTheFirstRelease_staysDecodable() throws DamagedFrame {
    byte[] frame = {
      0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x20, 0x05, 0x29, 0x00, 0x00, 'h', 'e', 'l', 'l', 'o'
    };
    assertThat(Frames.decode(codec, frame, 5)).containsExactly('h', 'e', 'l', 'l', 'o');
  }

  // Promises 3 and 4.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void decoding_givesTheSameBytesAtEveryLevel(int level) throws DamagedFrame {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int length : new int[] {0, 1, 255, 256, 257, 65_791, 65_792, random.nextInt(200_000)}) {
      for (byte[] plain :
          new byte[][] {
            new byte[length], Frames.noise(random, length), Frames.words(random, length)
          }) {
        requireRoundTrip(plain, level, seed);
      }
    }
  }

  // Promises 3 and 4.
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 19})
  void longestPlainLength_isRoundTripped(int level) throws DamagedFrame {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    requireRoundTrip(Frames.noise(random, LONGEST), level, seed);
    requireRoundTrip(Frames.words(random, LONGEST), level, seed);
    requireRoundTrip(new byte[LONGEST], level, seed);
  }

  private void requireRoundTrip(byte[] plain, int level, long seed) throws DamagedFrame {
    byte[] frame = Frames.encode(codec, plain, level);
    assertThat((long) frame.length)
        .as("length, seed %d", seed)
        .isLessThanOrEqualTo(codec.maxEncodedLength(plain.length));
    assertThat(Frames.decode(codec, frame, plain.length)).as("seed %d", seed).isEqualTo(plain);
  }

  // Promise 4.
  @Test
  void bound_isTheLibrarysOwn() {
    for (long length : new long[] {0, 1, 2047, 2048, 131_071, 131_072, LONGEST, 1L << 30}) {
      assertThat(codec.maxEncodedLength(length)).isEqualTo(Zstd.compressBound(length));
    }
    assertThat(codec.maxEncodedLength(Integer.MAX_VALUE)).isEqualTo(2_155_872_254L);
    assertThatIllegalArgumentException().isThrownBy(() -> codec.maxEncodedLength(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> codec.maxEncodedLength(1L << 31));
  }

  // Promise 5.
  @Test
  void encodingTwice_givesTheSameFrame() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    byte[] plain = Frames.words(new Random(seed), 100_000);
    byte[] other = Frames.words(new Random(seed + 1), 300_000);
    try (FrameEncoder encoder = codec.encoder(3)) {
      byte[] first = Frames.encode(codec, encoder, plain);
      Frames.encode(codec, encoder, other);
      assertThat(Frames.encode(codec, encoder, plain)).as("seed %d", seed).isEqualTo(first);
      assertThat(Frames.encode(codec, plain, 3)).as("seed %d", seed).isEqualTo(first);
    }
  }

  // Promise 8.
  @Test
  void encoderAndDecoder_workOnAfterAnException() throws DamagedFrame {
    byte[] plain = Frames.words(new Random(1), 10_000);
    try (FrameEncoder encoder = codec.encoder(3);
        FrameDecoder decoder = codec.decoder();
        Arena arena = Arena.ofConfined()) {
      MemorySegment source = Frames.segment(arena, plain);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> encoder.encode(source, arena.allocate(10)));
      byte[] frame = Frames.encode(codec, encoder, plain);
      byte[] damaged = frame.clone();
      damaged[frame.length / 2] ^= 1;
      try {
        Frames.decode(decoder, damaged, plain.length);
      } catch (DamagedFrame e) {
        assertThat(e).hasMessageContaining("zstd");
      }
      assertThat(Frames.decode(decoder, frame, plain.length)).isEqualTo(plain);
    }
  }

  // Promise 8.
  @Test
  void closingTwice_isHarmless() {
    FrameEncoder encoder = codec.encoder(1);
    encoder.close();
    encoder.close();
    FrameDecoder decoder = codec.decoder();
    decoder.close();
    decoder.close();
  }
}
