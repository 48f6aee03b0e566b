package holotree.cli;

import holotree.api.CatalogEntry;
import java.time.DateTimeException;
import java.time.Instant;

/// An entry of a catalog as one line, like `ls -l`: `-rw-r--r-- 1234 2025-01-02T03:04:05Z a/b`.
final class EntryLine {

  private static final String BITS = "rwxrwxrwx";
  private static final int SIZE_COLUMNS = 12;

  private EntryLine() {}

  /// The line, without its end.
  static String of(CatalogEntry entry) {
    return switch (entry) {
      case CatalogEntry.Directory directory -> line('d', directory.mode(), 0, entry, "");
      case CatalogEntry.File file -> line('-', file.mode(), file.size(), entry, "");
      case CatalogEntry.Symlink symlink ->
          line('l', 0777, symlink.target().length(), entry, " -> " + symlink.target());
    };
  }

  private static String line(char type, int mode, long size, CatalogEntry entry, String tail) {
    StringBuilder line = new StringBuilder(96).append(type);
    for (int bit = 0; bit < BITS.length(); bit++) {
      boolean set = (mode >> (BITS.length() - 1 - bit) & 1) != 0;
      line.append(set ? BITS.charAt(bit) : '-');
    }
    String length = Long.toString(size);
    String path = entry.path().toString();
    return line.append(" ".repeat(Math.max(1, SIZE_COLUMNS + 1 - length.length())))
        .append(length)
        .append("  ")
        .append(time(entry))
        .append("  ")
        .append(path.isEmpty() ? "." : path)
        .append(tail)
        .toString();
  }

  private static String time(CatalogEntry entry) {
    try {
      return Instant.ofEpochSecond(entry.mtimeSeconds(), entry.mtimeNanos()).toString();
    } catch (DateTimeException _) {
      // A file system may hold times that Java's calendar cannot name.
      return "@" + entry.mtimeSeconds();
    }
  }
}
