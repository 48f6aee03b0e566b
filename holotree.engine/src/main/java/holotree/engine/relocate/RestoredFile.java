package holotree.engine.relocate;

import java.lang.foreign.MemorySegment;

/// A restored file as it is now.
@FunctionalInterface
public interface RestoredFile {

  /// Reads from `offset` until `into` is full or the file ends.
  ///
  /// @return bytes read; less than `into` holds only at the end of the file
  long read(long offset, MemorySegment into);
}
