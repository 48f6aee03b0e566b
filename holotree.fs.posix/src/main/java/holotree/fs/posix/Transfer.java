package holotree.fs.posix;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/// Moves whole segments to and from files, completing short reads and writes.
final class Transfer {

  private Transfer() {}

  /// Reads from `offset` until `into` is full or the file ends.
  ///
  /// @return bytes read, or an error
  static long read(int file, long offset, MemorySegment into) {
    long address = address(into);
    long length = into.byteSize();
    long done = 0;
    try {
      while (done < length) {
        long count = Libc.pread64(file, address + done, length - done, offset + done);
        if (count < 0) {
          return count;
        }
        if (count == 0) {
          break;
        }
        done += count;
      }
    } finally {
      Reference.reachabilityFence(into);
    }
    return done;
  }

  /// Writes all of `from` where the file stands.
  ///
  /// @return 0, or an error
  static long append(int file, MemorySegment from) {
    long address = address(from);
    long length = from.byteSize();
    long done = 0;
    try {
      while (done < length) {
        long count = Libc.write(file, address + done, length - done);
        if (count <= 0) {
          return count == 0 ? Errno.EIO.asResult() : count;
        }
        done += count;
      }
    } finally {
      Reference.reachabilityFence(from);
    }
    return 0;
  }

  /// Writes all of `from` at `offset`.
  ///
  /// @return 0, or an error
  static long write(int file, long offset, MemorySegment from) {
    long address = address(from);
    long length = from.byteSize();
    long done = 0;
    try {
      while (done < length) {
        long count = Libc.pwrite64(file, address + done, length - done, offset + done);
        if (count <= 0) {
          return count == 0 ? Errno.EIO.asResult() : count;
        }
        done += count;
      }
    } finally {
      Reference.reachabilityFence(from);
    }
    return 0;
  }

  // Addresses go to the kernel as numbers, past the checks that the linker would make.
  private static long address(MemorySegment segment) {
    if (!segment.isNative()) {
      throw new IllegalArgumentException("segment on the heap");
    }
    if (!segment.scope().isAlive() || !segment.isAccessibleBy(Thread.currentThread())) {
      throw new IllegalStateException("segment closed, or another thread's");
    }
    return segment.address();
  }
}
