package holotree.engine.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameEncoder;
import holotree.api.error.CorruptException;
import holotree.api.error.ProviderMissingException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.StoredFile;
import holotree.engine.builtin.StoredCodec;
import holotree.engine.discovery.Providers;
import holotree.engine.format.FrameHeader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

  private static final String FILE = "/library/a.pack";
  private static final long OFFSET = 100;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 1 << 20, (1 << 20) + 1, 4 << 20})
  void frame_isDecodedAsEncoded(int length) {
    byte[] plain = noise(length);
    byte[] frame = encode(new StoredCodec(), plain);
    assertThat(decode(new StoredCodec(), frame, length)).isEqualTo(plain);
  }

  @Test
  void everyDamagedByte_isFoundWithFileAndOffset() {
    byte[] frame = encode(new StoredCodec(), noise(300));
    for (int at = 0; at < frame.length; at++) {
      byte[] damaged = frame.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      long offset = OFFSET + (at < FrameHeader.BYTES ? 0 : FrameHeader.BYTES);
      assertThatExceptionOfType(CorruptException.class)
          .as("byte %d", at)
          .isThrownBy(() -> decode(new StoredCodec(), damaged, 300))
          .satisfies(error -> {
            assertThat(error.file()).isEqualTo(FILE);
            assertThat(error.offset()).isEqualTo(offset);
          });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "300,299",
    "300,301",
    "300,0",
    "300,-1",
    "300,4194305",
    "300,2147483647",
    "300,-2147483648"
  })
  void otherPlainLength_isRefused(int length, int wanted) {
    byte[] frame = encode(new StoredCodec(), noise(length));
    requireCorrupt(frame, frame.length, wanted);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1000, 0, 31, 32, 331, 333, 1 << 30, Long.MAX_VALUE / 2})
  void otherLengthInTheFile_isRefused(long length) {
    requireCorrupt(encode(new StoredCodec(), noise(300)), length, 300);
  }

  @Test
  void missingCodec_isToldWithItsModule() {
    byte[] frame = encode(new OtherCodec(), noise(10));
    assertThatExceptionOfType(ProviderMissingException.class)
        .isThrownBy(() -> decode(new StoredCodec(), frame, 10))
        .satisfies(error -> {
          assertThat(error.wanted()).isEqualTo("other");
          assertThat(error.present()).containsExactly("stored");
          assertThat(error.module()).isEqualTo("holotree.codec.other");
          assertThat(error.what()).contains(FILE).contains("" + OFFSET);
        });
  }

  @Test
  void frameThatItsCodecRefuses_isCorrupt() {
    byte[] frame = encode(new OtherCodec(), noise(10));
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> decode(new OtherCodec(), frame, 10))
        .withCauseInstanceOf(FrameDecoder.DamagedFrame.class)
        .satisfies(error -> {
          assertThat(error.actual()).isEqualTo("it does not please");
          assertThat(error.offset()).isEqualTo(OFFSET);
        });
  }

  @Test
  void encodersAndDecoders_areKeptAndClosedOnce() {
    OtherCodec codec = new OtherCodec();
    try (Arena arena = Arena.ofConfined();
        FrameWriter writer = new FrameWriter(codec, 0)) {
      MemorySegment room = arena.allocate(writer.room(10));
      for (int i = 0; i < 5; i++) {
        writer.encode(arena.allocate(10), 1, room);
      }
    }
    assertThat(codec.made).isEqualTo(1);
    assertThat(codec.closed).isEqualTo(1);
    try (Decoders decoders = new Decoders(providers(codec))) {
      assertThat(decoders.decoder(codec.id(), "x")).isSameAs(decoders.decoder(codec.id(), "x"));
    }
    assertThat(codec.closed).isEqualTo(2);
  }

  private static void requireCorrupt(byte[] frame, long length, int plain) {
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> decode(new StoredCodec(), frame, length, plain))
        .satisfies(error -> {
          assertThat(error.file()).isEqualTo(FILE);
          assertThat(error.offset()).isEqualTo(OFFSET);
        });
  }

  private static byte[] encode(FrameCodec codec, byte[] plain) {
    try (Arena arena = Arena.ofConfined();
        FrameWriter writer = new FrameWriter(codec, codec.defaultLevel())) {
      MemorySegment room = arena.allocate(writer.room(plain.length));
      MemorySegment from = arena.allocateFrom(ValueLayout.JAVA_BYTE, plain);
      return writer.encode(from, 1, room).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private static byte[] decode(FrameCodec codec, byte[] frame, int plain) {
    return decode(codec, frame, frame.length, plain);
  }

  private static byte[] decode(FrameCodec codec, byte[] frame, long length, int plain) {
    byte[] file = new byte[(int) OFFSET + frame.length];
    System.arraycopy(frame, 0, file, (int) OFFSET, frame.length);
    try (Arena arena = Arena.ofConfined();
        Decoders decoders = new Decoders(providers(codec))) {
      return new FrameReader(decoders)
          .read(new MemoryFile(file), OFFSET, OFFSET + length, plain, arena.allocate(9 << 20))
          .toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private static Providers providers(FrameCodec codec) {
    return new Providers(List.of(codec), List.of(), List.of(), OperatingSystem.OTHER);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /// A file in memory.
  private record MemoryFile(byte[] bytes) implements StoredFile {
    @Override
    public String displayPath() {
      return FILE;
    }

    @Override
    public FileStat stat() {
      return new FileStat(
          EntryKind.FILE, 0644, bytes.length, 0, 0, 0, 0, 1, 1, 1, bytes.length, -1, false);
    }

    @Override
    public void read(long offset, MemorySegment into) {
      if (offset + into.byteSize() > bytes.length) {
        throw new CorruptException(FILE, offset, "more bytes", "the end");
      }
      MemorySegment.copy(MemorySegment.ofArray(bytes), offset, into, 0, into.byteSize());
    }

    @Override
    public MemorySegment map(long offset, long length, Arena arena) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void prefetch(long offset, long length) {}

    @Override
    public void touch() {}

    @Override
    public void close() {}
  }

  /// A codec that decodes nothing and counts what it hands out.
  private static final class OtherCodec implements FrameCodec {
    private int made;
    private int closed;

    @Override
    public CodecId id() {
      return new CodecId("other");
    }

    @Override
    public int rank() {
      return 1;
    }

    @Override
    public int minLevel() {
      return 0;
    }

    @Override
    public int maxLevel() {
      return 0;
    }

    @Override
    public int defaultLevel() {
      return 0;
    }

    @Override
    public long maxEncodedLength(long plainLength) {
      return plainLength;
    }

    @Override
    public FrameEncoder encoder(int level) {
      made++;
      return new FrameEncoder() {
        @Override
        public long encode(MemorySegment plain, MemorySegment encoded) {
          MemorySegment.copy(plain, 0, encoded, 0, plain.byteSize());
          return plain.byteSize();
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }

    @Override
    public FrameDecoder decoder() {
      return new FrameDecoder() {
        @Override
        public void decode(MemorySegment encoded, MemorySegment plain) throws DamagedFrame {
          throw new DamagedFrame("it does not please");
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }
  }
}
