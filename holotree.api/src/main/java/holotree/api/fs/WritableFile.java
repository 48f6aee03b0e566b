package holotree.api.fs;

import java.lang.foreign.MemorySegment;

/// A new file being written by several threads at once. Thread-safe.
public interface WritableFile extends AutoCloseable {

  /// Writes all of `content` at `offset`.
  ///
  /// @param offset bytes from the start of the file
  /// @param content native, kept by the caller
  void write(long offset, MemorySegment content);

  /// Gives the file its modification time, once everything was written.
  FileStat finish(long mtimeSeconds, int mtimeNanos);

  /// Closes the file; it stays as it is. Idempotent.
  @Override
  void close();
}
