package holotree.engine.record;

import holotree.api.Digest;
import java.util.ArrayList;
import java.util.List;

/// A set of digests in about 40 bytes each, where objects would take 100. Grows; nothing is removed. Not
/// thread-safe.
final class DigestSet {

  private static final int IN_BLOCK = 4096;

  // Digests in the order they came, and where each is: its number plus one; 0 where none is.
  private final List<byte[]> blocks = new ArrayList<>();
  private int[] table = new int[1024];
  private int size;

  /// Adds a digest.
  ///
  /// @return whether it was not in the set yet
  boolean add(Digest digest) {
    int slot = slot(digest);
    if (table[slot] != 0) {
      return false;
    }
    if (size % IN_BLOCK == 0) {
      blocks.add(new byte[IN_BLOCK * Digest.BYTES]);
    }
    digest.put(blocks.getLast(), size % IN_BLOCK * Digest.BYTES);
    table[slot] = ++size;
    if (size > table.length / 4 * 3) {
      grow();
    }
    return true;
  }

  private Digest get(int number) {
    return Digest.at(blocks.get(number / IN_BLOCK), number % IN_BLOCK * Digest.BYTES);
  }

  private void grow() {
    table = new int[Math.multiplyExact(table.length, 2)];
    for (int number = 0; number < size; number++) {
      table[slot(get(number))] = number + 1;
    }
  }

  // Open addressing, one step at a time.
  private int slot(Digest digest) {
    int mask = table.length - 1;
    int slot = digest.hashCode() & mask;
    while (table[slot] != 0 && !get(table[slot] - 1).equals(digest)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
