package holotree.api;

import java.util.Arrays;

/// A path as the file system has it: bytes, `/` between names, not always text. Immutable.
public final class RawPath {

  private final byte[] bytes;

  /// A path of these bytes; copied.
  public RawPath(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /// The bytes, in an array of the caller's own.
  public byte[] toBytes() {
    return bytes.clone();
  }

  /// Length, bytes.
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawPath that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// The path as text for people: see [PlainText].
  @Override
  public String toString() {
    return PlainText.of(bytes);
  }
}
