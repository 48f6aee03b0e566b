package holotree.api;

/// The id of a blueprint, which says what an environment is built from: the SHA-256 (FIPS 180-4) of its
/// canonical form. Immutable.
///
/// @param digest the digest of the canonical form
public record BlueprintId(Digest digest) {

  /// 64 lower-case hexadecimal digits.
  @Override
  public String toString() {
    return digest.toString();
  }
}
