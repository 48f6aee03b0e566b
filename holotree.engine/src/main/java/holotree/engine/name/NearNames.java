package holotree.engine.name;

import java.util.Comparator;
import java.util.List;

/// Which names look like one that is not there.
public final class NearNames {

  private static final int MOST = 3;

  private NearNames() {}

  /// The nearest names, best first, at most 3: those within a third of the wanted name's length by
  /// Levenshtein's distance (1966), or that begin with it.
  public static List<String> of(String wanted, List<String> names) {
    int limit = Math.max(1, wanted.length() / 3);
    return names.stream()
        .filter(name -> name.startsWith(wanted) || distance(wanted, name) <= limit)
        .sorted(Comparator.comparingInt((String name) -> distance(wanted, name)))
        .limit(MOST)
        .toList();
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
