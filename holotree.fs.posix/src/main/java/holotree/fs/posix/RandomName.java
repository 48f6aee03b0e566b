package holotree.fs.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;

/// Names that nothing else has: 128 random bits in hexadecimal, from the kernel.
final class RandomName {

  private static final int BYTES = 16;

  private RandomName() {}

  /// A new one.
  static String next() {
    MemorySegment random = Scratch.current().struct().asSlice(0, BYTES);
    int count = Libc.getrandom(random);
    if (count != BYTES) {
      throw Errno.failure("get random bytes from", "the kernel", Math.min(count, -1));
    }
    return HexFormat.of().formatHex(random.toArray(ValueLayout.JAVA_BYTE));
  }
}
