package holotree.engine.verify;

import holotree.api.Catalog;
import holotree.api.fs.FileStat;
import holotree.engine.verify.Finding.Aspect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers what differs. Thread-safe.
final class Findings {

  private final List<Finding> found = new ArrayList<>();

  synchronized void add(
      int entry,
      byte[] path,
      Aspect aspect,
      String expected,
      String actual,
      @Nullable FileStat there) {
    found.add(new Finding(entry, path, aspect, expected, actual, there));
  }

  /// Adds that a file has other bytes.
  void differs(Catalog catalog, int entry, FileStat there) {
    add(
        entry,
        catalog.path(entry),
        Aspect.CONTENT,
        "content " + catalog.content(entry),
        "other bytes",
        there);
  }

  /// All of them, in tree order.
  synchronized List<Finding> sorted() {
    return found.stream()
        .sorted(
            Comparator.comparingInt(Finding::entry)
                .thenComparing(Finding::path, Arrays::compareUnsigned)
                .thenComparing(Finding::aspect))
        .toList();
  }
}
