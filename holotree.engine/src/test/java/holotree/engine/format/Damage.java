package holotree.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.util.Arrays;
import java.util.function.Consumer;

/// Damages bytes in every way that is cheap to try, and requires that their reader notices.
public final class Damage {

  private Damage() {}

  /// Flips each bit in turn.
  public static void flipEveryBit(byte[] whole, Consumer<byte[]> reader) {
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      requireNoticed(reader, damaged, "bit " + bit);
    }
  }

  /// Cuts at each length.
  public static void cutEverywhere(byte[] whole, Consumer<byte[]> reader) {
    for (int length = 0; length < whole.length; length++) {
      requireNoticed(reader, Arrays.copyOf(whole, length), "length " + length);
    }
  }

  private static void requireNoticed(Consumer<byte[]> reader, byte[] damaged, String how) {
    assertThat(catchThrowable(() -> reader.accept(damaged)))
        .as(how)
        .isInstanceOfAny(CorruptException.class, FormatVersionException.class);
  }
}
