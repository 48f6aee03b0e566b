package holotree.engine.relocate;

import java.lang.foreign.MemorySegment;

/// Gives back the content of one restored file, filler where the target's path stands. Thread-safe
/// as far as the restored file is: pieces may be read in any order and in parallel.
public final class FileUndo {

  private final Edits edits;
  private final RestoredFile restored;

  FileUndo(Edits edits, RestoredFile restored) {
    this.edits = edits;
    this.restored = restored;
  }

  /// Length that the restored file must have, bytes; a file of any other length differs.
  public long restoredSize() {
    return edits.restoredSize();
  }

  /// Length of the content, bytes.
  public long contentSize() {
    return edits.contentSize();
  }

  /// Gives back a piece of the content.
  ///
  /// @param contentOffset where the piece lies in the content, bytes
  /// @param into filled, or up to the content's end; kept by the caller
  /// @param scratch native; the restored bytes pass through it; kept by the caller; at least 1 byte
  /// @return bytes of the content; -1 if a place does not hold the target's path or the file is too
  ///     short: the file differs, and `into` is undefined
  public long read(long contentOffset, MemorySegment into, MemorySegment scratch) {
    long count = Math.min(into.byteSize(), edits.contentSize() - contentOffset);
    if (count <= 0) {
      return 0;
    }
    MemorySegment piece = into.asSlice(0, count);
    long end = contentOffset + count;
    RestoredCursor in =
        new RestoredCursor(
            restored, scratch, edits.restoredOffset(contentOffset), edits.restoredOffset(end));
    long at = contentOffset;
    for (int edit = edits.firstEndingAfter(contentOffset);
        edit < edits.count() && edits.start(edit) < end;
        edit++) {
      long start = edits.start(edit);
      if (start >= contentOffset
          && !(in.copy(piece, at - contentOffset, start - at) && in.skip(edits.text(edit)))) {
        return -1;
      }
      edits.writeOriginal(edit, piece, contentOffset);
      at = Math.min(edits.end(edit), end);
    }
    return in.copy(piece, at - contentOffset, end - at) ? count : -1;
  }
}
