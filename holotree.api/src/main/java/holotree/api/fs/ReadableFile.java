package holotree.api.fs;

import java.lang.foreign.MemorySegment;

/// A file open for reading. Thread-safe.
public interface ReadableFile extends AutoCloseable {

  /// What the open file is now.
  FileStat stat();

  /// Reads from `offset` until `into` is full or the file ends.
  ///
  /// @param offset bytes from the start of the file
  /// @param into native, kept by the caller
  /// @return bytes read; less than `into` holds only at the end of the file
  long read(long offset, MemorySegment into);

  /// Closes the file. Idempotent.
  @Override
  void close();
}
