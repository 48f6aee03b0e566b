package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameDecoder.DamagedFrame;
import holotree.api.codec.FrameEncoder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The promises of [FrameCodec]. Seeds of random contents are printed.
public abstract class FrameCodecContract {

  private static final int LONGEST = 4 << 20;
  private static final int THREADS = 4;
  private static final List<String> FREE =
      List.of("id", "rank", "minLevel", "maxLevel", "defaultLevel");

  /// For subclasses.
  protected FrameCodecContract() {}

  /// The codec, as the service loader makes it.
  protected abstract FrameCodec codec();

  /// A frame of each release that encoded anything differently from the one before.
  protected abstract List<PublishedFrame> published();

  /// A frame that is in libraries.
  ///
  /// @param frame its bytes
  /// @param plain what it decodes to
  public record PublishedFrame(byte[] frame, byte[] plain) {}

  /// The class works where there is nothing but itself and the interface: what it asks of a native library,
  /// or of any other, it asks later.
  @Test
  public void promise1_whatIsFree_needsNothingButItsOwnClasses()
      throws ReflectiveOperationException, IOException {
    FrameCodec codec = codec();
    URL[] places = {place(codec.getClass()), place(FrameCodec.class)};
    try (URLClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass(codec.getClass().getName());
      Object lonely = type.getConstructor().newInstance();
      for (String method : FREE) {
        assertThat(type.getMethod(method).invoke(lonely))
            .as(method)
            .hasToString(FrameCodec.class.getMethod(method).invoke(codec).toString());
      }
    }
  }

