package holotree.engine;

import holotree.api.Catalog;
import holotree.api.fs.LockMode;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.library.Library;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.relocate.TargetPath;
import holotree.engine.space.SpaceRegistry;
import holotree.engine.space.SpaceRemoval;
import holotree.engine.space.SpaceState;
import holotree.engine.verify.Finding;
import holotree.engine.verify.SpaceVerifier;
import holotree.engine.verify.Verified;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Takes requests about spaces that are there.
final class SpaceDesk {

  private final Holotree.Desk desk;

  SpaceDesk(Holotree.Desk desk) {
    this.desk = desk;
  }

  VerifyReport verify(Target space) {
    long began = System.nanoTime();
    SpaceRegistry registry = desk.home().registry();
    SpaceState state = find(space);
    Library library = desk.library();
    library.checkFormat();
    try (StoreLock _ = registry.lock(state.space(), state.target(), LockMode.SHARED);
        StoreLock _ = library.lockShared();
        SpaceTree tree = desk.strategy().openTree(state.target())) {
      Catalog catalog = library.catalog(state.catalog());
      RelocationPlan relocation =
          RelocationPlan.of(
              catalog,
              new TargetPath(bytes(state.given()), bytes(state.target())),
              state.byteCode());
      Verified verified = new SpaceVerifier(desk.workers()).run(catalog, relocation, tree);
      return new VerifyReport(
          state.target(),
          state.catalog(),
          verified.entries(),
          verified.bytes(),
          System.nanoTime() - began,
          verified.findings().stream().map(SpaceDesk::difference).toList());
    }
  }

  DeleteReceipt delete(Target space) {
    long began = System.nanoTime();
    SpaceState state = find(space);
    long entries = new SpaceRemoval(desk.home().registry(), desk.strategy()).run(state);
    return new DeleteReceipt(state.target(), state.space(), entries, System.nanoTime() - began);
  }

  private SpaceState find(Target space) {
    return switch (space) {
      case Target.Space(String name) -> desk.home().find(name);
      case Target.Directory(Path path) -> desk.home().find(path);
    };
  }

  private static byte[] bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static VerifyReport.Difference difference(Finding finding) {
    return new VerifyReport.Difference(
        new String(finding.path(), StandardCharsets.UTF_8),
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
}
