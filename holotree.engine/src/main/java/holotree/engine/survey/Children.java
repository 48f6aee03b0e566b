package holotree.engine.survey;

import holotree.api.Catalog;

/// The entries of each directory of a catalog, side by side in the order of their names. Immutable. 8
/// bytes an entry.
final class Children {

  /// What [#find] says of a name that is not there.
  static final int NONE = -1;

  private final Catalog catalog;
  private final int[] starts;
  private final int[] entries;

  private Children(Catalog catalog, int[] starts, int[] entries) {
    this.catalog = catalog;
    this.starts = starts;
    this.entries = entries;
  }

  static Children of(Catalog catalog) {
    int size = catalog.size();
    int[] starts = new int[size + 1];
    for (int entry = 1; entry < size; entry++) {
      starts[catalog.parent(entry) + 1]++;
    }
    for (int entry = 0; entry < size; entry++) {
      starts[entry + 1] += starts[entry];
    }
    int[] next = starts.clone();
    int[] entries = new int[size - 1];
    for (int entry = 1; entry < size; entry++) {
      entries[next[catalog.parent(entry)]++] = entry;
    }
    return new Children(catalog, starts, entries);
  }

  /// Where the children of `directory` begin, for [#get].
  int first(int directory) {
    return starts[directory];
  }

  /// Where they end.
  int end(int directory) {
    return starts[directory + 1];
  }

  /// The entry at a place.
  int get(int place) {
    return entries[place];
  }

  /// The entry `name` of `directory`; [#NONE] if there is none.
  int find(int directory, byte[] name) {
    int low = starts[directory];
    int high = starts[directory + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = catalog.compareName(entries[middle], name);
      if (order == 0) {
        return entries[middle];
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NONE;
  }
}
