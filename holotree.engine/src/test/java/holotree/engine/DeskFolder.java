package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.ProgressListener;
import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.engine.library.LibraryFolder;
import holotree.engine.space.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A directory with a library, a home and a place for targets, worked on through a strategy of a test's
/// own.
final class DeskFolder implements AutoCloseable {

  private final Path root;
  private final LibraryFolder library;
  private final LibraryStore homeStore;
  private final Holotree.Desk desk;
  private final Path targets;

  DeskFolder(Path scratch, FileSystemStrategy strategy, int workers) throws IOException {
    root = scratch.toRealPath();
    library = new LibraryFolder(root.resolve("library"));
    homeStore = strategy.store(root.resolve("home"), Durability.VOLATILE);
    desk =
        new Holotree.Desk(
            LibraryFolder.providers(),
            strategy,
            library.library(),
            new Home(root.resolve("home"), homeStore, strategy, LibraryFolder.locks(homeStore)),
            workers,
            new Probes(strategy),
            ProgressListener.NONE);
    targets = Files.createDirectory(root.resolve("targets"));
  }

  /// A directory to be filled and recorded.
  Path stage() throws IOException {
    return Files.createDirectory(root.resolve("stage-of-a-test"));
  }

  void record(Path stage) {
    new RecordDesk(desk).record(RecordRequest.of(stage).named("tree"));
  }

  Path target(String name) {
    return targets.resolve(name);
  }

  /// A request for what was recorded.
  RestoreRequest to(String target) {
    return RestoreRequest.of("tree").to(target(target));
  }

  RestoreReceipt restore(RestoreRequest request) {
    return new RestoreDesk(desk).restore(request);
  }

  Holotree.Desk desk() {
    return desk;
  }

  /// Fails unless these are the only targets there, and nothing stays open or half done.
  void requireOnly(String... names) {
    assertThat(targets.toFile().list()).containsExactlyInAnyOrder(names);
    assertThat(homeStore.list("spaces/.state")).hasSize(names.length);
    assertThat(library.store().openFiles()).isZero();
  }

  void requirePristine(String target) {
    assertThat(new SpaceDesk(desk).verify(new Target.Directory(target(target))).differences())
        .isEmpty();
  }

  @Override
  public void close() {
    homeStore.close();
    library.close();
  }
}
