package holotree.fs.windows;

import holotree.fs.windows.Patience.Wait;
import java.lang.foreign.MemorySegment;

/// Moves whole segments to and from files, in calls of at most 1 GiB, completing short reads and writes.
final class Transfer {

  private static final long LARGEST = 1 << 30;

  private Transfer() {}

  /// Reads from `offset` until `into` is full or the file ends.
  ///
  /// @return bytes read
  static long read(Disk disk, long file, long offset, MemorySegment into) throws WindowsError {
    requireNative(into);
    long length = into.byteSize();
    long done = 0;
    while (done < length) {
      long at = done;
      MemorySegment rest = into.asSlice(at, Math.min(length - at, LARGEST));
      int count =
          disk.patience().until(Wait.HELD, () -> disk.kernel().read(file, offset + at, rest));
      if (count == 0) {
        break;
      }
      done += count;
    }
    return done;
  }

  /// Writes all of `from` at `offset`.
  static void write(Disk disk, long file, long offset, MemorySegment from) throws WindowsError {
    requireNative(from);
    long length = from.byteSize();
    long done = 0;
    while (done < length) {
      long at = done;
      MemorySegment rest = from.asSlice(at, Math.min(length - at, LARGEST));
      int count =
          disk.patience().until(Wait.HELD, () -> disk.kernel().write(file, offset + at, rest));
      if (count == 0) {
        throw SystemError.ERROR_HANDLE_DISK_FULL.asError();
      }
      done += count;
    }
  }

  /// @throws IllegalArgumentException if a segment is on the heap
  static void requireNative(MemorySegment segment) {
    if (!segment.isNative()) {
      throw new IllegalArgumentException("segment on the heap");
    }
  }
}
