package holotree.engine.relocate;

import java.lang.foreign.MemorySegment;

/// Reads a stretch of a restored file from its beginning to its end, in few reads. Not thread-safe;
/// the scratch memory stays the caller's.
final class RestoredCursor {

  private final RestoredFile file;
  private final MemorySegment scratch;
  private final long end;
  private long offset;
  private long next;
  private long filled;

  /// @param offset the first byte of the stretch in the file
  /// @param end the end of the stretch in the file
  RestoredCursor(RestoredFile file, MemorySegment scratch, long offset, long end) {
    this.file = file;
    this.scratch = scratch;
    this.offset = offset;
    this.end = end;
  }

  /// Copies the next `count` bytes; false if the file ends before.
  boolean copy(MemorySegment into, long at, long count) {
    long done = 0;
    while (done < count) {
      long wanted = count - done;
      if (next == filled && wanted >= scratch.byteSize()) {
        long read = file.read(offset, into.asSlice(at + done, wanted));
        offset += read;
        return read == wanted;
      }
      if (!fill()) {
        return false;
      }
      long part = Math.min(wanted, filled - next);
      MemorySegment.copy(scratch, next, into, at + done, part);
      next += part;
      done += part;
    }
    return true;
  }

  /// Whether the next bytes are `text`; they are then behind the cursor.
  boolean skip(byte[] text) {
    MemorySegment expected = MemorySegment.ofArray(text);
    long done = 0;
    while (done < text.length) {
      if (!fill()) {
        return false;
      }
      long part = Math.min(text.length - done, filled - next);
      if (MemorySegment.mismatch(scratch, next, next + part, expected, done, done + part) >= 0) {
        return false;
      }
      next += part;
      done += part;
    }
    return true;
  }

  private boolean fill() {
    if (next == filled) {
      long count = Math.min(scratch.byteSize(), end - offset);
      filled = count <= 0 ? 0 : file.read(offset, scratch.asSlice(0, count));
      next = 0;
      offset += filled;
    }
    return filled > 0;
  }
}
