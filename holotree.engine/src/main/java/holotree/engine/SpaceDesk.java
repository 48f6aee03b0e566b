package holotree.engine;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.PlainText;
import holotree.api.fs.LockMode;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.library.Library;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.relocate.TargetPath;
import holotree.engine.space.FoundSpace;
import holotree.engine.space.SpaceRegistry;
import holotree.engine.space.SpaceRemoval;
import holotree.engine.space.SpaceState;
import holotree.engine.verify.Finding;
import holotree.engine.verify.SpaceVerifier;
import holotree.engine.verify.Verified;
import java.nio.file.Path;

/// Takes requests about spaces that are there.
final class SpaceDesk {

  private final Holotree.Desk desk;

  SpaceDesk(Holotree.Desk desk) {
    this.desk = desk;
  }

  VerifyReport verify(Target space) {
    long began = System.nanoTime();
    FoundSpace found = find(space).requireKnown();
    Digest catalog = found.state().catalog();
    return compare(
        found,
        catalog,
        (_, _, _, verified) ->
            new VerifyReport(
                found.path(),
                catalog,
                verified.entries(),
                verified.bytes(),
                System.nanoTime() - began,
                verified.findings().stream().map(SpaceDesk::difference).toList()));
  }

  /// Compares a space with a catalog, its own or another, while no command changes it.
  ///
  /// @param then what to do with it before that may change again
  <R> R compare(FoundSpace found, Digest id, Compared<R> then) {
    SpaceRegistry registry = desk.home().registry();
    SpaceState state = found.state();
    Library library = desk.library();
    library.checkFormat();
    try (StoreLock _ = registry.lock(state.space(), found.path(), LockMode.SHARED);
        StoreLock _ = library.locks().shared();
        SpaceTree tree = desk.strategy().openTree(found.path())) {
      Catalog catalog = library.catalogOf(id);
      Path given = found.moved() ? found.path() : state.given();
      RelocationPlan relocation =
          RelocationPlan.of(catalog, TargetPath.of(given, found.path()), state.byteCode());
      Verified verified =
          new SpaceVerifier(desk.workers(), desk.progress()).run(catalog, relocation, tree);
      return then.run(catalog, relocation, tree, verified);
    }
  }

  DeleteReceipt delete(Target space) {
    long began = System.nanoTime();
    FoundSpace found = find(space);
    long entries = new SpaceRemoval(desk.home().registry(), desk.strategy()).run(found);
    return new DeleteReceipt(
        found.path(), found.state().space(), entries, System.nanoTime() - began);
  }

  /// A space.
  ///
  /// @throws holotree.api.error.NotFoundException if it is no space of the home
  FoundSpace find(Target space) {
    return switch (space) {
      case Target.Space(String name) -> desk.home().find(name);
      case Target.Directory(Path path) -> desk.home().find(path);
    };
  }

  private static VerifyReport.Difference difference(Finding finding) {
    return new VerifyReport.Difference(
        PlainText.of(finding.path()),
        switch (finding.aspect()) {
          case MISSING -> VerifyReport.Aspect.MISSING;
          case EXTRA -> VerifyReport.Aspect.EXTRA;
          case TYPE -> VerifyReport.Aspect.TYPE;
          case MODE -> VerifyReport.Aspect.MODE;
          case MTIME -> VerifyReport.Aspect.MTIME;
          case SIZE -> VerifyReport.Aspect.SIZE;
          case CONTENT -> VerifyReport.Aspect.CONTENT;
          case TARGET -> VerifyReport.Aspect.TARGET;
        },
        finding.expected(),
        finding.actual());
  }

  /// What is to be done with a comparison.
  @FunctionalInterface
  interface Compared<R> {
    R run(Catalog catalog, RelocationPlan relocation, SpaceTree tree, Verified verified);
  }
}
