package holotree.engine.format;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// A file that holds one CBOR map, guarded by a checksum:
///
/// ```
///  0  u64  magic, one for each kind of file
///  8  u32  version
/// 12  u32  CRC-32C of the map
/// 16       the map, to the end of the file
/// ```
public final class CheckedMap {

  private static final int HEADER_BYTES = 16;

  private CheckedMap() {}

  /// The whole file for a map.
  public static byte[] wrap(long magic, int version, byte[] map) {
    byte[] file = new byte[HEADER_BYTES + map.length];
    MemorySegment bytes = MemorySegment.ofArray(file);
    bytes.set(Layouts.U64, 0, magic);
    bytes.set(Layouts.U32, 8, version);
    bytes.set(Layouts.U32, 12, Checksum.of(MemorySegment.ofArray(map)));
    System.arraycopy(map, 0, file, HEADER_BYTES, map.length);
    return file;
  }

  /// Whether a file is all that was written, whatever that is: a loss of power may leave none of it or a part.
  public static boolean isWhole(byte[] file) {
    return file.length > HEADER_BYTES
        && MemorySegment.ofArray(file).get(Layouts.U32, 12) == checksum(file);
  }

  /// The map in a whole file.
  ///
  /// @param path the file, for messages
  /// @throws CorruptException if it is damaged or of another kind
  /// @throws FormatVersionException if this release cannot read it
  public static CborMapReader unwrap(long magic, int version, byte[] file, String path) {
    if (file.length <= HEADER_BYTES) {
      throw new CorruptException(path, 0, "a header and a map", file.length + " bytes");
    }
    MemorySegment bytes = MemorySegment.ofArray(file);
    if (bytes.get(Layouts.U64, 0) != magic) {
      throw new CorruptException(path, 0, "the magic of its kind of file", "other bytes");
    }
    int found = bytes.get(Layouts.U32, 8);
    if (found != version) {
      throw new FormatVersionException(path, Integer.toUnsignedLong(found), version, version);
    }
    if (checksum(file) != bytes.get(Layouts.U32, 12)) {
      throw new CorruptException(path, 12, "the map's checksum", "another");
    }
    return new CborMapReader(Arrays.copyOfRange(file, HEADER_BYTES, file.length), path);
  }

  private static int checksum(byte[] file) {
    return Checksum.of(MemorySegment.ofArray(file).asSlice(HEADER_BYTES));
  }
}
