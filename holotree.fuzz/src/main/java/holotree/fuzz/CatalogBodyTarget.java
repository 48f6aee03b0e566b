package holotree.fuzz;

import holotree.api.Catalog;
import holotree.engine.format.CatalogFormat;
import holotree.engine.format.CborMapReader;

/// The body of a catalog.
public final class CatalogBodyTarget {

  private CatalogBodyTarget() {}

  /// Reads the input as a body, and writes what was read.
  public static void fuzzerTestOneInput(byte[] input) {
    Property.parsedOrRefused(() -> read(input));
  }

  private static void read(byte[] input) {
    Catalog catalog = CatalogFormat.decode(input, "input");
    byte[] again = CatalogFormat.encode(catalog);
    if (!Skipped.hasAny(new CborMapReader(input, "input"))) {
      Property.requireSame(input, again, "the body");
    }
    Property.requireSame(
        again, CatalogFormat.encode(CatalogFormat.decode(again, "again")), "the body once more");
    for (int entry = 0; entry < catalog.size(); entry++) {
      catalog.entry(entry);
    }
  }
}
