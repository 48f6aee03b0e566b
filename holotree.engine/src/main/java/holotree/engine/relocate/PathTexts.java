package holotree.engine.relocate;

import holotree.api.Catalog;
import holotree.api.Spelling;
import java.util.Arrays;

/// What stands where a place was, for each spelling. Immutable and thread-safe.
final class PathTexts {

  private final int givenPlace;
  private final int resolvedPlace;
  private final byte[] given;
  private final byte[] resolved;

  private PathTexts(int givenPlace, int resolvedPlace, byte[] given, byte[] resolved) {
    this.givenPlace = givenPlace;
    this.resolvedPlace = resolvedPlace;
    this.given = given;
    this.resolved = resolved;
  }

  /// The target's path as it is.
  static PathTexts plain(Catalog catalog, TargetPath target) {
    return new PathTexts(
        catalog.stageLength(Spelling.GIVEN),
        catalog.stageLength(Spelling.RESOLVED),
        target.bytes(Spelling.GIVEN),
        target.bytes(Spelling.RESOLVED));
  }

  /// The target's path followed by as many slashes as keep each place's length. A path that does
  /// not fit stays as it is.
  static PathTexts padded(Catalog catalog, TargetPath target) {
    PathTexts plain = plain(catalog, target);
    return new PathTexts(
        plain.givenPlace,
        plain.resolvedPlace,
        pad(plain.given, plain.givenPlace),
        pad(plain.resolved, plain.resolvedPlace));
  }

  private static byte[] pad(byte[] path, int length) {
    byte[] padded = Arrays.copyOf(path, Math.max(path.length, length));
    Arrays.fill(padded, path.length, padded.length, (byte) '/');
    return padded;
  }

  /// Length of a place in the content, bytes.
  int placeLength(Spelling spelling) {
    return spelling == Spelling.GIVEN ? givenPlace : resolvedPlace;
  }

  /// What stands there in the restored file; not to be written to.
  byte[] text(Spelling spelling) {
    return spelling == Spelling.GIVEN ? given : resolved;
  }

  /// Bytes that a restored place is longer than in the content; negative if it is shorter.
  long growth(Spelling spelling) {
    return (long) text(spelling).length - placeLength(spelling);
  }
}
