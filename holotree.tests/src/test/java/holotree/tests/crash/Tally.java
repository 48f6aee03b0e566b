package holotree.tests.crash;

import java.util.Map;
import java.util.TreeMap;

/// Counts of what came about in a long test, for its report. Not thread-safe.
final class Tally {

  private final Map<String, Integer> counts = new TreeMap<>();

  void add(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /// Adds, and prints all counts at every thousandth of it: a run of hours that is stopped has counted.
  @SuppressWarnings("SystemOut")
  void addAndTell(String what) {
    add(what);
    if (of(what) % 1000 == 0) {
      System.out.println(this);
    }
  }

  int of(String what) {
    return counts.getOrDefault(what, 0);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach((what, count) -> text.append("  %6d %s%n".formatted(count, what)));
    return text.toString();
  }
}
