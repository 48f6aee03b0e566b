package holotree.api;

import java.util.Arrays;

/// The places where one file, or the target of one symlink, held its stage's path: filler of the same
/// length stands there in the content. Immutable.
///
/// Offsets ascend and no two places overlap.
public final class Relocations {

  private final ContentKind kind;
  private final long[] offsets;
  private final byte[] spellings;

  /// Takes over both arrays.
  ///
  /// @param kind what the file is
  /// @param offsets first byte of each place in the content, bytes, ascending
  /// @param spellings code of the [Spelling] at each place
  /// @throws IllegalArgumentException if the arrays differ in length or are empty, or offsets do not
  ///     ascend, or there is no such spelling
  public Relocations(ContentKind kind, long[] offsets, byte[] spellings) {
    if (offsets.length == 0 || offsets.length != spellings.length) {
      throw new IllegalArgumentException(
          offsets.length + " offsets with " + spellings.length + " spellings");
    }
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] < 0 || (i > 0 && offsets[i] <= offsets[i - 1])) {
        throw new IllegalArgumentException("relocation offsets do not ascend at index " + i);
      }
      Spelling _ = Spelling.of(spellings[i]);
    }
    this.kind = kind;
    this.offsets = offsets;
    this.spellings = spellings;
  }

  /// What the file is.
  public ContentKind kind() {
    return kind;
  }

  /// The number of places, at least 1.
  public int count() {
    return offsets.length;
  }

  /// The first byte of place `index` in the content.
  public long offset(int index) {
    return offsets[index];
  }

  /// How the path was spelled at place `index`.
  public Spelling spelling(int index) {
    return Spelling.of(spellings[index]);
  }

  /// The index of the first place that starts at or after `offset`; [#count] if none does.
  public int firstFrom(long offset) {
    int found = Arrays.binarySearch(offsets, offset);
    return found >= 0 ? found : -found - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Relocations that
        && kind == that.kind
        && Arrays.equals(offsets, that.offsets)
        && Arrays.equals(spellings, that.spellings);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(offsets) + kind.hashCode();
  }

  @Override
  public String toString() {
    return kind + " " + Arrays.toString(offsets);
  }
}
