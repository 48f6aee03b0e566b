package holotree.engine.format;

import holotree.api.Digest;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 (FIPS 180-4) over native memory. Not thread-safe.
public final class Hasher {

  private static final byte[] LARGE_TAG =
      "holotree large content 1\n".getBytes(StandardCharsets.US_ASCII);

  private final MessageDigest sha;

  /// A hasher.
  public Hasher() {
    this.sha = sha256();
  }

  /// The digest of `bytes`.
  public Digest digest(MemorySegment bytes) {
    update(bytes);
    return finish();
  }

  /// Adds `bytes`, fewer than 2^31, to the digest under way.
  public void update(MemorySegment bytes) {
    sha.update(bytes.asByteBuffer());
  }

  /// Adds a part of an array to the digest under way.
  public void update(byte[] bytes, int offset, int length) {
    sha.update(bytes, offset, length);
  }

  /// Ends the digest under way and begins another.
  public Digest finish() {
    return Digest.at(sha.digest(), 0);
  }

  /// The digest of an array.
  public static Digest digest(byte[] bytes) {
    return Digest.at(sha256().digest(bytes), 0);
  }

  /// The id of a content over 4 MiB: the digest of a tag, the size (64 bits, little-endian) and the
  /// digests of its chunks, so that pieces are verified in any order.
  public static Digest largeContent(long size, byte[] chunks) {
    MessageDigest sha = sha256();
    sha.update(LARGE_TAG);
    byte[] length = new byte[Long.BYTES];
    MemorySegment.ofArray(length).set(Layouts.U64, 0, size);
    sha.update(length);
    return Digest.at(sha.digest(chunks), 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new AssertionError("every Java has SHA-256", missing);
    }
  }
}
