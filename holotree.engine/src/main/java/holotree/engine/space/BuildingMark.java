package holotree.engine.space;

import holotree.engine.format.CborMapReader;
import holotree.engine.format.CborMapWriter;
import holotree.engine.format.CheckedMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Says that a space is being built or removed, so that whoever comes after a crash can clear it away.
///
/// @param space its id, 32 hexadecimal digits
/// @param target where it will be, absolute
/// @param place where it is being built: a sibling of the target, or the target itself
/// @param device the file system of a target that is filled in place; 0 otherwise
/// @param inode its number there; 0 otherwise
public record BuildingMark(String space, Path target, Path place, long device, long inode) {

  private static final int VERSION = 1;
  private static final long MAGIC = 0x0A444C4955425448L;
  private static final int KEYS = 5;

  /// Whether the target itself is being filled.
  public boolean inPlace() {
    return place.equals(target);
  }

  byte[] encode() {
    byte[] map =
        new CborMapWriter(KEYS, 1024)
            .bytes(0, space.getBytes(StandardCharsets.US_ASCII))
            .bytes(1, target.toString().getBytes(StandardCharsets.UTF_8))
            .bytes(2, place.toString().getBytes(StandardCharsets.UTF_8))
            .number(3, device)
            .number(4, inode)
            .finish();
    return CheckedMap.wrap(MAGIC, VERSION, map);
  }

  static BuildingMark decode(byte[] file, String path) {
    CborMapReader map = CheckedMap.unwrap(MAGIC, VERSION, file, path);
    BuildingMark mark =
        new BuildingMark(
            new String(map.bytes(0), StandardCharsets.US_ASCII),
            Path.of(new String(map.bytes(1), StandardCharsets.UTF_8)),
            Path.of(new String(map.bytes(2), StandardCharsets.UTF_8)),
            map.number(3),
            map.number(4));
    map.end();
    return mark;
  }
}
