package holotree.engine.file;

import holotree.api.error.CorruptException;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// Whole files that fit in the heap.
public final class WholeFile {

  private WholeFile() {}

  /// The bytes of a file; null if there is none.
  ///
  /// @param limit longest the file may be, bytes
  /// @throws CorruptException if it is longer
  public static byte @Nullable [] read(LibraryStore store, String path, long limit) {
    try (StoredFile file = store.open(path)) {
      if (file == null) {
        return null;
      }
      if (file.size() > limit) {
        throw new CorruptException(
            file.displayPath(), limit, "at most " + limit + " bytes", file.size() + " bytes");
      }
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment bytes = arena.allocate(Math.max(1, file.size())).asSlice(0, file.size());
        file.read(0, bytes);
        return bytes.toArray(ValueLayout.JAVA_BYTE);
      }
    }
  }

  /// Writes a file unless its name is taken.
  ///
  /// @return whether the name was free
  public static boolean publish(LibraryStore store, String path, byte[] bytes) {
    try (Arena arena = Arena.ofConfined();
        TemporaryFile file = store.createTemporary()) {
      file.append(arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes));
      return store.publish(file, path);
    }
  }

  /// Writes at the end of a file, in one write; nothing is synced.
  public static void append(LibraryStore store, String path, byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      store.append(path, arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes));
    }
  }

  /// Writes a file in place of what has its name.
  public static void replace(LibraryStore store, String path, byte[] bytes) {
    try (Arena arena = Arena.ofConfined();
        TemporaryFile file = store.createTemporary()) {
      file.append(arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes));
      store.replace(file, path);
    }
  }
}
