package holotree.api.codec;

import java.lang.foreign.MemorySegment;

/// Decodes frames. Not thread-safe; keeps no segment.
public interface FrameDecoder extends AutoCloseable {

  /// Decodes one frame into memory the engine has sized.
  ///
  /// @param encoded the frame, header excluded; native, never file-mapped; read-only
  /// @param plain destination; native; byteSize() is the plain length from the header, bytes
  /// @throws DamagedFrame if the frame is damaged or its plain length differs; `plain` is then undefined
  void decode(MemorySegment encoded, MemorySegment plain) throws DamagedFrame;

  /// Frees its memory. Idempotent.
  @Override
  void close();

  /// A frame that cannot be decoded. The engine knows file and offset and makes a
  /// [holotree.api.error.CorruptException] of it.
  final class DamagedFrame extends Exception {

    private static final long serialVersionUID = 1L;

    /// @param reason what is wrong with the frame, one clause
    public DamagedFrame(String reason) {
      super(reason);
    }

    /// @param reason what is wrong with the frame, one clause
    /// @param cause what the codec's library threw
    public DamagedFrame(String reason, Throwable cause) {
      super(reason, cause);
    }
  }
}
