package holotree.engine.relocate;

import holotree.api.ContentKind;
import holotree.api.Relocations;
import holotree.api.Spelling;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The places found in one file so far. Grows; not thread-safe: each chunk of a large file has its
/// own, and they are joined in order.
public final class Places {

  private long[] offsets = {};
  private byte[] spellings = {};
  private int count;
  private boolean unclear;

  /// No place yet.
  public Places() {}

  /// Adds a place after all others.
  ///
  /// @throws IllegalArgumentException if `offset` does not lie after the last one
  public void add(long offset, Spelling spelling) {
    if (count > 0 && offset <= offsets[count - 1]) {
      throw new IllegalArgumentException(offset + " does not lie after " + offsets[count - 1]);
    }
    if (count == offsets.length) {
      reserve(count + 1);
    }
    offsets[count] = offset;
    spellings[count++] = (byte) spelling.code();
  }

  /// Adds the places of the next chunk of the same file.
  ///
  /// @param next unchanged
  /// @throws IllegalArgumentException if they do not lie after those here
  public void append(Places next) {
    if (count > 0 && next.count > 0 && next.offsets[0] <= offsets[count - 1]) {
      throw new IllegalArgumentException("chunks are joined in the order of the file");
    }
    reserve(count + next.count);
    System.arraycopy(next.offsets, 0, offsets, count, next.count);
    System.arraycopy(next.spellings, 0, spellings, count, next.count);
    count += next.count;
    unclear |= next.unclear;
  }

  /// The number of places.
  public int count() {
    return count;
  }

  /// The first byte of place `index`.
  long offset(int index) {
    return offsets[index];
  }

  /// How the path was spelled at place `index`.
  Spelling spelling(int index) {
    return Spelling.of(spellings[index]);
  }

  /// Notes that the path stands where nothing tells it from a part of another one, and was left there.
  void noteUnclear() {
    unclear = true;
  }

  /// Whether the path also stands where it was left, as it may be a part of another one; noted only
  /// of files that may pack their strings.
  public boolean isUnclear() {
    return unclear;
  }

  /// Forgets every place and keeps the memory for the next file.
  public void clear() {
    count = 0;
    unclear = false;
  }

  /// The places as a catalog keeps them; null if there is none.
  public @Nullable Relocations toRelocations(ContentKind kind) {
    return count == 0
        ? null
        : new Relocations(kind, Arrays.copyOf(offsets, count), Arrays.copyOf(spellings, count));
  }

  private void reserve(int wanted) {
    if (wanted > offsets.length) {
      int capacity = Math.max(wanted, Math.max(4, offsets.length * 2));
      offsets = Arrays.copyOf(offsets, capacity);
      spellings = Arrays.copyOf(spellings, capacity);
    }
  }
}
