package holotree.fs.windows;

import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;

/// The memory of one call. Not thread-safe.
final class NativeCall implements AutoCloseable {

  private static final long LAST_ERROR =
      NativeLibrary.CALL_STATE.byteOffset(PathElement.groupElement("GetLastError"));
  private static final long ALIGNMENT = 8;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment state = arena.allocate(NativeLibrary.CALL_STATE);

  /// What the call leaves its error number in.
  MemorySegment state() {
    return state;
  }

  /// Zeroed memory for a structure.
  MemorySegment structure(long bytes) {
    return arena.allocate(bytes, ALIGNMENT);
  }

  /// A string of `WCHAR`, with a zero at its end.
  MemorySegment wide(String text) {
    MemorySegment wide = arena.allocate(2L * text.length() + 2, ALIGNMENT);
    MemorySegment.copy(text.toCharArray(), 0, wide, JAVA_CHAR, 0, text.length());
    return wide;
  }

  /// The error that the call left.
  WindowsError lastError() {
    return new WindowsError(state.get(JAVA_INT, LAST_ERROR));
  }

  /// @param result of a function that returns 0 when it fails
  void require(int result) throws WindowsError {
    if (result == 0) {
      throw lastError();
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
