package holotree.fs.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Goes over the kernel's directory entries (`struct linux_dirent64`), `.` and `..` left out. Not
/// thread-safe, but may be handed from thread to thread.
///
/// Entries are read in 64 KiB pieces into the calling thread's own memory, of which only what was
/// filled is kept: a small directory costs two calls and its own size.
final class EntryReader {

  // The longest entry: 19 bytes, a name of 255, a NUL, rounded up to 8.
  private static final int MAX_ENTRY_BYTES = 280;
  private static final int LENGTH_AT = 16;
  private static final int NAME_AT = 19;
  private static final byte[] NOTHING = {};

  private byte[] piece = NOTHING;
  private int next;
  private int current;
  private boolean ended;

  /// Reads one piece.
  ///
  /// @return 0, or an error
  int fill(int directory) {
    MemorySegment listing = Scratch.current().listing();
    int filled = 0;
    int error = 0;
    while (!ended && error == 0 && Scratch.LISTING_BYTES - filled >= MAX_ENTRY_BYTES) {
      int count =
          Libc.getdents64(directory, listing.address() + filled, Scratch.LISTING_BYTES - filled);
      if (count > 0) {
        filled += count;
      } else {
        ended = count == 0;
        error = count;
      }
    }
    piece = new byte[filled];
    MemorySegment.copy(listing, ValueLayout.JAVA_BYTE, 0, piece, 0, filled);
    next = 0;
    return error;
  }

  /// Whether the directory has been read to its end, so that no further piece follows.
  boolean isComplete() {
    return ended;
  }

  /// Steps to the next entry of the piece; false at its end.
  boolean step() {
    while (next < piece.length) {
      current = next;
      next += shortAt(current + LENGTH_AT);
      if (!isDotOrDotDot()) {
        return true;
      }
    }
    return false;
  }

  /// The entry's name, in an array of the caller's own.
  byte[] name() {
    int from = current + NAME_AT;
    int to = from;
    while (piece[to] != 0) {
      to++;
    }
    return Arrays.copyOfRange(piece, from, to);
  }

  private boolean isDotOrDotDot() {
    int at = current + NAME_AT;
    return piece[at] == '.' && (piece[at + 1] == 0 || (piece[at + 1] == '.' && piece[at + 2] == 0));
  }

  private int shortAt(int at) {
    return Byte.toUnsignedInt(piece[at]) | Byte.toUnsignedInt(piece[at + 1]) << 8;
  }
}
