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

/// What is known of a space; immutable, though its columns are not copied. Entries are numbered as in the
/// catalog, which has the rest: names, types, modes and modification times.
///
/// A state outlives the repair of its space: it is marked as being refreshed before anything is changed,
/// and replaced when all is done. Meanwhile it still tells which entries are as they were placed.
///
/// @param space its id, 32 hexadecimal digits
/// @param catalog the catalog it was restored from
/// @param target where it was then, absolute, every symlink resolved
/// @param given the same place as the restorer named it, absolute; files that held the stage's path as
///     it was given hold this one
/// @param device the file system its root is on
/// @param inode its root's number there
/// @param byteCode what became of the stage's path in byte code
/// @param phase how far it is
/// @param bootId of the machine's run in which it was restored
/// @param durable whether all of it was synced, so that a loss of power takes nothing from it
/// @param placed what the file system said of its entries
public record SpaceState(
    String space,
    Digest catalog,
    Path target,
    Path given,
    long device,
    long inode,
    ByteCode byteCode,
    Phase phase,
    String bootId,
    boolean durable,
    PlacedColumns placed) {

  static final int VERSION = 1;
  private static final long MAGIC = 0x0A45544154535448L;
  private static final int KEYS = 14;
  private static final int KEY_DURABLE = 128;
  private static final int BYTE_CODE_OWN = 0;
  private static final int BYTE_CODE_SHARED = 1;
  private static final Digest NO_CATALOG = new Digest(0, 0, 0, 0);

  /// What is left to say of a space whose state was lost with the power: that it is one. Nothing is known
  /// of what is in it.
  static SpaceState lost(String space, Path path, FileStat root) {
    PlacedColumns nothing =
        new PlacedColumns(new long[0], new long[0], new long[0], new int[0], new byte[0]);
    return new SpaceState(
        space,
        NO_CATALOG,
        path,
        path,
        root.device(),
        root.inode(),
        ByteCode.OWN,
        Phase.REFRESHING,
        "",
        false,
        nothing);
  }

  /// Whether it is such a one.
  public boolean isLost() {
    return catalog.equals(NO_CATALOG);
  }

  /// The same as if `id` were what it was restored from.
  public SpaceState of(Digest id) {
    return new SpaceState(
        space, id, target, given, device, inode, byteCode, phase, bootId, durable, placed);
  }

  /// Whether it is about `root`, standing at `path`.
  boolean isAt(Path path, FileStat root) {
    return target.equals(path) && isOf(root);
  }

  /// Whether it is about `root`, wherever that stands.
  boolean isOf(FileStat root) {
    return device == root.device() && inode == root.inode();
  }

  /// The same space, about to be changed.
  public SpaceState refreshing() {
    return new SpaceState(
        space,
        catalog,
        target,
        given,
        device,
        inode,
        byteCode,
        Phase.REFRESHING,
        bootId,
        false,
        placed);
  }

  /// The whole file.
  public byte[] encode() {
    CborMapWriter map =
        new CborMapWriter(durable ? KEYS + 1 : KEYS, 1024 + 40 * placed.size())
            .bytes(0, space.getBytes(StandardCharsets.US_ASCII))
            .bytes(1, catalog.toBytes())
            .bytes(2, target.toString().getBytes(StandardCharsets.UTF_8))
            .number(3, device)
            .number(4, inode)
            .number(5, phase.code())
            .bytes(6, bootId.getBytes(StandardCharsets.US_ASCII))
            .longs(7, placed.sizes())
            .longs(8, placed.inodes())
            .signedLongs(9, placed.ctimeSeconds())
            .ints(10, placed.ctimeNanos())
            .bytes(11, placed.placements())
            .bytes(12, given.toString().getBytes(StandardCharsets.UTF_8))
            .number(13, byteCode == ByteCode.SHARED ? BYTE_CODE_SHARED : BYTE_CODE_OWN);
    if (durable) {
      map.number(KEY_DURABLE, 1);
    }
    return CheckedMap.wrap(MAGIC, VERSION, map.finish());
  }

  /// The state in a whole file.
  ///
  /// @param path the file, for messages
  /// @throws CorruptException if it is damaged
  /// @throws holotree.api.error.FormatVersionException if this release cannot read it
  public static SpaceState decode(byte[] file, String path) {
    CborMapReader map = CheckedMap.unwrap(MAGIC, VERSION, file, path);
    String space = CheckedText.spaceId(map.bytes(0), path);
    Digest catalog = Digest.at(map.bytes(1, Digest.BYTES), 0);
    Path target = CheckedText.path(map.bytes(2), path);
    long device = map.number(3);
    long inode = map.number(4);
    long code = map.number(5);
    Phase phase = Phase.of(code);
    if (phase == null) {
      throw new CorruptException(path, -1, "a known phase", "phase " + code);
    }
    String bootId = CheckedText.ascii(map.bytes(6), path);
    byte[] placements = map.bytes(11);
    Path given = CheckedText.path(map.bytes(12), path);
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
            phase,
            bootId,
            durable(map, path),
            new PlacedColumns(
                map.longs(7, n),
                map.longs(8, n),
                map.signedLongs(9, n),
                map.ints(10, n),
                placements));
    map.end();
    requirePlacements(placements, path);
    return state;
  }

  private static boolean durable(CborMapReader map, String path) {
    if (!map.has(KEY_DURABLE)) {
      return false;
    }
    long durable = map.number(KEY_DURABLE);
    if (durable != 1) {
      throw new CorruptException(path, -1, "1 for a durable state", "" + durable);
    }
    return true;
  }

  private static void requirePlacements(byte[] placements, String path) {
    for (byte placement : placements) {
      if (placement < Placed.LEFT_OUT || placement > Placed.CLONED) {
        throw new CorruptException(path, -1, "a known placement", "placement " + placement);
      }
    }
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
