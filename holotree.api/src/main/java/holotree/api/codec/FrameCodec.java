package holotree.api.codec;

/// Encodes and decodes frames, the units in which packs hold contents. A service: see
/// `java.util.ServiceLoader`.
///
/// Promises of every implementation, which its contract tests cite:
///
/// 1. Constructing it, [#id], [#rank], [#minLevel], [#maxLevel] and [#defaultLevel] load no native
///    code, open no file and do not throw. It is thread-safe.
/// 2. Its id never changes, and every frame that any release of it has encoded stays decodable.
/// 3. Decoding what was encoded gives the same bytes, at every level, for 0 bytes up to 4 MiB.
/// 4. An encoded frame is never longer than [#maxEncodedLength] of its plain length.
/// 5. Encoding the same bytes at the same level gives the same frame.
/// 6. A decoder writes nowhere but into the plain segment it is given and reads nothing but the encoded
///    one, whatever the frame says of lengths, windows or dictionaries.
/// 7. A damaged, cut or lengthened frame, or one whose plain length differs from the segment's, throws
///    [FrameDecoder.DamagedFrame] or gives other bytes; it never ends the process.
/// 8. Encoders and decoders keep neither segment after a call, can be used again after an exception,
///    and hold their memory until closed.
public interface FrameCodec {

  /// The id written into each frame.
  CodecId id();

  /// Which of several codecs encodes where none is asked for: the highest.
  int rank();

  /// The lowest level: the fastest.
  int minLevel();

  /// The highest level: the smallest frames.
  int maxLevel();

  /// The level used where none is asked for.
  int defaultLevel();

  /// The longest frame that `plainLength` bytes may encode to, bytes.
  ///
  /// @param plainLength 0 to 2^31 - 1, bytes
  long maxEncodedLength(long plainLength);

  /// A new encoder; expensive, so keep it. The caller closes it.
  ///
  /// @param level [#minLevel] to [#maxLevel]
  /// @throws IllegalArgumentException if `level` is out of range
  FrameEncoder encoder(int level);

  /// A new decoder; expensive, so keep it. The caller closes it.
  FrameDecoder decoder();
}
