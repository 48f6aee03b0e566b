package holotree.engine.format;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The index of a pack, read in place from mapped memory. With F frames and C chunks:
///
/// ```
/// frame table    F x 16   u64 offset of the frame's header, u32 number of its first chunk, u32 plain
///                         length
/// chunk digests  C x 32   in the order the chunks lie in the frames
/// chunk lengths  C x u32  in that order
/// order          C x u32  chunk numbers, sorted by digest
/// ```
///
/// Immutable and thread-safe for as long as the memory is mapped.
public final class PackFooter {

  /// A pack has at most so many chunks, and as many frames: a file may be long and take no room on a
  /// disk, so its length bounds nothing.
  public static final int MAX_CHUNKS = 1 << 20;

  static final int FRAME_ROW = 16;

  private final String file;
  private final MemorySegment bytes;
  private final int frames;
  private final int chunks;
  private final long footerOffset;
  private final long digests;
  private final long lengths;
  private final long order;

  /// A view of `bytes`.
  ///
  /// @param bytes the footer, as long as the trailer says
  /// @throws CorruptException if the checksum differs, or frames do not lie one after the other
  /// @throws InternalError if the file has the bytes no longer, or its disk cannot read them
  public PackFooter(String file, PackTrailer trailer, MemorySegment bytes) {
    this.file = file;
    this.bytes = bytes;
    this.frames = trailer.frames();
    this.chunks = trailer.chunks();
    this.footerOffset = trailer.footerOffset();
    this.digests = (long) frames * FRAME_ROW;
    this.lengths = digests + (long) chunks * Digest.BYTES;
    this.order = lengths + (long) chunks * Integer.BYTES;
    if (Checksum.ofMapped(bytes) != trailer.footerChecksum()) {
      throw new CorruptException(
          file, footerOffset, "a footer with the trailer's checksum", "another checksum");
    }
    if (frames == 0 && (chunks > 0 || footerOffset != PackHeader.BYTES)) {
      throw new CorruptException(file, footerOffset, "frames in order", "none");
    }
    long end = PackHeader.BYTES;
    int chunk = 0;
    for (int frame = 0; frame < frames; frame++) {
      boolean inOrder =
          frameOffset(frame) >= end
              && (frame > 0 || frameOffset(frame) == end)
              && firstChunk(frame) >= chunk
              && (frame > 0 || firstChunk(frame) == 0)
              && frameEnd(frame) - frameOffset(frame) >= FrameHeader.BYTES;
      if (!inOrder || firstChunk(frame) > chunks) {
        throw new CorruptException(
            file, footerOffset + (long) frame * FRAME_ROW, "frames in order", "frame " + frame);
      }
      end = frameOffset(frame) + FrameHeader.BYTES;
      chunk = firstChunk(frame);
    }
  }

  /// Length of a footer, bytes.
  public static long length(int frames, int chunks) {
    return (long) frames * FRAME_ROW + (long) chunks * (Digest.BYTES + 2 * Integer.BYTES);
  }

  /// The number of frames.
  public int frames() {
    return frames;
  }

  /// The number of chunks.
  public int chunks() {
    return chunks;
  }

  /// Where a frame's header is, bytes from the start of the pack.
  public long frameOffset(int frame) {
    return bytes.get(Layouts.U64, (long) frame * FRAME_ROW);
  }

  /// Where a frame's payload ends, bytes from the start of the pack.
  public long frameEnd(int frame) {
    return frame + 1 < frames ? frameOffset(frame + 1) : footerOffset;
  }

  /// The number of a frame's first chunk; the number of chunks for the frame after the last.
  public int firstChunk(int frame) {
    return frame == frames ? chunks : bytes.get(Layouts.U32, (long) frame * FRAME_ROW + 8);
  }

  /// Length of a frame once decoded, bytes.
  public int framePlainLength(int frame) {
    return bytes.get(Layouts.U32, (long) frame * FRAME_ROW + 12);
  }

  /// Length of a chunk, bytes.
  public int chunkLength(int chunk) {
    return bytes.get(Layouts.U32, lengths + (long) chunk * Integer.BYTES);
  }

  /// Digest of a chunk.
  public Digest chunkDigest(int chunk) {
    byte[] digest = new byte[Digest.BYTES];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, digestAt(chunk), digest, 0, digest.length);
    return Digest.at(digest, 0);
  }

  /// Whether a chunk has this digest.
  public boolean isChunk(int chunk, Digest digest) {
    return compare(chunk, digest) == 0;
  }

  /// The frame that holds a chunk.
  public int frameOf(int chunk) {
    int low = 0;
    int high = frames - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firstChunk(middle) <= chunk) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The number of the chunk with this digest; -1 if the pack has none.
  public int find(Digest digest) {
    int low = 0;
    int high = chunks - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int chunk = chunkInOrder(middle);
      int comparison = compare(chunk, digest);
      if (comparison == 0) {
        return chunk;
      }
      if (comparison < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /// The number of a chunk by its place in the order of digests.
  ///
  /// @throws CorruptException if there is no chunk of that number
  public int chunkInOrder(int place) {
    long at = order + (long) place * Integer.BYTES;
    int chunk = bytes.get(Layouts.U32, at);
    if (chunk < 0 || chunk >= chunks) {
      throw new CorruptException(
          file, footerOffset + at, "a chunk below " + chunks, Integer.toUnsignedString(chunk));
    }
    return chunk;
  }

  /// The first 8 bytes of a chunk's digest, which order as digests do when compared unsigned.
  public long chunkPrefix(int chunk) {
    return bytes.get(Layouts.DIGEST_WORD, digestAt(chunk));
  }

  private long digestAt(int chunk) {
    return digests + (long) chunk * Digest.BYTES;
  }

  private int compare(int chunk, Digest digest) {
    long at = digestAt(chunk);
    int comparison = Long.compareUnsigned(bytes.get(Layouts.DIGEST_WORD, at), digest.first());
    if (comparison == 0) {
      comparison = Long.compareUnsigned(bytes.get(Layouts.DIGEST_WORD, at + 8), digest.second());
    }
    if (comparison == 0) {
      comparison = Long.compareUnsigned(bytes.get(Layouts.DIGEST_WORD, at + 16), digest.third());
    }
    return comparison == 0
        ? Long.compareUnsigned(bytes.get(Layouts.DIGEST_WORD, at + 24), digest.fourth())
        : comparison;
  }
}
