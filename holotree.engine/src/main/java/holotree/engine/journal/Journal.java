package holotree.engine.journal;

import holotree.api.error.HolotreeException;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.engine.file.WholeFile;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The journal in a home: a file for each month (UTC), a line for each thing done. Best effort:
/// nothing is synced, and what cannot be noted is not. Thread-safe, across processes too.
public final class Journal {

  /// Months kept, the current one included.
  public static final int MONTHS_KEPT = 13;

  private static final String DIRECTORY = "journal";
  private static final String SUFFIX = ".jsonl";
  private static final String MONTH_PATTERN = "\\d{4}-\\d{2}\\.jsonl";

  private final LibraryStore store;

  /// The journal in a home's store.
  public Journal(LibraryStore store) {
    this.store = store;
  }

  /// Adds a line, in one write; the first one of a month drops the months that are too old. Never fails:
  /// a home that is full, or that one can only read, keeps no journal.
  public void add(JournalLine line) {
    YearMonth month = YearMonth.from(line.time().atOffset(ZoneOffset.UTC));
    try {
      boolean first = store.stat(path(month)) == null;
      WholeFile.append(store, path(month), line.encode());
      if (first) {
        drop(month.minusMonths(MONTHS_KEPT - 1));
      }
    } catch (HolotreeException notNoted) {
      // What was done counts, not the note of it.
    }
  }

  /// Reads the lines of everything that began at `since` or later, month by month.
  ///
  /// @return lines passed over: torn ones, and those of others
  public long read(Instant since, Consumer<JournalLine> each) {
    YearMonth first = YearMonth.from(since.atOffset(ZoneOffset.UTC));
    long foreign = 0;
    for (String name : store.list(DIRECTORY)) {
      YearMonth month = month(name);
      if (month != null && !month.isBefore(first)) {
        foreign += read(path(month), since, each);
      }
    }
    return foreign;
  }

  private long read(String path, Instant since, Consumer<JournalLine> each) {
    try (StoredFile file = store.open(path)) {
      return file == null
          ? 0
          : LineReader.read(
              file,
              line -> {
                if (!line.time().isBefore(since)) {
                  each.accept(line);
                }
              });
    }
  }

  private void drop(YearMonth oldest) {
    List<String> names = store.list(DIRECTORY);
    for (String name : names) {
      YearMonth month = month(name);
      if (month != null && month.isBefore(oldest)) {
        store.delete(path(month));
      }
    }
  }

  private static String path(YearMonth month) {
    return DIRECTORY + "/" + month + SUFFIX;
  }

  // What else lies there is passed over.
  private static @Nullable YearMonth month(String name) {
    if (!name.matches(MONTH_PATTERN)) {
      return null;
    }
    try {
      return YearMonth.parse(name.substring(0, name.length() - SUFFIX.length()));
    } catch (DateTimeException noMonth) {
      return null;
    }
  }
}
