package holotree.engine.relocate;

import holotree.api.error.CorruptException;
import java.lang.foreign.MemorySegment;

/// Turns the content of one file into what is restored of it. Immutable and thread-safe: pieces may
/// be written in any order and in parallel.
public final class FilePatch {

  /// Takes what is restored.
  @FunctionalInterface
  public interface Sink {

    /// Takes bytes that belong at `offset` of the restored file.
    ///
    /// @param bytes read only, valid until this returns; a part of the buffer or of the piece
    void write(long offset, MemorySegment bytes);
  }

  private final String file;
  private final Edits edits;

  /// @param file the file's name for messages
  FilePatch(String file, Edits edits) {
    this.file = file;
    this.edits = edits;
  }

  /// Length of the restored file, bytes.
  public long restoredSize() {
    return edits.restoredSize();
  }

  /// Writes what is restored of one piece of the content. A place that reaches over an end of the
  /// piece belongs to the piece where it starts. All pieces together give the whole file, each byte
  /// once.
  ///
  /// @param pieceOffset where the piece lies in the content, bytes
  /// @param piece a piece of the content; read only
  /// @param buffer gathers small parts: a piece whose result fits goes out in one call; written to,
  ///     kept by the caller; at least 1 byte
  /// @param sink called in the order of the file
  /// @throws CorruptException if filler is missing; what was written is then worthless
  public void write(long pieceOffset, MemorySegment piece, MemorySegment buffer, Sink sink) {
    long pieceEnd = pieceOffset + piece.byteSize();
    OutputGatherer out = new OutputGatherer(buffer, sink, edits.restoredOffset(pieceOffset));
    long at = pieceOffset;
    for (int edit = edits.firstEndingAfter(pieceOffset);
        edit < edits.count() && edits.start(edit) < pieceEnd;
        edit++) {
      edits.requireFiller(edit, piece, pieceOffset, file);
      long start = edits.start(edit);
      if (start >= pieceOffset) {
        out.append(piece, at - pieceOffset, start - at);
        out.append(edits.text(edit));
      }
      at = Math.min(edits.end(edit), pieceEnd);
    }
    out.append(piece, at - pieceOffset, pieceEnd - at);
    out.flush();
  }
}
