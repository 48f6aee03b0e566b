package holotree.cli;

import holotree.engine.Placement;
import holotree.engine.RestoreRequest;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/// What the environment says of placement where no option does. A variable that is empty is not set.
final class PlacementVariables {

  private static final String PLACEMENT = "HOLOTREE_PLACEMENT";
  private static final String POOL_SIZE = "HOLOTREE_POOL_SIZE";

  private final Map<String, String> environment;

  private PlacementVariables(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Those of this environment.
  static PlacementVariables of(Map<String, String> environment) {
    return new PlacementVariables(environment);
  }

  /// How files are placed.
  ///
  /// @throws UsageException if the variable says nothing that there is
  Placement placement() {
    String text = environment.getOrDefault(PLACEMENT, "");
    if (text.isEmpty()) {
      return Placement.AUTO;
    }
    return Stream.of(Placement.values())
        .filter(placement -> placement.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> new UsageException(PLACEMENT + " is '" + text + "', and no one of " + allowed()));
  }

  /// How large the pool may grow, bytes.
  ///
  /// @throws UsageException if the variable is no size
  long poolBytes() {
    String text = environment.getOrDefault(POOL_SIZE, "");
    if (text.isEmpty()) {
      return RestoreRequest.DEFAULT_POOL_BYTES;
    }
    try {
      return new ByteSize().convert(text);
    } catch (TypeConversionException e) {
      throw new UsageException(POOL_SIZE + ": " + e.getMessage());
    }
  }

  private static String allowed() {
    return Stream.of(Placement.values())
        .map(placement -> placement.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
