package holotree.engine.library;

import holotree.api.Digest;
import holotree.engine.discovery.Providers;
import holotree.fuzz.InputFile;
import holotree.fuzz.Property;

/// The file of a catalog, under an id that is another's: all of it is read before that is found.
public final class CatalogFileTarget {

  private static final int HEADER = 32;
  private static final int SUM = 28;
  private static final Providers PROVIDERS = Providers.installed();

  private CatalogFileTarget() {}

  /// Reads the input as a file, as it is and with the checksums of its header and first frame put right.
  public static void fuzzerTestOneInput(byte[] input) {
    read(input);
    long frame = HEADER;
    long payload = Property.u64(input, frame + 16) & 0xFFFF_FFFFL;
    byte[] right = Property.withChecksum(input, 0, SUM, SUM);
    right = Property.withChecksum(right, frame + 32, payload, frame + 24);
    read(Property.withChecksum(right, frame, SUM, frame + SUM));
  }

  private static void read(byte[] file) {
    Property.parsedOrRefused(
        () -> new CatalogStore(InputFile.store(file), PROVIDERS).read(new Digest(1, 2, 3, 4)));
  }
}
