package holotree.engine.space;

import holotree.engine.format.CborMapReader;
import holotree.fuzz.CheckedMapFile;
import holotree.fuzz.Property;
import holotree.fuzz.Skipped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A building mark.
public final class BuildingMarkTarget {

  private static final int MAP = 16;

  private BuildingMarkTarget() {}

  /// Reads the input as a mark, as it is and with its checksum put right, and writes what was read.
  public static void fuzzerTestOneInput(byte[] input) {
    Property.parsedOrRefused(() -> read(input));
    Property.parsedOrRefused(() -> read(CheckedMapFile.repaired(input)));
  }

  /// Marks to begin with.
  public static List<byte[]> seeds() {
    String space = "0123456789abcdef0123456789abcdef";
    Path target = Path.of("/a/b");
    byte[] name = "bin".getBytes(StandardCharsets.US_ASCII);
    return List.of(
        BuildingMark.beside(space, target).encode(),
        new BuildingMark(space, target, target, 1, 2, List.of(name, name)).encode());
  }

  private static void read(byte[] file) {
    BuildingMark mark = BuildingMark.decode(file, "input");
    byte[] map = Arrays.copyOfRange(file, MAP, file.length);
    if (!Skipped.hasAny(new CborMapReader(map, "input"))) {
      Property.requireSame(file, mark.encode(), "the mark");
    }
    boolean own =
        mark.place().equals(mark.target())
            || mark.place().equals(HomeLayout.sibling(mark.target(), mark.space()));
    Property.require(own, "a place of its own: " + mark.place());
  }
}
