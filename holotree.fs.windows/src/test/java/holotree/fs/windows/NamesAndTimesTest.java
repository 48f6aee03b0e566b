package holotree.fs.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesAndTimesTest {

  @Test
  void anyUnits_comeBackFromTheirBytes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    char[] some = {'a', 'z', '\u00E9', '\u20AC', '\uD83D', '\uDE00', '\uDBFF', '\uDFFF', '\uFFFD'};
    for (int round = 0; round < 20_000; round++) {
      char[] units = new char[random.nextInt(6)];
      for (int i = 0; i < units.length; i++) {
        units[i] = some[random.nextInt(some.length)];
      }
      String name = new String(units);
      assertThat(Wtf8.text(Wtf8.bytes(name))).as("seed %d", seed).isEqualTo(name);
    }
  }

  @Test
  void loneSurrogates_takeThreeBytes_andPairsTheFourOfUtf8() {
    assertThat(Wtf8.bytes("\uD800")).containsExactly(0xED, 0xA0, 0x80);
    assertThat(Wtf8.bytes("x\uDFFFy")).containsExactly('x', 0xED, 0xBF, 0xBF, 'y');
    assertThat(Wtf8.bytes("\uD83D\uDE00"))
        .isEqualTo("\uD83D\uDE00".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bytesThatNoNameHas_haveNoText() {
    byte[][] none = {
      {(byte) 0xFF},
      {(byte) 0xC0, (byte) 0xAF},
      {'a', (byte) 0xED, (byte) 0xA0},
      // A pair as two single ones: another spelling of what has four bytes.
      {(byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, (byte) 0x80},
    };
    for (byte[] bytes : none) {
      assertThat(Wtf8.text(bytes)).as(Arrays.toString(bytes)).isNull();
    }
    assertThat(Wtf8.text("\uFFFD".getBytes(StandardCharsets.UTF_8))).isEqualTo("\uFFFD");
  }

  @Test
  void namesThatWindowsDoesNotKeep_breakARule() {
    String[] broken = {
      "a:b",
      "a\\b",
      "a*",
      "a?",
      "a\"",
      "<",
      ">",
      "|",
      "a\u0001",
      "a.",
      "a ",
      "...",
      "nul",
      "NUL.txt",
      "con .x",
      "COM1",
      "lpt\u00B9.log",
      "aux",
      "clock$",
      "conin$",
      "x".repeat(256)
    };
    for (String name : broken) {
      assertThat(EntryName.brokenRule(name)).as(name).isNotNull();
    }
    String[] kept = {
      "a",
      ".a",
      " a",
      "a.b.c",
      "null",
      "com",
      "com10",
      "xnul",
      "x".repeat(255),
      "PROGRA~1",
      "\uD800"
    };
    for (String name : kept) {
      assertThat(EntryName.brokenRule(name)).as(name).isNull();
    }
  }

  @Test
  void namesThatOthersMadeAllTheSame_areReached() {
    assertThat(EntryName.ofExisting(bytes("a."))).isEqualTo("a.");
    assertThat(EntryName.ofExisting(bytes("nul"))).isEqualTo("nul");
    assertThat(EntryName.ofExisting(bytes("a:b"))).isNull();
    assertThat(EntryName.ofExisting(bytes("..\\x"))).isNull();
    assertThat(EntryName.ofExisting(bytes("x".repeat(256)))).isNull();
    for (String mistake : new String[] {"", ".", "..", "a/b", "a\0"}) {
      assertThatIllegalArgumentException()
          .as(mistake)
          .isThrownBy(() -> EntryName.ofExisting(bytes(mistake)));
    }
  }

  @Test
  void times_areRoundedDownToAHundredNanoseconds() {
    assertThat(FileTimes.of(0, 0)).isEqualTo(116_444_736_000_000_000L);
    for (long[] time : new long[][] {{0, 0}, {-5, 999_999_999}, {1_600_000_000, 123_456_789}}) {
      long units = FileTimes.of(time[0], (int) time[1]);
      assertThat(FileTimes.seconds(units)).isEqualTo(time[0]);
      assertThat(FileTimes.nanos(units)).isEqualTo((int) time[1] / 100 * 100);
    }
  }

  @Test
  void timesThatWindowsHasNot_areZero() {
    assertThat(FileTimes.of(-11_644_473_601L, 0)).isZero();
    assertThat(FileTimes.of(-11_644_473_600L, 100)).isEqualTo(1);
    assertThat(FileTimes.of(910_692_730_000L, 0)).isPositive();
    assertThat(FileTimes.of(910_692_731_000L, 0)).isZero();
    assertThat(FileTimes.of(Long.MAX_VALUE, 0)).isZero();
    assertThat(FileTimes.of(Long.MIN_VALUE, 0)).isZero();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
