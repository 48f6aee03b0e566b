package holotree.fs.posix;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The version of musl, a C library that has no call which tells it: it stands in the library's file as a
/// C string.
final class MuslVersion {

  private static final String MAPS = "/proc/self/maps";
  private static final int BLOCK_BYTES = 64 << 10;
  private static final int MOST_BYTES = 8 << 20;

  private static final Pattern MAPPED =
      Pattern.compile("(?m) (/\\S*/(?:ld-musl-|libc\\.musl-)\\S+)$");
  private static final Pattern VERSION = Pattern.compile("\0([0-9]+\\.[0-9]+\\.[0-9]+)\0");

  private MuslVersion() {}

  /// Such as `musl-1.2.5`; empty if this process runs with another library.
  static String ofThisProcess() {
    Matcher mapped = MAPPED.matcher(content(MAPS));
    return mapped.find() ? in(content(mapped.group(1))) : "";
  }

  /// Such as `musl-1.2.5`; empty if the library says nothing.
  ///
  /// @param library its file, a character for each byte
  static String in(String library) {
    Matcher version = VERSION.matcher(library);
    return library.contains("musl libc") && version.find() ? "musl-" + version.group(1) : "";
  }

  // A file of the system that cannot be read tells nothing; what is asked for is a name, not the
  // file.
  private static String content(String path) {
    int file = Libc.openat(Libc.AT_FDCWD, EntryName.bytes(path), OpenFlag.READ, 0);
    if (file < 0) {
      return "";
    }
    try (Arena arena = Arena.ofConfined()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      MemorySegment block = arena.allocate(BLOCK_BYTES);
      long count;
      do {
        count = Transfer.read(file, bytes.size(), block);
        if (count > 0) {
          bytes.writeBytes(block.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
        }
      } while (count > 0 && bytes.size() < MOST_BYTES);
      return bytes.toString(StandardCharsets.ISO_8859_1);
    } finally {
      Libc.close(file);
    }
  }
}
