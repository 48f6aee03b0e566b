package holotree.fs.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// A thread's native memory for the arguments and results of one system call, so that calls
/// allocate nothing. What lies in it is valid until the thread's next call.
final class Scratch {

  /// Longest name or path the kernel takes, its NUL included, bytes.
  static final int PATH_MAX = 4096;

  /// Size of [#listing], bytes.
  static final int LISTING_BYTES = 64 << 10;

  private static final int FIRST = 0;
  private static final int SECOND = FIRST + PATH_MAX + 8;
  private static final int STRUCT = SECOND + PATH_MAX + 8;
  private static final int STRUCT_BYTES = 256;

  private static final long ERRNO_OFFSET =
      Libc.CALL_STATE.byteOffset(PathElement.groupElement("errno"));

  private static final ThreadLocal<Scratch> CURRENT = ThreadLocal.withInitial(Scratch::new);

  private final MemorySegment memory = Arena.ofAuto().allocate(STRUCT + STRUCT_BYTES, 8);
  private final MemorySegment struct = memory.asSlice(STRUCT, STRUCT_BYTES);
  private final MemorySegment callState = Arena.ofAuto().allocate(Libc.CALL_STATE);
  private final long[] words = new long[18];
  private @Nullable MemorySegment listing;

  private Scratch() {}

  /// The calling thread's own.
  static Scratch current() {
    return CURRENT.get();
  }

  /// Where a call leaves its error number.
  MemorySegment callState() {
    return callState;
  }

  /// The error number of the last call that failed.
  int errno() {
    return callState.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
  }

  /// Room for one structure: 256 bytes, 8-byte aligned.
  MemorySegment struct() {
    return struct;
  }

  /// The first 18 words of what [#struct] holds; overwritten by the thread's next question.
  long[] structWords() {
    MemorySegment.copy(struct, ValueLayout.JAVA_LONG, 0, words, 0, words.length);
    return words;
  }

  /// Writes `bytes` and a NUL.
  ///
  /// @return where
  long first(byte[] bytes) {
    return put(FIRST, bytes);
  }

  /// Writes `bytes` and a NUL, beside what [#first] holds.
  ///
  /// @return where
  long second(byte[] bytes) {
    return put(SECOND, bytes);
  }

  /// Room for a result of up to [#PATH_MAX] bytes, where [#second] would write.
  MemorySegment result() {
    return memory.asSlice(SECOND, PATH_MAX);
  }

  /// Room for directory entries.
  MemorySegment listing() {
    MemorySegment there = listing;
    if (there == null) {
      there = Arena.ofAuto().allocate(LISTING_BYTES, 8);
      listing = there;
    }
    return there;
  }

  private long put(int at, byte[] bytes) {
    // A name of PATH_MAX bytes or more is cut there, where the kernel answers ENAMETOOLONG.
    int length = Math.min(bytes.length, PATH_MAX);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at, length);
    memory.set(ValueLayout.JAVA_BYTE, at + (long) length, (byte) 0);
    return memory.address() + at;
  }
}
