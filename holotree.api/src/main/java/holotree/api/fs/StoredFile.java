package holotree.api.fs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A published file, open for reading. Thread-safe.
public interface StoredFile extends AutoCloseable {

  /// Where it is, for messages: absolute.
  String displayPath();

  /// What it was when it was opened.
  FileStat stat();

  /// Its length when it was opened, bytes.
  default long size() {
    return stat().size();
  }

  /// Reads exactly `into.byteSize()` bytes.
  ///
  /// @param offset bytes from the start of the file
  /// @param into native, kept by the caller
  /// @throws holotree.api.error.CorruptException if the file ends before
  void read(long offset, MemorySegment into);

  /// Maps a range, to be read in Java alone; never handed to native code, such as a codec or the runtime's
  /// checksums: a file that is cut short meanwhile would end the process there. In Java, that is an
  /// `InternalError`.
  ///
  /// @param offset bytes from the start of the file
  /// @param length bytes; the range lies inside the file
  /// @param arena whose closing ends the mapping
  MemorySegment map(long offset, long length, Arena arena);

  /// Tells the system that a range will be read soon. Never fails.
  void prefetch(long offset, long length);

  /// Sets its modification time to now, so that it counts as used lately. Never fails.
  void touch();

  /// Closes the file; mappings stay. Idempotent.
  @Override
  void close();
}