  @Test
  public void promise1_codec_servesThreadsAtOnce() throws Exception {
    byte[] plain = Frames.words(random(), 50_000);
    FrameCodec codec = codec();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<byte[]>> frames =
          IntStream.range(0, 4 * THREADS)
              .mapToObj(_ -> threads.submit(() -> Frames.encode(codec, plain, codec.minLevel())))
              .toList();
      for (Future<byte[]> frame : frames) {
        assertThat(Frames.decode(codec, frame.get(), plain.length)).isEqualTo(plain);
      }
    }
  }

  @Test
  public void promise1_levels_areInOrderAndOthersRefused() {
    FrameCodec codec = codec();
    assertThat(codec.defaultLevel()).isBetween(codec.minLevel(), codec.maxLevel());
    for (int level : new int[] {codec.minLevel() - 1, codec.maxLevel() + 1}) {
      assertThatIllegalArgumentException().isThrownBy(() -> codec.encoder(level));
    }
  }

  @Test
  public void promise2_framesOfEveryRelease_stayDecodable() throws DamagedFrame {
    assertThat(published()).isNotEmpty();
    for (PublishedFrame each : published()) {
      assertThat(Frames.decode(codec(), each.frame(), each.plain().length)).isEqualTo(each.plain());
    }
    assertThat(codec().id()).isEqualTo(codec().id());
  }

  @Test
  public void promise3_decoding_givesTheSameBytesAtEveryLevel() throws DamagedFrame {
    Random random = random();
    FrameCodec codec = codec();
    for (int level = codec.minLevel(); level <= codec.maxLevel(); level++) {
      for (int length : new int[] {0, 1, 255, 256, 257, 65_791, 65_792, random.nextInt(200_000)}) {
        for (byte[] plain : contents(random, length)) {
          requireRoundTrip(codec, plain, level);
        }
      }
    }
  }

  @Test
  public void promise3_longestPlainLength_isDecodedToo() throws DamagedFrame {
    FrameCodec codec = codec();
    for (byte[] plain : contents(random(), LONGEST)) {
      requireRoundTrip(codec, plain, codec.minLevel());
      requireRoundTrip(codec, plain, codec.defaultLevel());
    }
  }

  @Test
  public void promise4_frame_isNeverLongerThanItsBound() {
    Random random = random();
    FrameCodec codec = codec();
    for (int length = 0; length < 3_000; length += 1 + random.nextInt(60)) {
      for (byte[] plain : contents(random, length)) {
        for (int level : new int[] {codec.minLevel(), codec.maxLevel()}) {
          assertThat((long) Frames.encode(codec, plain, level).length)
              .as("frame of %d bytes at level %d", length, level)
              .isLessThanOrEqualTo(codec.maxEncodedLength(length));
        }
      }
    }
    assertThat(codec.maxEncodedLength(Integer.MAX_VALUE)).isGreaterThanOrEqualTo(Integer.MAX_VALUE);
  }

  @Test
  public void promise5_encodingAgain_givesTheSameFrame() {
    Random random = random();
    byte[] plain = Frames.words(random, 100_000);
    byte[] other = Frames.words(random, 300_000);
    FrameCodec codec = codec();
    try (FrameEncoder encoder = codec.encoder(codec.defaultLevel())) {
      byte[] first = Frames.encode(codec, encoder, plain);
      Frames.encode(codec, encoder, other);
      assertThat(Frames.encode(codec, encoder, plain)).isEqualTo(first);
      assertThat(Frames.encode(codec, plain, codec.defaultLevel())).isEqualTo(first);
    }
  }

  /// What lies in memory behind a frame that was cut is the rest of it: a decoder that read on would be right.
  @Test
  public void promise6_decoder_readsNothingBehindTheFrame() {
    byte[] plain = Frames.words(random(), 5_000);
    FrameCodec codec = codec();
    byte[] frame = Frames.encode(codec, plain, codec.defaultLevel());
    try (FrameDecoder decoder = codec.decoder()) {
      for (int length = frame.length - 1; length > 0; length -= 1 + frame.length / 200) {
        int cut = length;
        assertThat(decodedOrNothing(decoder, frame, cut, plain.length))
            .as("the first %d of %d bytes", cut, frame.length)
            .isNotEqualTo(plain);
      }
    }
  }

  /// [Frames] guards the memory on both sides.
  @Test
  public void promise6_decoder_writesNothingBesideTheSegment() {
    Random random = random();
    FrameCodec codec = codec();
    byte[] good = Frames.encode(codec, Frames.words(random, 5_000), codec.defaultLevel());
    try (FrameDecoder decoder = codec.decoder()) {
      decodedOrNothing(decoder, good, good.length, 5_000);
      for (int round = 0; round < 5_000; round++) {
        byte[] frame = Frames.noise(random, 1 + random.nextInt(100));
        decodedOrNothing(decoder, frame, frame.length, random.nextInt(300));
      }
    }
  }

  @Test
  public void promise7_anyByteChanged_isReportedOrGivesTheLengthAskedFor() {
    byte[] plain = Frames.words(random(), 600);
    FrameCodec codec = codec();
    byte[] frame = Frames.encode(codec, plain, codec.defaultLevel());
    try (FrameDecoder decoder = codec.decoder()) {
      for (int at = 0; at < frame.length; at++) {
        for (int flip = 1; flip < 256; flip++) {
          byte[] damaged = frame.clone();
          damaged[at] ^= (byte) flip;
          decodedOrNothing(decoder, damaged, damaged.length, plain.length);
        }
      }
    }
  }

  @Test
  public void promise7_frameCutOrLengthened_isNotDecodedToItsBytes() {
    FrameCodec codec = codec();
    for (int plainLength : new int[] {1, 600, 5_000}) {
      byte[] plain = Frames.words(random(), plainLength);
      byte[] frame = Frames.encode(codec, plain, codec.defaultLevel());
      try (FrameDecoder decoder = codec.decoder()) {
        for (int length = 0; length < frame.length; length++) {
          byte[] cut = Arrays.copyOf(frame, length);
          assertThat(decodedOrNothing(decoder, cut, length, plainLength)).isNotEqualTo(plain);
        }
        byte[] longer = Arrays.copyOf(frame, frame.length + 1);
        assertThat(decodedOrNothing(decoder, longer, longer.length, plainLength))
            .isNotEqualTo(plain);
      }
    }
  }

  @Test
  public void promise7_plainLengthThatDiffers_isReported() {
    FrameCodec codec = codec();
    byte[] frame = Frames.encode(codec, Frames.words(random(), 600), codec.defaultLevel());
    for (int plainLength : new int[] {0, 1, 599, 601, LONGEST}) {
      assertThatExceptionOfType(DamagedFrame.class)
          .as("600 bytes into %d", plainLength)
          .isThrownBy(() -> Frames.decode(codec, frame, plainLength));
    }
  }

  @Test
  public void promise8_encoderAndDecoder_workOnAfterAnException() throws DamagedFrame {
    byte[] plain = Frames.words(random(), 10_000);
    FrameCodec codec = codec();
    try (FrameEncoder encoder = codec.encoder(codec.defaultLevel());
        FrameDecoder decoder = codec.decoder();
        Arena arena = Arena.ofConfined()) {
      MemorySegment source = Frames.segment(arena, plain);
      assertThatIllegalArgumentException()
          .as("too little room")
          .isThrownBy(() -> encoder.encode(source, arena.allocate(10)));
      byte[] frame = Frames.encode(codec, encoder, plain);
      assertThatExceptionOfType(DamagedFrame.class)
          .isThrownBy(() -> Frames.decode(decoder, frame, plain.length - 1));
      // Each call has memory of its own, which is gone by the next.
      assertThat(Frames.decode(decoder, frame, plain.length)).isEqualTo(plain);
      assertThat(Frames.decode(decoder, frame, plain.length)).isEqualTo(plain);
    }
  }

  @Test
  public void promise8_closingTwice_isHarmless() {
    FrameEncoder encoder = codec().encoder(codec().minLevel());
    encoder.close();
    encoder.close();
    FrameDecoder decoder = codec().decoder();
    decoder.close();
    decoder.close();
  }

  private static void requireRoundTrip(FrameCodec codec, byte[] plain, int level)
      throws DamagedFrame {
    byte[] frame = Frames.encode(codec, plain, level);
    // Not by AssertJ, which would print millions of bytes.
    if (!Arrays.equals(Frames.decode(codec, frame, plain.length), plain)) {
      throw new AssertionError(plain.length + " bytes at level " + level + " became others");
    }
  }

  /// What a frame decodes to; no bytes at all if it is reported.
  private static byte[] decodedOrNothing(
      FrameDecoder decoder, byte[] memory, int frameLength, int plainLength) {
    try {
      byte[] decoded = Frames.decode(decoder, memory, frameLength, plainLength);
      assertThat(decoded).hasSize(plainLength);
      return decoded;
    } catch (DamagedFrame damaged) {
      assertThat(damaged.getMessage()).isNotBlank();
      return new byte[0];
    }
  }

  private static List<byte[]> contents(Random random, int length) {
    return List.of(new byte[length], Frames.noise(random, length), Frames.words(random, length));
  }

  @SuppressWarnings("SystemOut") // a failure must be repeatable from the build's log
  private static Random random() {
    long seed = Long.getLong("holotree.seed", System.nanoTime());
    System.out.println("-Dholotree.seed=" + seed);
    return new Random(seed);
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
