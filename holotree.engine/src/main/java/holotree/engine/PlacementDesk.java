package holotree.engine;

import holotree.api.Digest;
import holotree.api.error.RefusedException;
import holotree.api.fs.Outcome;
import holotree.api.fs.Sharing;
import holotree.api.fs.WorkerLimits;
import holotree.engine.pool.Pool;
import holotree.engine.pool.PoolKind;
import holotree.engine.restore.Placing;
import holotree.engine.restore.RestoreNeed;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Decides how the files of one restore are placed: as was asked for, where the home and the target allow
/// it.
final class PlacementDesk {

  private final Holotree.Desk desk;
  private final RestoreRequest request;
  private final Digest catalog;

  PlacementDesk(Holotree.Desk desk, RestoreRequest request, Digest catalog) {
    this.desk = desk;
    this.request = request;
    this.catalog = catalog;
  }

  /// Decides.
  ///
  /// @param place a directory where files will be placed
  /// @throws RefusedException if the placement is required and not possible there
  Decision decide(Path place) {
    return switch (request.placement()) {
      case COPY -> Decision.COPIES;
      case HARDLINK -> share(PoolKind.LINKS, sharing(place).links(), place);
      case REFLINK -> share(PoolKind.CLONES, sharing(place).clones(), place);
      case AUTO -> sharing(place).clones() instanceof Outcome.Done ? reuse() : Decision.COPIES;
    };
  }

  /// What files may share with the pool, before anything was tried.
  RestoreNeed.Shared mayShare() {
    return switch (request.placement()) {
      case COPY -> RestoreNeed.Shared.NOTHING;
      case HARDLINK -> RestoreNeed.Shared.INODES;
      case REFLINK -> RestoreNeed.Shared.BYTES;
      case AUTO ->
          Pool.isEmpty(desk.home().store(), PoolKind.CLONES)
              ? RestoreNeed.Shared.NOTHING
              : RestoreNeed.Shared.BYTES;
    };
  }

  private Decision share(PoolKind kind, Outcome possible, Path place) {
    return switch (possible) {
      case Outcome.Done _ -> {
        Pool pool = pool(kind);
        yield new Decision(new Placing.Shares(pool, true, request.placementRequired()), pool, null);
      }
      case Outcome.NotApplicable(String reason) -> {
        if (request.placementRequired()) {
          throw new RefusedException(
              kind == PoolKind.LINKS ? "hard-link from the pool to" : "clone from the pool to",
              place.toString(),
              reason,
              "Put --home and the target on one file system that can do it, or leave out"
                  + " --require-placement.",
              null);
        }
        yield new Decision(new Placing.Copies(), null, reason);
      }
    };
  }

  private Decision reuse() {
    Pool pool = pool(PoolKind.CLONES);
    return new Decision(new Placing.Shares(pool, pool.hasSeen(catalog), false), pool, null);
  }

  private Pool pool(PoolKind kind) {
    return new Pool(desk.home().store(), kind, request.poolBytes(), Instant.now());
  }

  private Sharing sharing(Path place) {
    Path pool = desk.home().poolDirectory();
    return desk.probes().sharing(pool, place);
  }

  /// How files are placed.
  ///
  /// @param placing for the pipeline
  /// @param pool what is shared; null if nothing is
  /// @param downgrade why every file is copied though it was to be shared; null if that is not so
  record Decision(Placing placing, @Nullable Pool pool, @Nullable String downgrade) {
    static final Decision COPIES = new Decision(new Placing.Copies(), null, null);

    /// How many threads work at once.
    ///
    /// @param limits what the target stands
    int workers(Holotree.Desk desk, WorkerLimits limits) {
      int most =
          placing instanceof Placing.Shares
              ? Math.min(limits.create(), limits.link())
              : limits.create();
      return Math.min(desk.workers(), most);
    }
  }
}
