package holotree.engine.frame;

import holotree.api.codec.FrameDecoder;
import holotree.api.error.CorruptException;
import holotree.api.fs.StoredFile;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.format.Checksum;
import holotree.engine.format.FrameHeader;
import java.lang.foreign.MemorySegment;

/// Reads one frame into memory, checks it and decodes it. Not thread-safe.
public final class FrameReader {

  private final Decoders decoders;
  private long fetchNanos;

  /// Decodes with `decoders`, which stay the caller's.
  public FrameReader(Decoders decoders) {
    this.decoders = decoders;
  }

  /// Reads a frame.
  ///
  /// @param file the file it is in
  /// @param offset where its header begins, bytes from the start of the file
  /// @param end where its payload ends
  /// @param plainLength how long it is once decoded, 0 to 4 MiB
  /// @param slab where to work; the result lies in it
  /// @return the plain bytes, not yet compared with any digest
  /// @throws CorruptException with file and offset if the frame is damaged
  /// @throws holotree.api.error.ProviderMissingException if this runtime lacks its codec
  public MemorySegment read(
      StoredFile file, long offset, long end, int plainLength, MemorySegment slab) {
    long length = end - offset;
    if (plainLength < 0
        || plainLength > FrameHeader.MAX_PLAIN
        || length < FrameHeader.BYTES
        || length > slab.byteSize() - plainLength) {
      throw new CorruptException(
          file.displayPath(),
          offset,
          "a frame of at most " + FrameHeader.MAX_PLAIN + " bytes",
          length + " bytes that decode to " + plainLength);
    }
    MemorySegment plain = slab.asSlice(0, plainLength);
    MemorySegment whole = slab.asSlice(plainLength, length);
    Span fetch = Stage.FETCH.begin();
    long began = System.nanoTime();
    file.read(offset, whole);
    fetchNanos = System.nanoTime() - began;
    fetch.end(1, length);
    FrameHeader header = FrameHeader.read(whole, file.displayPath(), offset);
    MemorySegment payload = whole.asSlice(FrameHeader.BYTES);
    check(file, offset, header, payload, plainLength);
    String needs = "The frame at offset " + offset + " of " + file.displayPath();
    FrameDecoder decoder = decoders.decoder(header.codec(), needs);
    Span decode = Stage.DECODE.begin();
    try {
      decoder.decode(payload, plain);
      decode.end(1, plainLength);
    } catch (FrameDecoder.DamagedFrame damaged) {
      throw new CorruptException(
          file.displayPath(),
          offset,
          "a frame that " + header.codec() + " decodes to " + plainLength + " bytes",
          String.valueOf(damaged.getMessage()),
          damaged);
    }
    return plain;
  }

  /// How long it took to get the bytes of the last frame from its file, checking and decoding not
  /// counted.
  public long fetchNanos() {
    return fetchNanos;
  }

  private static void check(
      StoredFile file, long offset, FrameHeader header, MemorySegment payload, int plainLength) {
    if (header.encodedLength() != payload.byteSize() || header.plainLength() != plainLength) {
      throw new CorruptException(
          file.displayPath(),
          offset,
          payload.byteSize() + " bytes that decode to " + plainLength,
          header.encodedLength() + " bytes that decode to " + header.plainLength());
    }
    int sum = Checksum.of(payload);
    if (sum != header.payloadChecksum()) {
      throw new CorruptException(
          file.displayPath(),
          offset + FrameHeader.BYTES,
          "payload checksum " + Integer.toHexString(header.payloadChecksum()),
          Integer.toHexString(sum));
    }
  }
}
