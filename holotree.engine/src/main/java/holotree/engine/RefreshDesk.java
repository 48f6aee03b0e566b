package holotree.engine;

import holotree.api.Catalog;
import holotree.api.error.BusyException;
import holotree.api.error.HolotreeException;
import holotree.api.error.NoSpaceException;
import holotree.api.fs.Capabilities;
import holotree.api.fs.FileStat;
import holotree.api.fs.LockMode;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.preflight.Need;
import holotree.engine.preflight.Preflight;
import holotree.engine.relocate.ByteCode;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.relocate.TargetPath;
import holotree.engine.restore.Repaired;
import holotree.engine.restore.RestoreNeed;
import holotree.engine.restore.RestorePipeline;
import holotree.engine.restore.Restored;
import holotree.engine.restore.TargetRules;
import holotree.engine.space.ClosedRoot;
import holotree.engine.space.FoundSpace;
import holotree.engine.space.Phase;
import holotree.engine.space.PlacedColumns;
import holotree.engine.space.SpaceRegistry;
import holotree.engine.space.SpaceState;
import holotree.engine.survey.Believed;
import holotree.engine.survey.SpaceSurvey;
import holotree.engine.survey.Survey;
import holotree.engine.survey.Verdict;
import holotree.engine.tree.OwnerAccess;
import org.jspecify.annotations.Nullable;

/// Makes a space that is there what its catalog says, or another one: surveys it, and repairs what
/// differs where it stands.
///
/// The space is marked as being refreshed before the first change, and complete after the last. Whatever
/// happens in between, its state tells which entries are as they were placed; of all others the bytes
/// decide. So the next restore, of this or another catalog, goes on from wherever this one stopped.
final class RefreshDesk {

  private final Holotree.Desk desk;
  private final RestoreOrder order;
  private final SpaceRegistry registry;

  RefreshDesk(Holotree.Desk desk, RestoreOrder order) {
    this.desk = desk;
    this.order = order;
    this.registry = desk.home().registry();
  }

  /// Refreshes a space. One that others use is looked at all the same: if it is what it should be,
  /// there is nothing to keep them from.
  ///
  /// @throws BusyException if others use it and something is to be changed
  RestoreReceipt refresh(FoundSpace found) {
    String space = found.state().space();
    try (StoreLock alone = registry.tryLock(space, LockMode.EXCLUSIVE)) {
      if (alone != null) {
        return new Refresh(registry.findAgain(found), null).run();
      }
    }
    String holder = registry.holder(space);
    try (StoreLock _ = registry.lock(space, found.path(), LockMode.SHARED)) {
      return new Refresh(registry.findAgain(found), holder).run();
    }
  }

  /// One refresh of one space, under its lock.
  private final class Refresh {
    private final FoundSpace found;
    private final SpaceState state;
    private final @Nullable String others;
    private final ByteCode byteCode;
    private final RelocationPlan relocation;
    private final boolean trusted;
    private volatile boolean marked;

    /// @param others who uses the space, too; null if nobody does
    Refresh(FoundSpace found, @Nullable String others) {
      this.found = found;
      this.state = found.state().isLost() ? found.state().of(order.id()) : found.state();
      this.others = others;
      this.byteCode =
          switch (order.request().placement()) {
            case AUTO -> state.byteCode();
            case HARDLINK -> ByteCode.SHARED;
            case COPY, REFLINK -> ByteCode.OWN;
          };
      this.relocation = order.relocation(byteCode);
      this.trusted = state.durable() || desk.strategy().bootId().equals(state.bootId());
    }

    RestoreReceipt run() {
      try {
        return Interruptible.REFRESH.run(this::surveyAndRepair);
      } catch (HolotreeException failed) {
        throw marked
            ? failed.leaving(
                "The space "
                    + found.path()
                    + " is marked incomplete; the next `holotree restore` onto it finishes it.")
            : failed;
      }
    }

    private RestoreReceipt surveyAndRepair() {
      try (SpaceTree tree = ClosedRoot.open(desk.strategy(), found.path(), this::mark)) {
        requireMark(tree);
        Survey survey =
            new SpaceSurvey(desk.workers(), desk.progress())
                .run(order.catalog(), relocation, tree, believed(), unshares(), this::mark);
        if (!trusted) {
          order.notice(Notice.Kind.DIGESTED_AFTER_RESTART);
        }
        if (found.moved()) {
          order.notice(Notice.Kind.MOVED);
        }
        if (survey.isPristine(this::isLeftOut)) {
          return pristine(survey, tree);
        }
        // What is too much may be, or have in it, spaces that are in use.
        try (StoreLock _ =
            survey.extras().isEmpty() ? () -> {} : registry.lockSpacesIn(found.path())) {
          requireRoom(survey, tree);
          mark();
          return repair(survey, tree);
        }
      }
    }

