package holotree.engine.verify;

import holotree.engine.verify.Finding.Aspect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Gathers what differs. Thread-safe.
final class Findings {

  private final List<Finding> found = new ArrayList<>();

  synchronized void add(int entry, byte[] path, Aspect aspect, String expected, String actual) {
    found.add(new Finding(entry, path, aspect, expected, actual));
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
