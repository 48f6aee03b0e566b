package holotree.engine;

import java.nio.file.Path;

/// What to restore, where to and how. Immutable.
///
/// @param recording a name, a catalog id, or the first 8 or more digits of one
/// @param target where to
/// @param placement how files come there
/// @param placementRequired whether a file that cannot come there like that fails the restore; files
///     that are empty, or hold the space's own path, are written in any case
/// @param poolBytes how large the pool may grow, bytes, 0 or more
/// @param durable whether the space survives a loss of power when the restore returns
public record RestoreRequest(
    String recording,
    Target target,
    Placement placement,
    boolean placementRequired,
    long poolBytes,
    boolean durable) {

  /// How large the pool may grow unless told otherwise: 10 GiB.
  public static final long DEFAULT_POOL_BYTES = 10L << 30;

  /// @throws IllegalArgumentException if `poolBytes` is negative
  public RestoreRequest {
    if (poolBytes < 0) {
      throw new IllegalArgumentException("a pool of " + poolBytes + " bytes");
    }
  }

  /// Restores `recording` into the space of the same name, unless told otherwise.
  public static RestoreRequest of(String recording) {
    return new RestoreRequest(
        recording, new Target.Space(recording), Placement.AUTO, false, DEFAULT_POOL_BYTES, false);
  }

  /// The same, of another recording.
  public RestoreRequest recording(String other) {
    return new RestoreRequest(other, target, placement, placementRequired, poolBytes, durable);
  }

  /// The same, into the directory `directory`: not there, empty, or a space.
  public RestoreRequest to(Path directory) {
    return at(new Target.Directory(directory));
  }

  /// The same, into the space `name` of the home.
  public RestoreRequest space(String name) {
    return at(new Target.Space(name));
  }

  /// The same, with files placed so where that is possible.
  public RestoreRequest placed(Placement how) {
    return new RestoreRequest(recording, target, how, false, poolBytes, durable);
  }

  /// The same, with files placed so or not at all.
  public RestoreRequest placedOnly(Placement how) {
    return new RestoreRequest(recording, target, how, true, poolBytes, durable);
  }

  /// The same, with a pool of at most `bytes`.
  public RestoreRequest poolBytes(long bytes) {
    return new RestoreRequest(recording, target, placement, placementRequired, bytes, durable);
  }

  /// The same, synced to the disk before it is called complete.
  public RestoreRequest synced() {
    return new RestoreRequest(recording, target, placement, placementRequired, poolBytes, true);
  }

  private RestoreRequest at(Target other) {
    return new RestoreRequest(recording, other, placement, placementRequired, poolBytes, durable);
  }
}
