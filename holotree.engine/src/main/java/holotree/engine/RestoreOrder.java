package holotree.engine;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.fs.Outcome;
import holotree.api.fs.SpaceTree;
import holotree.engine.pool.Pool;
import holotree.engine.relocate.ByteCode;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.relocate.TargetPath;
import holotree.engine.restore.Restored;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A request to restore, everything in it looked up.
///
/// @param request what was asked for
/// @param id the catalog's id
/// @param catalog what is to be there
/// @param target where, absolute, every symlink resolved
/// @param given the same place as it was named, absolute
/// @param began when, as `System.nanoTime` tells it
/// @param notices what to know; grows
record RestoreOrder(
    RestoreRequest request,
    Digest id,
    Catalog catalog,
    Path target,
    Path given,
    long began,
    List<Notice> notices) {

  RestoreOrder {
    notices = new ArrayList<>(notices);
  }

  /// What becomes of each entry at the target.
  ///
  /// @throws holotree.api.error.UnsafeException if one cannot be had there
  RelocationPlan relocation(ByteCode byteCode) {
    RelocationPlan relocation = RelocationPlan.of(catalog, TargetPath.of(given, target), byteCode);
    relocation.requireFits();
    return relocation;
  }

  /// Adds something to know about the whole restore.
  void notice(Notice.Kind kind) {
    notices.add(new Notice(kind, 1, List.of()));
  }

  /// Brings a space to the disk.
  ///
  /// @return whether the platform can do that; if not, that is a notice
  boolean isSynced(SpaceTree tree) {
    if (tree.sync() instanceof Outcome.NotApplicable) {
      notice(Notice.Kind.NOT_SYNCED);
      return false;
    }
    return true;
  }

  /// What was done.
  ///
  /// @param space the space's id
  /// @param decision how files were to be placed; null if none was
  /// @param refreshed what was found there; null for a new space
  RestoreReceipt receipt(
      String space,
      RelocationPlan relocation,
      Restored restored,
      PlacementDesk.@Nullable Decision decision,
      RestoreReceipt.@Nullable Refreshed refreshed) {
    int[] leftOut = relocation.leftOut();
    if (leftOut.length > 0) {
      notices.add(
          new Notice(
              Notice.Kind.BYTE_CODE_LEFT_OUT,
              leftOut.length,
              IntStream.of(leftOut)
                  .limit(Notice.MOST_EXAMPLES)
                  .mapToObj(entry -> catalog.entry(entry).path().toString())
                  .toList()));
    }
    if (!restored.passedOver().isEmpty()) {
      notices.add(
          new Notice(
              Notice.Kind.PACK_PASSED_OVER,
              restored.passedOver().size(),
              restored.passedOver().stream().limit(Notice.MOST_EXAMPLES).toList()));
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
        refreshed,
        downgrades(restored, decision == null ? null : decision.downgrade()),
        changes(decision == null ? null : decision.pool()),
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
