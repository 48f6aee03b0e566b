package holotree.engine.relocate;

import holotree.api.Catalog;
import holotree.api.Spelling;
import java.util.Arrays;

/// What stands where a place was, for each spelling. Immutable and thread-safe.
final class PathTexts {

  private final int[] placeLengths = new int[Spelling.COUNT];
  private final byte[][] texts = new byte[Spelling.COUNT][];
  private final boolean uniform;

  private PathTexts(Catalog catalog, TargetPath target, boolean padded) {
    for (Spelling spelling : Spelling.values()) {
      int length = catalog.stageLength(spelling);
      byte[] text = target.bytes(spelling);
      boolean pad = padded && EscapedPath.canPad(length - text.length, spelling.escape());
      placeLengths[spelling.code()] = length;
      texts[spelling.code()] = pad ? EscapedPath.padded(text, spelling.escape(), length) : text;
    }
    this.uniform = isUniform();
  }

  /// The target's path as it is.
  static PathTexts plain(Catalog catalog, TargetPath target) {
    return new PathTexts(catalog, target, false);
  }

  /// The target's path followed by slashes that keep each place's length. A path that does not fit
  /// stays as it is.
  static PathTexts padded(Catalog catalog, TargetPath target) {
    return new PathTexts(catalog, target, true);
  }

  /// Whether the target's path can stand in a place of one spelling and keep the place's length.
  static boolean fits(Catalog catalog, TargetPath target, Spelling spelling) {
    return EscapedPath.canPad(
        catalog.stageLength(spelling) - target.length(spelling), spelling.escape());
  }

  /// Length of a place in the content, bytes; 0 for a spelling that the catalog does not hold.
  int placeLength(Spelling spelling) {
    return placeLengths[spelling.code()];
  }

  /// What stands there in the restored file; not to be written to.
  byte[] text(Spelling spelling) {
    return texts[spelling.code()];
  }

  /// Bytes that a restored place is longer than in the content; negative if it is shorter.
  long growth(Spelling spelling) {
    return (long) text(spelling).length - placeLength(spelling);
  }

  /// Whether every place of the catalog grows by the same number of bytes.
  boolean uniform() {
    return uniform;
  }

  private boolean isUniform() {
    long[] growths =
        Arrays.stream(Spelling.values())
            .filter(spelling -> placeLength(spelling) > 0)
            .mapToLong(this::growth)
            .distinct()
            .toArray();
    return growths.length <= 1;
  }
}
