package holotree.engine.format;

import holotree.api.Digest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Gathers the index of a pack while it is written. Not thread-safe.
public final class PackFooterBuilder {

  private static final long PREFIX = 0xFFFFFFFF_00000000L;

  private long[] frameOffsets = new long[64];
  private int[] firstChunks = new int[64];
  private int[] plainLengths = new int[64];
  private int frames;
  private byte[] digests = new byte[256 * Digest.BYTES];
  private int[] lengths = new int[256];
  private int chunks;

  /// A builder with no frame yet.
  public PackFooterBuilder() {}

  /// How many chunks were added.
  public int chunks() {
    return chunks;
  }

  /// Begins a frame whose header is at `offset`.
  public void addFrame(long offset, int plainLength) {
    if (frames == frameOffsets.length) {
      frameOffsets = Arrays.copyOf(frameOffsets, frames * 2);
      firstChunks = Arrays.copyOf(firstChunks, frames * 2);
      plainLengths = Arrays.copyOf(plainLengths, frames * 2);
    }
    frameOffsets[frames] = offset;
    firstChunks[frames] = chunks;
    plainLengths[frames++] = plainLength;
  }

  /// Adds the next chunk of the frame begun last.
  public void addChunk(Digest digest, int length) {
    if (chunks == lengths.length) {
      lengths = Arrays.copyOf(lengths, chunks + (chunks >> 1));
      digests = Arrays.copyOf(digests, lengths.length * Digest.BYTES);
    }
    digest.put(digests, chunks * Digest.BYTES);
    lengths[chunks++] = length;
  }

  /// The footer and the trailer, in one piece.
  ///
  /// @param footerOffset where the footer will begin, bytes from the start of the pack
  public MemorySegment seal(long footerOffset, Arena arena) {
    long length = PackFooter.length(frames, chunks);
    MemorySegment sealed = arena.allocate(length + PackTrailer.BYTES);
    long at = 0;
    for (int frame = 0; frame < frames; frame++) {
      sealed.set(Layouts.U64, at, frameOffsets[frame]);
      sealed.set(Layouts.U32, at + 8, firstChunks[frame]);
      sealed.set(Layouts.U32, at + 12, plainLengths[frame]);
      at += PackFooter.FRAME_ROW;
    }
    MemorySegment.copy(digests, 0, sealed, ValueLayout.JAVA_BYTE, at, chunks * Digest.BYTES);
    at += (long) chunks * Digest.BYTES;
    for (int chunk = 0; chunk < chunks; chunk++, at += Integer.BYTES) {
      sealed.set(Layouts.U32, at, lengths[chunk]);
    }
    for (int chunk : sortedByDigest()) {
      sealed.set(Layouts.U32, at, chunk);
      at += Integer.BYTES;
    }
    int checksum = Checksum.of(sealed.asSlice(0, length));
    new PackTrailer(footerOffset, length, frames, chunks, checksum)
        .write(sealed.asSlice(length, PackTrailer.BYTES));
    return sealed;
  }

  // As numbers, each the first four bytes of a digest and its chunk, and by whole digests where
  // those
  // bytes are equal: nothing else goes on while a pack is sealed, and objects took ten times as
  // long.
  private int[] sortedByDigest() {
    long[] keys = new long[chunks];
    for (int chunk = 0; chunk < chunks; chunk++) {
      // Unsigned order, by flipping the highest bit.
      keys[chunk] = ((digest(chunk).first() & PREFIX) | chunk) ^ Long.MIN_VALUE;
    }
    Arrays.sort(keys);
    int[] sorted = new int[chunks];
    for (int i = 0; i < chunks; i++) {
      int chunk = (int) keys[i];
      int at = i;
      for (; at > 0 && digest(sorted[at - 1]).compareTo(digest(chunk)) > 0; at--) {
        sorted[at] = sorted[at - 1];
      }
      sorted[at] = chunk;
    }
    return sorted;
  }

  private Digest digest(int chunk) {
    return Digest.at(digests, chunk * Digest.BYTES);
  }
}
