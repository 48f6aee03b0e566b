package holotree.fuzz;

import holotree.engine.format.NameRecord;

/// A name's file.
public final class NameTarget {

  private NameTarget() {}

  /// Reads the input as a name, and writes what was read.
  public static void fuzzerTestOneInput(byte[] input) {
    Property.parsedOrRefused(() ->
        Property.requireSame(
            input, NameRecord.encode(NameRecord.decode(input, "input")), "the name"));
  }
}
