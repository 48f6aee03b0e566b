package holotree.engine.space;

import holotree.engine.format.CborMapReader;
import holotree.fuzz.CheckedMapFile;
import holotree.fuzz.Property;
import holotree.fuzz.Skipped;
import java.util.Arrays;

/// The state of a space.
public final class SpaceStateTarget {

  private static final int MAP = 16;
  private static final int DURABLE = 128;

  private SpaceStateTarget() {}

  /// Reads the input as a state, as it is and with its checksum put right, and writes what was read.
  public static void fuzzerTestOneInput(byte[] input) {
    Property.parsedOrRefused(() -> read(input));
    Property.parsedOrRefused(() -> read(CheckedMapFile.repaired(input)));
  }

  private static void read(byte[] file) {
    byte[] again = SpaceState.decode(file, "input").encode();
    byte[] map = Arrays.copyOfRange(file, MAP, file.length);
    if (!Skipped.hasAny(new CborMapReader(map, "input"), DURABLE)) {
      Property.requireSame(file, again, "the state");
    }
  }
}
