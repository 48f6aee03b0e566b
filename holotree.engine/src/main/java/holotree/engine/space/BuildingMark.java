package holotree.engine.space;

import holotree.api.error.CorruptException;
import holotree.api.fs.FileStat;
import holotree.engine.format.CborMapReader;
import holotree.engine.format.CborMapWriter;
import holotree.engine.format.CheckedMap;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Says that a space is being built or removed, so that whoever comes after a crash can clear it away.
///
/// @param space its id, 32 hexadecimal digits
/// @param target where it will be, absolute
/// @param place where it is being built: a sibling of the target, or the target itself
/// @param device the file system of a target that is filled in place; 0 otherwise
/// @param inode its number there; 0 otherwise
/// @param names what is put into a target that is filled in place, so that it can be cleared of that
///     and of nothing else; empty otherwise
public record BuildingMark(
    String space, Path target, Path place, long device, long inode, List<byte[]> names) {

  private static final int VERSION = 1;
  private static final long MAGIC = 0x0A444C4955425448L;
  private static final int KEYS = 6;

  /// The mark of a space that is built or removed beside its target.
  static BuildingMark beside(String space, Path target) {
    return new BuildingMark(space, target, HomeLayout.sibling(target, space), 0, 0, List.of());
  }

  /// The mark of a space whose target itself is filled or emptied.
  static BuildingMark inPlace(String space, Path target, FileStat root, List<byte[]> names) {
    return new BuildingMark(space, target, target, root.device(), root.inode(), names);
  }

  /// Whether it is about `root` itself, standing at `path`. File systems may be numbered anew when they are
  /// mounted; another one may stand there whose root has the same inode. Then only the note on it tells.
  ///
  /// @param note reads what `root` says of itself, null if nothing
  boolean isIn(Path path, FileStat root, Supplier<@Nullable RootNote> note) {
    if (!inPlace() || !target.equals(path) || inode != root.inode()) {
      return false;
    }
    return device == root.device() || new RootNote(space, inode).equals(note.get());
  }

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
            .bytes(5, joined(names))
            .finish();
    return CheckedMap.wrap(MAGIC, VERSION, map);
  }

  static BuildingMark decode(byte[] file, String path) {
    CborMapReader map = CheckedMap.unwrap(MAGIC, VERSION, file, path);
    BuildingMark mark =
        new BuildingMark(
            CheckedText.spaceId(map.bytes(0), path),
            CheckedText.path(map.bytes(1), path),
            CheckedText.path(map.bytes(2), path),
            map.number(3),
            map.number(4),
            split(map.bytes(5), path));
    map.end();
    mark.requireOwnPlace(path);
    return mark;
  }

  // What a mark names is removed, so it names nothing but what a restore makes.
  private void requireOwnPlace(String path) {
    boolean beside = place.equals(HomeLayout.sibling(target, space));
    if (!inPlace() && !beside) {
      throw new CorruptException(path, -1, "a place beside the target " + target, "" + place);
    }
    if (beside && (device != 0 || inode != 0 || !names.isEmpty())) {
      throw new CorruptException(path, -1, "nothing about a target that is not filled", "names");
    }
  }

  // Joined by the one byte besides NUL that no name holds.
  private static byte[] joined(List<byte[]> names) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] name : names) {
      joined.writeBytes(name);
      joined.write('/');
    }
    return joined.toByteArray();
  }

  private static List<byte[]> split(byte[] joined, String path) {
    List<byte[]> names = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < joined.length; at++) {
      if (joined[at] == '/') {
        names.add(requireName(Arrays.copyOfRange(joined, start, at), path));
        start = at + 1;
      }
    }
    if (start < joined.length) {
      throw new CorruptException(path, -1, "names that end", "one without its end");
    }
    return names;
  }

  private static byte[] requireName(byte[] name, String path) {
    boolean dots = name.length <= 2;
    for (byte value : name) {
      dots &= value == '.';
      if (value == 0) {
        throw new CorruptException(path, -1, "names without NUL", "another");
      }
    }
    if (dots) {
      throw new CorruptException(path, -1, "names that are neither empty nor . nor ..", "another");
    }
    return name;
  }
}
