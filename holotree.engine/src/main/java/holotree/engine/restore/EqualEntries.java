package holotree.engine.restore;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// Finds entries that are equal in some respect. 8 bytes an entry.
final class EqualEntries {

  private static final long LOW = 0xFFFF_FFFFL;

  // Hash in the high half, entry in the low one; equal entries lie together, ascending.
  private final long[] sorted;
  private final Order order;

  private EqualEntries(long[] sorted, Order order) {
    this.sorted = sorted;
    this.order = order;
  }

  /// Sorts the members among the first `size` entries.
  ///
  /// @param hash equal for equal entries
  /// @param order decides among entries of one hash, however many those are
  static EqualEntries of(int size, IntPredicate member, IntUnaryOperator hash, Order order) {
    long[] keys = new long[size];
    int count = 0;
    for (int entry = 0; entry < size; entry++) {
      if (member.test(entry)) {
        keys[count++] = (long) hash.applyAsInt(entry) << 32 | entry;
      }
    }
    long[] sorted = Arrays.copyOf(keys, count);
    Arrays.sort(sorted);
    EqualEntries entries = new EqualEntries(sorted, order);
    int run = 0;
    for (int at = 1; at <= count; at++) {
      if (at == count || sorted[at] >>> 32 != sorted[run] >>> 32) {
        entries.sortRun(run, at - run);
        run = at;
      }
    }
    return entries;
  }

  // A heap sort: in place, and never slow, since whoever made a catalog chooses the hashes in it.
  private void sortRun(int from, int length) {
    for (int root = length / 2 - 1; root >= 0; root--) {
      sink(from, root, length);
    }
    for (int left = length - 1; left > 0; left--) {
      swap(from, from + left);
      sink(from, 0, left);
    }
  }

  private void sink(int from, int start, int length) {
    int root = start;
    int child = 2 * root + 1;
    while (child < length) {
      if (child + 1 < length && compare(from + child, from + child + 1) < 0) {
        child++;
      }
      if (compare(from + root, from + child) >= 0) {
        return;
      }
      swap(from + root, from + child);
      root = child;
      child = 2 * root + 1;
    }
  }

  private int compare(int one, int other) {
    int ordered = order.compare(entry(one), entry(other));
    return ordered == 0 ? Integer.compare(entry(one), entry(other)) : ordered;
  }

  private void swap(int one, int other) {
    long key = sorted[one];
    sorted[one] = sorted[other];
    sorted[other] = key;
  }

  private int entry(int at) {
    return (int) (sorted[at] & LOW);
  }

  /// The entries that equal an earlier one.
  BitSet repeated() {
    BitSet repeated = new BitSet();
    forEachPair((_, later) -> repeated.set(later));
    return repeated;
  }

  /// Visits each entry that equals an earlier one, together with the first that it equals; ascending
  /// among equals.
  void forEachPair(Pair visitor) {
    int first = 0;
    for (int at = 1; at < sorted.length; at++) {
      boolean equal =
          sorted[at] >>> 32 == sorted[first] >>> 32 && order.compare(entry(first), entry(at)) == 0;
      if (equal) {
        visitor.visit(entry(first), entry(at));
      } else {
        first = at;
      }
    }
  }

  /// Orders entries: 0 for two that are equal.
  interface Order {
    int compare(int one, int other);
  }

  /// Takes two equal entries.
  interface Pair {
    void visit(int first, int later);
  }
}
