package holotree.engine.record;

import holotree.api.Digest;
import holotree.engine.frame.SlabPool.Slab;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// A batch that was read, cleared of the stage's path and digested. Its contents lie in `slab`.
///
/// @param batch what was read
/// @param slab the memory it lies in, on loan
/// @param contents the files or the piece, in the batch's order
/// @param changed the first file that was not as the scan saw it; -1 if all were; contents then end
///     before it
record DigestedBatch(Batch batch, Slab slab, List<Content> contents, int changed) {

  /// A chunk: a whole file or a piece.
  ///
  /// @param entry the file
  /// @param bytes its bytes, with filler
  /// @param digest their digest
  /// @param found where filler was put and what the file is
  record Content(int entry, MemorySegment bytes, Digest digest, FoundPaths found) {}
}
