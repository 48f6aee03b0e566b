package holotree.engine;

import holotree.api.Digest;
import holotree.api.error.HolotreeException;
import holotree.api.fs.StoreLock;
import holotree.engine.library.Library;
import holotree.engine.space.FoundSpace;
import holotree.engine.space.Home;
import holotree.engine.space.SpaceSweep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Takes requests to restore: onto a space that is there, or into a new one.
final class RestoreDesk {

  private final Holotree.Desk desk;

  RestoreDesk(Holotree.Desk desk) {
    this.desk = desk;
  }

  RestoreReceipt restore(RestoreRequest request) {
    desk.library().checkFormat();
    try (StoreLock _ = desk.library().locks().shared()) {
      return restoreHeld(request);
    }
  }

  /// The same; the caller has checked the library's format and holds it.
  RestoreReceipt restoreHeld(RestoreRequest request) {
    long began = System.nanoTime();
    Library library = desk.library();
    Digest id = library.resolve(request.recording());
    List<Notice> notices = new ArrayList<>();
    Path target = target(request.target());
    SpaceSweep.Swept swept = new SpaceSweep(desk.home().registry(), desk.strategy()).run(target);
    if (swept.removed() > 0) {
      notices.add(new Notice(Notice.Kind.REMAINS_CLEARED, swept.removed(), List.of()));
    }
    if (!swept.kept().isEmpty()) {
      notices.add(
          new Notice(
              Notice.Kind.REMAINS_KEPT,
              swept.kept().size(),
              swept.kept().stream()
                  .map(HolotreeException::what)
                  .limit(Notice.MOST_EXAMPLES)
                  .toList()));
    }
    RestoreOrder order =
        new RestoreOrder(
            request,
            id,
            library.catalog(id),
            target,
            given(request.target(), target),
            began,
            notices);
    FoundSpace there = desk.home().registry().find(target);
    RestoreReceipt done =
        there == null
            ? new BuildDesk(desk, order).build()
            : new RefreshDesk(desk, order).refresh(there);
    library.touch(id);
    return done;
  }

  /// Where a target is or would be: absolute, symbolic links above it resolved, its parent made.
  Path target(Target target) {
    Home home = desk.home();
    Path library = desk.library().path();
    return switch (target) {
      case Target.Space(String name) -> home.placeFor(name, library);
      case Target.Directory(Path path) -> home.placeFor(path, library);
    };
  }

  private static Path given(Target target, Path resolved) {
    return switch (target) {
      case Target.Space _ -> resolved;
      case Target.Directory(Path path) -> path.toAbsolutePath().normalize();
    };
  }
}
