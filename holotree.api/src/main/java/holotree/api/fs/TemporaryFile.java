package holotree.api.fs;

import java.lang.foreign.MemorySegment;

/// A file that has no name yet. Not thread-safe.
public interface TemporaryFile extends AutoCloseable {

  /// Writes all of `bytes` at the end.
  ///
  /// @param bytes native, kept by the caller
  void append(MemorySegment bytes);

  /// Bytes written.
  long length();

  /// Removes the file, unless it was published. Idempotent.
  @Override
  void close();
}
