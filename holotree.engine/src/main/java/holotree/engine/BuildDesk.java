package holotree.engine;

import holotree.api.error.NoSpaceException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.Capabilities;
import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.engine.preflight.Need;
import holotree.engine.preflight.Preflight;
import holotree.engine.relocate.ByteCode;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.restore.Placing;
import holotree.engine.restore.RestoreNeed;
import holotree.engine.restore.RestorePipeline;
import holotree.engine.restore.Restored;
import holotree.engine.restore.TargetRules;
import holotree.engine.space.NewSpace;
import holotree.engine.space.Phase;
import holotree.engine.space.SpaceRegistry;
import holotree.engine.space.SpaceState;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Builds a new space.
final class BuildDesk {

  private final Holotree.Desk desk;
  private final RestoreOrder order;

  BuildDesk(Holotree.Desk desk, RestoreOrder order) {
    this.desk = desk;
    this.order = order;
  }

  /// Builds it beside its target, or in it where there is no other way.
  RestoreReceipt build() {
    // Decided before it is known whether links can be made, so that the space is the same either
    // way.
    ByteCode byteCode =
        order.request().placement() == Placement.HARDLINK ? ByteCode.SHARED : ByteCode.OWN;
    RelocationPlan relocation = order.relocation(byteCode);
    RestoreNeed.Shared mayShare = new PlacementDesk(desk, order.request(), order.id()).mayShare();
    try {
      requireRoom(relocation, mayShare);
    } catch (NoSpaceException full) {
      throw full.leaving("Nothing was written.");
    }
    RestoreReceipt receipt = build(relocation, byteCode, mayShare, false);
    if (receipt == null) {
      receipt = build(relocation, byteCode, mayShare, true);
    }
    if (receipt == null) {
      throw new UnsafeException(
          "the target " + order.target(), "it cannot be filled in place either");
    }
    return receipt;
  }

  private void requireRoom(RelocationPlan relocation, RestoreNeed.Shared shared) {
    Preflight room = new Preflight(desk.strategy(), order.target());
    Need need = room.need();
    new RestoreNeed(order.catalog(), relocation, shared).addAll(need);
    room.require(need);
  }

  /// Null if the target turned out to be one that must be filled in place.
  private @Nullable RestoreReceipt build(
      RelocationPlan relocation, ByteCode byteCode, RestoreNeed.Shared mayShare, boolean inPlace) {
    SpaceRegistry registry = desk.home().registry();
    Path target = order.target();
    try (NewSpace space =
        inPlace
            ? NewSpace.beginInPlace(registry, desk.strategy(), target, order.catalog())
            : NewSpace.begin(registry, desk.strategy(), target, order.catalog())) {
      Capabilities can = desk.strategy().probe().measure(space.place());
      TargetRules.check(order.catalog(), can, target);
      PlacementDesk.Decision decision =
          new PlacementDesk(desk, order.request(), order.id()).decide(space.place());
      if (decision.placing() instanceof Placing.Copies && mayShare != RestoreNeed.Shared.NOTHING) {
        requireRoom(relocation, RestoreNeed.Shared.NOTHING);
      }
      // Before directories get their modes: the root may end up closed to its owner.
      Outcome marked = space.mark();
      Restored restored =
          new RestorePipeline(
                  desk.providers(),
                  desk.library(),
                  decision.workers(desk, can.workers()),
                  desk.progress())
              .run(order.catalog(), relocation, space.tree(), decision.placing());
      boolean durable = order.request().durable() && order.isSynced(space.tree());
      FileStat root = space.tree().stat(space.tree().root());
      SpaceState state =
          new SpaceState(
              space.id(),
              order.id(),
              target,
              order.given(),
              root.device(),
              root.inode(),
              byteCode,
              Phase.COMPLETE,
              desk.strategy().bootId(),
              durable,
              restored.placed());
      if (space.complete(state) instanceof Outcome.NotApplicable) {
        return null;
      }
      if (durable) {
        // Once more, for its name: what could be done then can be done now.
        space.tree().sync();
      }
      if (marked instanceof Outcome.NotApplicable) {
        order.notice(Notice.Kind.NOT_MARKED);
      }
      if (space.inPlace()) {
        order.notice(Notice.Kind.FILLED_IN_PLACE);
      }
      return order.receipt(space.id(), relocation, restored, decision, null);
    }
  }
}
