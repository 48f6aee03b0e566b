package holotree.engine;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.error.UnsafeException;
import holotree.api.fs.Capabilities;
import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.api.fs.StoreLock;
import holotree.api.fs.WorkerLimits;
import holotree.engine.library.Library;
import holotree.engine.pool.Pool;
import holotree.engine.relocate.ByteCode;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.relocate.TargetPath;
import holotree.engine.restore.Placing;
import holotree.engine.restore.RestorePipeline;
import holotree.engine.restore.Restored;
import holotree.engine.restore.TargetRules;
import holotree.engine.space.Home;
import holotree.engine.space.NewSpace;
import holotree.engine.space.SpaceRegistry;
import holotree.engine.space.SpaceState;
import holotree.engine.space.SpaceSweep;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Takes requests to restore.
final class RestoreDesk {

  private static final int EXAMPLES = 5;

  private final Holotree.Desk desk;

  RestoreDesk(Holotree.Desk desk) {
    this.desk = desk;
  }

  RestoreReceipt restore(RestoreRequest request) {
    long began = System.nanoTime();
    Library library = desk.library();
    library.checkFormat();
    Digest id = library.resolve(request.recording());
    List<Notice> notices = new ArrayList<>();
    int cleared = new SpaceSweep(desk.home().registry(), desk.strategy()).run();
    if (cleared > 0) {
      notices.add(new Notice(Notice.Kind.REMAINS_CLEARED, cleared, List.of()));
    }
    try (StoreLock _ = library.lockShared()) {
      Catalog catalog = library.catalog(id);
      Path target = target(request.target());
      Path given = given(request.target(), target);
      RelocationPlan relocation =
          RelocationPlan.of(
              catalog, new TargetPath(bytes(given), bytes(target)), byteCode(request));
      relocation.requireFits();
      Build build = new Build(request, id, catalog, relocation, target, given, notices);
      RestoreReceipt receipt = build.run(false, began);
      return receipt == null ? build.inPlace(began) : receipt;
    }
  }

  private Path target(Target target) {
    Home home = desk.home();
    return switch (target) {
      case Target.Space(String name) -> home.placeFor(name);
      case Target.Directory(Path path) -> home.placeFor(path);
    };
  }

  private static Path given(Target target, Path resolved) {
    return switch (target) {
      case Target.Space _ -> resolved;
      case Target.Directory(Path path) -> path.toAbsolutePath().normalize();
    };
  }

  // Decided before it is known whether links can be made, so that the space is the same either way.
  private static ByteCode byteCode(RestoreRequest request) {
    return request.placement() == Placement.HARDLINK ? ByteCode.SHARED : ByteCode.OWN;
  }

  private static byte[] bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// One restore to one target.
  private final class Build {
    private final RestoreRequest request;
    private final Digest id;
    private final Catalog catalog;
    private final RelocationPlan relocation;
    private final Path target;
    private final Path given;
    private final List<Notice> notices;

    Build(
        RestoreRequest request,
        Digest id,
        Catalog catalog,
        RelocationPlan relocation,
        Path target,
        Path given,
        List<Notice> notices) {
      this.request = request;
      this.id = id;
      this.catalog = catalog;
      this.relocation = relocation;
      this.target = target;
      this.given = given;
      this.notices = notices;
    }

    /// Null if the target turned out to be one that must be filled in place.
    @Nullable RestoreReceipt run(boolean inPlace, long began) {
      SpaceRegistry registry = desk.home().registry();
      try (NewSpace space =
          inPlace
              ? NewSpace.beginInPlace(registry, desk.strategy(), target, catalog)
              : NewSpace.begin(registry, desk.strategy(), target, catalog)) {
        Capabilities can = desk.strategy().probe().measure(space.place());
        TargetRules.check(catalog, can, target);
        PlacementDesk.Decision decision =
            new PlacementDesk(desk, request, id).decide(space.place());
        int workers = workers(can.workers(), decision.placing());
        // Before directories get their modes: the root may end up closed to its owner.
        Outcome marked = space.tree().mark(space.id());
        Restored restored =
            new RestorePipeline(desk.providers(), desk.library(), workers)
                .run(catalog, relocation, space.tree(), decision.placing());
        FileStat root = space.tree().stat(space.tree().root());
        if (space.complete(state(space.id(), restored, root)) instanceof Outcome.NotApplicable) {
          return null;
        }
        if (marked instanceof Outcome.NotApplicable) {
          notices.add(new Notice(Notice.Kind.NOT_MARKED, 1, List.of()));
        }
        if (space.inPlace()) {
          notices.add(new Notice(Notice.Kind.FILLED_IN_PLACE, 1, List.of()));
        }
        return receipt(space.id(), began, restored, decision);
      }
    }

    RestoreReceipt inPlace(long began) {
      RestoreReceipt receipt = run(true, began);
      if (receipt == null) {
        throw new UnsafeException("the target " + target, "it cannot be filled in place either");
      }
      return receipt;
    }

    private int workers(WorkerLimits limits, Placing placing) {
      int most =
          placing instanceof Placing.Shares
              ? Math.min(limits.create(), limits.link())
              : limits.create();
      return Math.min(desk.workers(), most);
    }

    private SpaceState state(String space, Restored restored, FileStat root) {
      return new SpaceState(
          space,
          id,
          target,
          given,
          root.device(),
          root.inode(),
          byteCode(request),
          desk.strategy().bootId(),
          restored.sizes(),
          restored.inodes(),
          restored.ctimeSeconds(),
          restored.ctimeNanos(),
          restored.placements());
    }

    private RestoreReceipt receipt(
        String space, long began, Restored restored, PlacementDesk.Decision decision) {
      int[] leftOut = relocation.leftOut();
      if (leftOut.length > 0) {
        notices.add(
            new Notice(
                Notice.Kind.BYTE_CODE_LEFT_OUT,
                leftOut.length,
                IntStream.of(leftOut)
                    .limit(EXAMPLES)
                    .mapToObj(entry -> catalog.entry(entry).path().toString())
                    .toList()));
      }
      long relocated =
          IntStream.range(0, catalog.size())
              .filter(entry -> catalog.type(entry) != EntryType.DIRECTORY)
              .filter(entry -> relocation.action(entry) == RelocationPlan.Action.PATCH)
              .count();
      return new RestoreReceipt(
          id,
          request.recording(),
          space,
          target,
          restored.directories(),
          restored.copied(),
          restored.linked(),
          restored.cloned(),
          restored.symlinks(),
          restored.bytes(),
          relocated,
          leftOut.length,
          downgrades(restored, decision.downgrade()),
          changes(decision.pool()),
          System.nanoTime() - began,
          notices);
    }

    private List<Downgrade> downgrades(Restored restored, @Nullable String ofAll) {
      Placement wanted = request.placement();
      return ofAll == null
          ? restored.downgrades().entrySet().stream()
              .map(each -> new Downgrade(wanted, each.getValue(), each.getKey()))
              .toList()
          : List.of(new Downgrade(wanted, restored.copied(), ofAll));
    }

    private static RestoreReceipt.PoolChanges changes(@Nullable Pool pool) {
      return pool == null
          ? new RestoreReceipt.PoolChanges(0, 0, 0)
          : new RestoreReceipt.PoolChanges(pool.added(), pool.dropped(), pool.evicted());
    }
  }
}
