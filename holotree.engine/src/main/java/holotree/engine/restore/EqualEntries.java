package holotree.engine.restore;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// Finds entries that are equal in some respect. 8 bytes an entry.
final class EqualEntries {

  private static final long LOW = 0xFFFF_FFFFL;

  // Hash in the high half, entry in the low one; equal hashes lie together, entries ascending.
  private final long[] sorted;

  private EqualEntries(long[] sorted) {
    this.sorted = sorted;
  }

  /// Sorts the members among the first `size` entries.
  ///
  /// @param hash equal for equal entries
  static EqualEntries of(int size, IntPredicate member, IntUnaryOperator hash) {
    long[] keys = new long[size];
    int count = 0;
    for (int entry = 0; entry < size; entry++) {
      if (member.test(entry)) {
        keys[count++] = (long) hash.applyAsInt(entry) << 32 | entry;
      }
    }
    long[] sorted = Arrays.copyOf(keys, count);
    Arrays.sort(sorted);
    return new EqualEntries(sorted);
  }

  /// The entries that equal an earlier one.
  BitSet repeated(Equality equality) {
    BitSet repeated = new BitSet();
    forEachPair(equality, (_, later) -> repeated.set(later));
    return repeated;
  }

  /// Visits each entry that equals an earlier one, together with the first that it equals; ascending
  /// among equals.
  void forEachPair(Equality equality, Pair visitor) {
    int run = 0;
    for (int at = 1; at < sorted.length; at++) {
      if (sorted[at] >>> 32 != sorted[run] >>> 32) {
        run = at;
      }
      int later = (int) (sorted[at] & LOW);
      for (int i = run; i < at; i++) {
        int earlier = (int) (sorted[i] & LOW);
        if (equality.test(earlier, later)) {
          visitor.visit(earlier, later);
          break;
        }
      }
    }
  }

  /// Whether two entries are equal.
  interface Equality {
    boolean test(int first, int second);
  }

  /// Takes two equal entries.
  interface Pair {
    void visit(int first, int later);
  }
}
