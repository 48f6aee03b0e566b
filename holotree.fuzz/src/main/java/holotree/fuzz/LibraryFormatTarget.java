package holotree.fuzz;

import holotree.engine.format.LibraryFormat;

/// A library's FORMAT.
public final class LibraryFormatTarget {

  private LibraryFormatTarget() {}

  /// Reads the input as that line.
  public static void fuzzerTestOneInput(byte[] input) {
    Property.parsedOrRefused(() -> {
      LibraryFormat.check(input, "input");
      Property.requireSame(input, LibraryFormat.encode(), "the line");
    });
  }
}