    private void requireMark(SpaceTree tree) {
      try {
        found.requireMark(tree);
      } catch (HolotreeException another) {
        unmark();
        throw another;
      }
    }

    private void unmark() {
      if (marked) {
        registry.write(state);
        marked = false;
      }
    }

    private RestoreReceipt pristine(Survey survey, SpaceTree tree) {
      boolean sync = !trusted || (order.request().durable() && !state.durable());
      boolean synced = sync && order.isSynced(tree);
      boolean tellsOther =
          marked
              || survey.count(Verdict.NOTED) > 0
              || state.phase() != Phase.COMPLETE
              || !state.catalog().equals(order.id())
              || !state.given().equals(order.given())
              || state.byteCode() != byteCode
              || found.moved();
      if ((sync || tellsOther) && others == null) {
        boolean durable = synced || (state.durable() && !marked);
        registry.write(complete(tree, survey.placed(), durable));
      }
      return receipt(survey, Restored.nothing(survey.placed()), 0, null);
    }

    private RestoreReceipt repair(Survey survey, SpaceTree tree) {
      // What is probed there is made there.
      OwnerAccess.give(tree, tree.root());
      Capabilities can = desk.strategy().probe().measure(found.path());
      try {
        TargetRules.check(order.catalog(), can, found.path());
      } catch (HolotreeException refused) {
        unmark();
        throw refused;
      }
      PlacementDesk.Decision decision =
          new PlacementDesk(desk, order.request(), order.id()).decide(found.path());
      Repaired repaired =
          new RestorePipeline(
                  desk.providers(),
                  desk.library(),
                  decision.workers(desk, can.workers()),
                  desk.progress())
              .repair(order.catalog(), relocation, tree, survey, decision.placing());
      boolean durable = (!trusted || order.request().durable()) && order.isSynced(tree);
      registry.write(complete(tree, repaired.restored().placed(), durable));
      return receipt(survey, repaired.restored(), repaired.removed(), decision);
    }

    private void requireRoom(Survey survey, SpaceTree tree) {
      PlacementDesk placement = new PlacementDesk(desk, order.request(), order.id());
      RestoreNeed made = new RestoreNeed(order.catalog(), relocation, placement.mayShare());
      Preflight room = new Preflight(desk.strategy(), found.path());
      Need need = room.need();
      made.addMissing(need, survey);
      if (!room.fits(need) && made.removeWrong(need, survey, tree)) {
        try {
          room.require(need);
        } catch (NoSpaceException full) {
          throw marked ? full : full.leaving("Nothing was changed.");
        }
      }
    }

    // By the survey's workers, too.
    private synchronized void mark() {
      if (others != null) {
        throw new BusyException(
            found.path().toString(),
            others,
            "It is not pristine, and cannot be repaired while others use it; nothing was changed.");
      }
      if (!marked) {
        registry.write(state.refreshing());
        marked = true;
      }
    }

    private boolean isLeftOut(int entry) {
      return relocation.action(entry) == RelocationPlan.Action.LEAVE_OUT;
    }

    private boolean unshares() {
      return switch (order.request().placement()) {
        case AUTO, HARDLINK -> false;
        case COPY, REFLINK -> true;
      };
    }

    private Believed believed() {
      Believed.Version now = new Believed.Version(order.catalog(), relocation);
      if (!trusted) {
        return Believed.NOTHING;
      }
      boolean same = state.catalog().equals(order.id());
      Catalog catalog = same ? order.catalog() : desk.library().catalogIfThere(state.catalog());
      if (catalog == null || catalog.size() != state.placed().size()) {
        return Believed.NOTHING;
      }
      if (same
          && !found.moved()
          && state.given().equals(order.given())
          && state.byteCode() == byteCode) {
        return Believed.same(now, state.placed());
      }
      RelocationPlan then =
          RelocationPlan.of(
              catalog, TargetPath.of(state.given(), state.target()), state.byteCode());
      return Believed.other(new Believed.Version(catalog, then), state.placed(), now);
    }

    private SpaceState complete(SpaceTree tree, PlacedColumns placed, boolean durable) {
      FileStat root = tree.stat(tree.root());
      return new SpaceState(
          state.space(),
          order.id(),
          found.path(),
          order.given(),
          root.device(),
          root.inode(),
          byteCode,
          Phase.COMPLETE,
          desk.strategy().bootId(),
          durable,
          placed);
    }

    private RestoreReceipt receipt(
        Survey survey, Restored restored, long removed, PlacementDesk.@Nullable Decision decision) {
      return order.receipt(
          state.space(),
          relocation,
          restored,
          decision,
          new RestoreReceipt.Refreshed(
              state.catalog(),
              state.target(),
              survey.count(Verdict.CLEAN),
              survey.count(Verdict.NOTED),
              survey.count(Verdict.ATTRIBUTES),
              removed,
              survey.digested(),
              survey.digestedBytes()));
    }
  }
}
