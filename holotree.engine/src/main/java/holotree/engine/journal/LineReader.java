package holotree.engine.journal;

import holotree.api.fs.StoredFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/// Reads the lines of a file, of which little is in memory at a time.
final class LineReader {

  /// Longest line that is read, its end included, bytes. The journal's are under 1 KiB.
  static final int LONGEST = 64 << 10;

  private final byte[] buffer = new byte[LONGEST];
  private final Consumer<JournalLine> each;
  private int filled;
  private boolean tooLong;
  private long foreign;

  private LineReader(Consumer<JournalLine> each) {
    this.each = each;
  }

  /// Reads all lines.
  ///
  /// @return lines passed over: torn, too long, or foreign
  static long read(StoredFile file, Consumer<JournalLine> each) {
    LineReader reader = new LineReader(each);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment window = arena.allocate(LONGEST);
      for (long at = 0; at < file.size(); at += LONGEST) {
        MemorySegment piece = window.asSlice(0, Math.min(LONGEST, file.size() - at));
        file.read(at, piece);
        reader.take(piece.toArray(ValueLayout.JAVA_BYTE));
      }
    }
    return reader.end();
  }

  private void take(byte[] piece) {
    for (byte value : piece) {
      if (value == '\n') {
        endLine();
      } else if (filled < LONGEST) {
        buffer[filled++] = value;
      } else {
        tooLong = true;
      }
    }
  }

  private void endLine() {
    JournalLine line = tooLong ? null : JournalLine.decode(buffer, 0, filled);
    if (line == null) {
      foreign++;
    } else {
      each.accept(line);
    }
    filled = 0;
    tooLong = false;
  }

  private long end() {
    // A line without its end was torn.
    return filled > 0 ? foreign + 1 : foreign;
  }
}
