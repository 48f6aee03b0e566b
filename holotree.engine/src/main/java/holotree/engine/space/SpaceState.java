package holotree.engine.space;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.fs.FileStat;
import holotree.engine.format.CborMapReader;
import holotree.engine.format.CborMapWriter;
import holotree.engine.format.CheckedMap;
import holotree.engine.relocate.ByteCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// What is known of a complete space; immutable, though its arrays are not copied. Entries are numbered
/// as in the catalog, which has the rest: names, types, modes and modification times.
///
/// @param space its id, 32 hexadecimal digits
/// @param catalog the catalog it was restored from
/// @param target where it is, absolute, every symlink resolved
/// @param given the same place as the restorer named it, absolute; files that held the stage's path as
///     it was given hold this one
/// @param device the file system its root is on
/// @param inode its root's number there
/// @param byteCode what became of the stage's path in byte code
/// @param bootId of the machine's run in which it was restored
/// @param sizes of the files as placed, bytes
/// @param inodes of the entries; 0 for one that was left out
/// @param ctimeSeconds change times when placed, seconds since 1970-01-01T00:00:00Z
/// @param ctimeNanos and nanoseconds
/// @param placements how each came into the space, see [Placed]
public record SpaceState(
    String space,
    Digest catalog,
    Path target,
    Path given,
    long device,
    long inode,
    ByteCode byteCode,
    String bootId,
    long[] sizes,
    long[] inodes,
    long[] ctimeSeconds,
    int[] ctimeNanos,
    byte[] placements) {

  static final int VERSION = 1;
  private static final long MAGIC = 0x0A45544154535448L;
  private static final int KEYS = 14;
  private static final int PHASE_COMPLETE = 1;
  private static final int BYTE_CODE_OWN = 0;
  private static final int BYTE_CODE_SHARED = 1;

  /// Whether it is about `root`, standing at `path`.
  boolean isAt(Path path, FileStat root) {
    return target.equals(path) && device == root.device() && inode == root.inode();
  }

  /// The whole file.
  public byte[] encode() {
    byte[] map =
        new CborMapWriter(KEYS, 1024 + 40 * sizes.length)
            .bytes(0, space.getBytes(StandardCharsets.US_ASCII))
            .bytes(1, catalog.toBytes())
            .bytes(2, target.toString().getBytes(StandardCharsets.UTF_8))
            .number(3, device)
            .number(4, inode)
            .number(5, PHASE_COMPLETE)
            .bytes(6, bootId.getBytes(StandardCharsets.US_ASCII))
            .longs(7, sizes)
            .longs(8, inodes)
            .signedLongs(9, ctimeSeconds)
            .ints(10, ctimeNanos)
            .bytes(11, placements)
            .bytes(12, given.toString().getBytes(StandardCharsets.UTF_8))
            .number(13, byteCode == ByteCode.SHARED ? BYTE_CODE_SHARED : BYTE_CODE_OWN)
            .finish();
    return CheckedMap.wrap(MAGIC, VERSION, map);
  }

  /// The state in a whole file.
  ///
  /// @param path the file, for messages
  /// @throws CorruptException if it is damaged
  /// @throws holotree.api.error.FormatVersionException if this release cannot read it
  public static SpaceState decode(byte[] file, String path) {
    CborMapReader map = CheckedMap.unwrap(MAGIC, VERSION, file, path);
    String space = new String(map.bytes(0), StandardCharsets.US_ASCII);
    Digest catalog = Digest.at(map.bytes(1, Digest.BYTES), 0);
    Path target = Path.of(new String(map.bytes(2), StandardCharsets.UTF_8));
    long device = map.number(3);
    long inode = map.number(4);
    long phase = map.number(5);
    if (phase != PHASE_COMPLETE) {
      throw new CorruptException(path, -1, "the phase of a complete space", "phase " + phase);
    }
    String bootId = new String(map.bytes(6), StandardCharsets.US_ASCII);
    byte[] placements = map.bytes(11);
    Path given = Path.of(new String(map.bytes(12), StandardCharsets.UTF_8));
    long byteCode = map.number(13);
    if (byteCode != BYTE_CODE_OWN && byteCode != BYTE_CODE_SHARED) {
      throw new CorruptException(path, -1, "byte code 0 or 1", "byte code " + byteCode);
    }
    int n = placements.length;
    SpaceState state =
        new SpaceState(
            space,
            catalog,
            target,
            given,
            device,
            inode,
            byteCode == BYTE_CODE_SHARED ? ByteCode.SHARED : ByteCode.OWN,
            bootId,
            map.longs(7, n),
            map.longs(8, n),
            map.signedLongs(9, n),
            map.ints(10, n),
            placements);
    map.end();
    return state;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpaceState that && Arrays.equals(encode(), that.encode());
  }

  @Override
  public int hashCode() {
    return space.hashCode();
  }

  @Override
  public String toString() {
    return "space " + space + " at " + target + " of catalog " + catalog;
  }
}
