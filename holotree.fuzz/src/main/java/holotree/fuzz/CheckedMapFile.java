package holotree.fuzz;

/// Files that hold one checked map.
public final class CheckedMapFile {

  private static final int MAP = 16;
  private static final int SUM = 12;

  private CheckedMapFile() {}

  /// The file with the checksum of its map put right.
  public static byte[] repaired(byte[] input) {
    return Property.withChecksum(input, MAP, input.length - (long) MAP, SUM);
  }
}
