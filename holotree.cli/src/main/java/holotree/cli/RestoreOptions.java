package holotree.cli;

import holotree.engine.Placement;
import holotree.engine.RestoreRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every verb that restores: where to, and how files come there.
final class RestoreOptions {

  @Option(
      names = "--space",
      paramLabel = "SPACE",
      description = "the space to restore into (else the one of the same name)")
  private @Nullable String space;

  @Option(names = "--to", paramLabel = "DIR", description = "the directory to restore into")
  private @Nullable Path directory;

  @Option(
      names = "--placement",
      paramLabel = "auto|copy|hardlink|reflink",
      description =
          "how files get there: written (copy), or sharing inodes (hardlink) or bytes (reflink)"
              + " with the home's pool; auto is reflink from the second restore on where that"
              + " works, else copy (HOLOTREE_PLACEMENT)")
  private @Nullable Placement placement;

  @Option(
      names = "--require-placement",
      description = "fail rather than write files that cannot be shared as --placement says")
  private boolean placementRequired;

  @Option(
      names = "--pool-size",
      paramLabel = "SIZE",
      converter = ByteSize.class,
      description = "how large the pool may grow, such as 500M or 10GiB (HOLOTREE_POOL_SIZE)")
  private @Nullable Long poolBytes;

  @Option(
      names = "--durable",
      description = "sync the space to the disk, so that it survives a loss of power")
  private boolean durable;

  /// Whether a target is named.
  ///
  /// @throws UsageException if two are
  boolean named() {
    if (space != null && directory != null) {
      throw new UsageException("--space and --to exclude each other");
    }
    return space != null || directory != null;
  }

  /// What the options ask for.
  ///
  /// @param recording what to restore; the space of that name is the target unless another is named
  /// @throws UsageException if they name two targets, or contradict each other
  RestoreRequest of(String recording) {
    return of(recording, PlacementVariables.of(System.getenv()));
  }

  /// The same.
  ///
  /// @param variables say what no option does
  RestoreRequest of(String recording, PlacementVariables variables) {
    Placement how = placement == null ? variables.placement() : placement;
    if (placementRequired && how == Placement.AUTO) {
      throw new UsageException("--require-placement needs a --placement other than auto");
    }
    RestoreRequest request =
        RestoreRequest.of(recording)
            .poolBytes(poolBytes == null ? variables.poolBytes() : poolBytes);
    request = placementRequired ? request.placedOnly(how) : request.placed(how);
    request = durable ? request.synced() : request;
    if (named() && directory != null) {
      return request.to(directory);
    }
    return space == null ? request : request.space(NameArgument.check("--space", space));
  }
}
