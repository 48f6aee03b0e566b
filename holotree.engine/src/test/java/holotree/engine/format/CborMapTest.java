package holotree.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CborMapTest {

  private static final String FILE = "a.map";
  private static final long MAGIC = 0x1122334455667788L;

  @Test
  void everyKindOfValue_isReadAsWritten() {
    byte[] map =
        new CborMapWriter(7, 16)
            .number(0, Long.MIN_VALUE)
            .bytes(1, new byte[] {1, 2})
            .shorts(2, new int[] {0, 65535})
            .ints(3, new int[] {-1, 7})
            .longs(4, new long[] {-1, 7})
            .signedLongs(5, new long[] {Long.MIN_VALUE})
            .bytes(200, new byte[0])
            .finish();
    CborMapReader reader = new CborMapReader(map, FILE);
    assertThat(reader.number(0)).isEqualTo(Long.MIN_VALUE);
    assertThat(reader.bytes(1)).containsExactly(1, 2);
    assertThat(reader.shorts(2, 2)).containsExactly(0, 65535);
    assertThat(reader.countInts(3)).isEqualTo(2);
    assertThat(reader.ints(3, 2)).containsExactly(-1, 7);
    assertThat(reader.longs(4, 2)).containsExactly(-1, 7);
    assertThat(reader.signedLongs(5, 1)).containsExactly(Long.MIN_VALUE);
    reader.end();
  }

  // RFC 8949, 4.2: shortest integers and definite lengths; RFC 8746: tag 70 for 32 bits,
  // little-endian.
  @Test
  void bytes_areTheCanonicalOnes() {
    byte[] map =
        new CborMapWriter(3, 16).number(0, 1).number(1, 24).ints(24, new int[] {1}).finish();
    assertThat(HexFormat.of().formatHex(map))
        .isEqualTo("a3" + "0001" + "011818" + "1818" + "d846" + "44" + "01000000");
  }

  @Test
  void unknownCriticalKey_isRefused() {
    byte[] map = new CborMapWriter(2, 16).number(0, 1).number(127, 1).finish();
    CborMapReader reader = new CborMapReader(map, FILE);
    assertThat(reader.number(0)).isEqualTo(1);
    assertThatExceptionOfType(CorruptException.class).isThrownBy(reader::end);
  }

  @Test
  void unknownOptionalKey_isIgnored() {
    byte[] map = new CborMapWriter(2, 16).number(128, 1).bytes(255, new byte[9]).finish();
    assertThatCode(new CborMapReader(map, FILE)::end).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "a1", // no key
        "a100", // no value
        "a1000100", // something after it
        "a10001" + "f6", // null after it
        "a10001" + "a0", // another map after it
        "a2" + "0001" + "0001", // a key twice
        "a2" + "0001" + "613001", // a key twice, once as text
        "a1" + "00" + "6161", // text
        "a1" + "00" + "80", // an array
        "a1" + "00" + "a0", // a map
        "a1" + "00" + "f5", // true
        "a1" + "00" + "f6", // null
        "a1" + "00" + "f90000", // a float
        "a1" + "00" + "1bffffffffffffffff", // 2^64 - 1
        "a1" + "6161" + "01", // a key that is no number
        "a1" + "190100" + "01", // a key over 255
        "a1" + "1b0000000100000000" + "01", // a key over 32 bits
        "a1" + "20" + "01", // a negative key
        "a2" + "0101" + "0001", // keys that descend
        "a1" + "1800" + "01", // a key longer than it has to be
        "b801" + "0001", // a count longer than it has to be
        "a1" + "00" + "1817", // numbers longer than they have to be
        "a1" + "00" + "1900ff",
        "a1" + "00" + "1a0000ffff",
        "a1" + "00" + "1b00000000ffffffff",
        "a1" + "00" + "3817",
        "a1" + "00" + "580141", // a length longer than it has to be
        "80", // an array
        "01", // a number
        "ff", // a break
        "a1ff", // a break for a key
        "a100ff", // a break for a value
        "bf0001", // an indefinite map that does not end
        "a1" + "00" + "1c", // a reserved length
        "a1" + "00" + "5f41", // an indefinite string that does not end
      })
  void anythingElse_isRefused(String hex) {
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> read(hex))
        .satisfies(error -> assertThat(error.file()).isEqualTo(FILE));
  }

  @Test
  void deeplyNestedValue_isRefused() {
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> read("a100" + "81".repeat(100_000) + "00"));
    assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> read("a1".repeat(100_000)));
  }

  @Test
  void takenValue_isGone() {
    CborMapReader reader = read("a1" + "00" + "01");
    assertThat(reader.number(0)).isEqualTo(1);
    assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> reader.number(0));
  }

  @Test
  void valueOfAnotherKind_isRefused() {
    // 2^64, as a tagged string
    requireRefused("a1" + "00" + "c249010000000000000000", reader -> reader.number(0));
    requireRefused("a10001", reader -> reader.bytes(0));
    requireRefused("a10001", reader -> reader.ints(0, 1));
    requireRefused("a100c101", reader -> reader.number(0));
    requireRefused("a100" + "4400000000", reader -> reader.number(0));
    requireRefused("a100" + "4400000000", reader -> reader.ints(0, 1));
    requireRefused("a100" + "d84644" + "00000000", reader -> reader.bytes(0));
    requireRefused("a100" + "d84644" + "00000000", reader -> reader.shorts(0, 2));
    requireRefused("a100" + "d84748" + "0000000000000000", reader -> reader.signedLongs(0, 1));
    requireRefused("a100" + "d84f48" + "0000000000000000", reader -> reader.longs(0, 1));
  }

  @Test
  void columnOfAnotherLength_isRefused() {
    for (int count : new int[] {0, 2, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      requireRefused("a100" + "d84644" + "00000000", reader -> reader.ints(0, count));
      requireRefused("a100" + "d84542" + "0000", reader -> reader.shorts(0, count));
      requireRefused("a100" + "d84748" + "0000000000000000", reader -> reader.longs(0, count));
      requireRefused("a100" + "4100", reader -> reader.bytes(0, count));
    }
    requireRefused("a100" + "d84645" + "0000000000", reader -> reader.ints(0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a100" + "5a7fffffff" + "00", // 2 GiB
        "a100" + "5affffffff" + "00", // 4 GiB
        "a100" + "5b7fffffffffffffff" + "00",
        "a100" + "5bffffffffffffffff" + "00",
        "a100" + "d846" + "5a7fffffff" + "00",
        "a100" + "5f" + "5a7fffffff" + "00",
        "baffffffff" + "0001",
        "bb7fffffffffffffff" + "0001",
        "a1" + "7a7fffffff" + "30",
      })
  void statedLength_isNotAllocatedBeforeTheBytesAreThere(String hex) {
    byte[] map = HexFormat.of().parseHex(hex);
    // Clearing 2 GiB a thousand times would take minutes.
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 1000; i++) {
            assertThatExceptionOfType(CorruptException.class)
                .isThrownBy(() -> new CborMapReader(map, FILE));
          }
        });
  }

  // A million entries have 32 MB of content ids.
  @Test
  void largeColumns_areReadAsWritten() {
    byte[] column = new byte[48 << 20];
    new Random(1).nextBytes(column);
    byte[] map = new CborMapWriter(1, column.length).bytes(0, column).finish();
    assertThat(Arrays.equals(new CborMapReader(map, FILE).bytes(0), column)).isTrue();
  }

  @Test
  void randomBytes_areRefusedOrRead() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) (0xA0 + random.nextInt(6));
      }
      try {
        new CborMapReader(bytes, FILE).end();
      } catch (CorruptException expected) {
        assertThat(expected.file()).as("seed %d", seed).isEqualTo(FILE);
      }
    }
  }

  @Test
  void checkedMap_isReadAsWritten() {
    byte[] file = CheckedMap.wrap(MAGIC, 1, new CborMapWriter(1, 16).number(0, 42).finish());
    assertThat(CheckedMap.unwrap(MAGIC, 1, file, FILE).number(0)).isEqualTo(42);
    Damage.flipEveryBit(file, damaged -> CheckedMap.unwrap(MAGIC, 1, damaged, FILE));
    Damage.cutEverywhere(file, damaged -> CheckedMap.unwrap(MAGIC, 1, damaged, FILE));
  }

  @Test
  void checkedMapOfALaterVersion_isRefusedWithTheRange() {
    byte[] file = CheckedMap.wrap(MAGIC, 3, new byte[] {0});
    assertThatExceptionOfType(FormatVersionException.class)
        .isThrownBy(() -> CheckedMap.unwrap(MAGIC, 1, file, FILE))
        .satisfies(error -> {
          assertThat(error.found()).isEqualTo(3);
          assertThat(error.min()).isEqualTo(1);
          assertThat(error.max()).isEqualTo(1);
        });
  }

  @Test
  void checksum_isThatOfRfc3720() {
    byte[] zeros = new byte[32];
    assertThat(Checksum.of(MemorySegment.ofArray(zeros))).isEqualTo(0x8A9136AA);
    byte[] ascending = new byte[32];
    for (int i = 0; i < ascending.length; i++) {
      ascending[i] = (byte) i;
    }
    assertThat(Checksum.of(MemorySegment.ofArray(ascending))).isEqualTo(0x46DD794E);
  }

  private static CborMapReader read(String hex) {
    return new CborMapReader(HexFormat.of().parseHex(hex), FILE);
  }

  private interface Taking {
    Object from(CborMapReader reader);
  }

  private static void requireRefused(String hex, Taking taking) {
    CborMapReader reader = read(hex);
    assertThatExceptionOfType(CorruptException.class).isThrownBy(() -> taking.from(reader));
  }
}
