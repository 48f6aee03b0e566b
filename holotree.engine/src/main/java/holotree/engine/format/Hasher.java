package holotree.engine.format;

import holotree.api.Digest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 (FIPS 180-4) over native memory. Not thread-safe.
public final class Hasher {

  // Copied through the heap: the digest's processor instructions work on arrays, and a direct
  // buffer is
  // fed to it in pieces of 4 KiB. 64 KiB stays in the second-level cache.
  private static final int BLOCK = 64 << 10;

  private static final byte[] LARGE_TAG =
      "holotree large content 1\n".getBytes(StandardCharsets.US_ASCII);

  private final MessageDigest sha;
  private final byte[] block = new byte[BLOCK];

  /// A hasher with its own memory, 64 KiB.
  public Hasher() {
    this.sha = sha256();
  }

  /// The digest of `bytes`.
  public Digest digest(MemorySegment bytes) {
    update(bytes);
    return finish();
  }

  /// Adds `bytes` to the digest under way.
  public void update(MemorySegment bytes) {
    long size = bytes.byteSize();
    for (long at = 0; at < size; at += BLOCK) {
      int length = (int) Math.min(BLOCK, size - at);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, block, 0, length);
      sha.update(block, 0, length);
    }
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
