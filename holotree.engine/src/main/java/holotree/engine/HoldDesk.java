package holotree.engine;

import holotree.api.Digest;
import holotree.api.error.BusyException;
import holotree.api.error.NotFoundException;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.engine.journal.JournalLine.Act;
import holotree.engine.library.Library;
import holotree.engine.space.FoundSpace;
import holotree.engine.space.Phase;
import holotree.engine.space.SpaceRegistry;
import holotree.engine.space.SpaceState;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes requests to hold spaces in use.
final class HoldDesk {

  private final Holotree.Desk desk;
  private final JournalDesk journal;

  HoldDesk(Holotree.Desk desk, JournalDesk journal) {
    this.desk = desk;
    this.journal = journal;
  }

  HeldSpace hold(RestoreRequest request) {
    Library library = desk.library();
    library.checkFormat();
    RestoreDesk restoring = new RestoreDesk(desk);
    // Before anything is made for it.
    wanted(request);
    Path target = restoring.target(request.target());
    // Whoever asks at the same time for the same space waits, and finds it there.
    try (StoreLock _ = desk.home().lockPlace(target);
        StoreLock _ = library.locks().shared()) {
      Digest catalog = wanted(request);
      FoundSpace there = desk.home().registry().find(target);
      RestoreReceipt restored = null;
      if (there == null || !isUsable(there.state(), catalog) || isFree(there.state())) {
        RestoreRequest restore = request.recording(catalog.toString());
        restored =
            journal.noting(Act.RESTORE, request.recording(), () -> restoring.restoreHeld(restore));
      }
      StoreLock space = lock(target, catalog);
      try {
        return new HeldSpace(
            desk.strategy(), target, List.of(space, library.locks().catalog(catalog)), restored);
      } catch (RuntimeException failed) {
        space.close();
        throw failed;
      }
    }
  }

  private static boolean isUsable(SpaceState space, Digest catalog) {
    return space.phase() == Phase.COMPLETE && space.catalog().equals(catalog);
  }

  private Digest wanted(RestoreRequest request) {
    Library library = desk.library();
    try {
      return library.resolve(request.recording());
    } catch (NotFoundException noRecording) {
      FoundSpace space = named(request);
      if (space == null || space.state().isLost()) {
        throw noRecording;
      }
      return space.state().catalog();
    }
  }

  // A space may have been restored under a name that is no recording's, or is no more.
  private @Nullable FoundSpace named(RestoreRequest request) {
    try {
      return request.target() instanceof Target.Space(String name)
              && name.equals(request.recording())
          ? desk.home().find(name)
          : null;
    } catch (NotFoundException noSpace) {
      return null;
    }
  }

  // A space that others run programs in cannot be refreshed under their feet.
  private boolean isFree(SpaceState space) {
    try (StoreLock alone = desk.home().registry().tryLock(space.space(), LockMode.EXCLUSIVE)) {
      return alone != null;
    }
  }

  private StoreLock lock(Path target, Digest catalog) {
    SpaceRegistry registry = desk.home().registry();
    FoundSpace found = registry.find(target);
    if (found == null) {
      throw gone(target);
    }
    String space = found.state().space();
    StoreLock lock = registry.lock(space, target, LockMode.SHARED);
    FoundSpace now = registry.find(target);
    if (now == null || !now.state().space().equals(space) || !isUsable(now.state(), catalog)) {
      lock.close();
      throw new BusyException(
          target.toString(), "another holotree command, which changed it just now");
    }
    return lock;
  }

  private static NotFoundException gone(Path target) {
    return new NotFoundException(
        "The space " + target + " went away as soon as it was there.",
        List.of(),
        "Run the command again.");
  }
}
