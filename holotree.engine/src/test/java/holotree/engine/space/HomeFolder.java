package holotree.engine.space;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.engine.library.LibraryFolder;
import holotree.engine.relocate.ByteCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A home in a directory of a test.
final class HomeFolder implements AutoCloseable {

  private final FileSystemStrategy strategy;
  private final LibraryStore store;
  private final Home home;
  private final Path root;

  HomeFolder(Path root, FileSystemStrategy strategy) {
    this.root = root;
    this.strategy = strategy;
    this.store = strategy.store(root, Durability.VOLATILE);
    this.home = new Home(root, store, strategy, LibraryFolder.locks(store));
  }

  Home home() {
    return home;
  }

  SpaceRegistry registry() {
    return home.registry();
  }

  LibraryStore store() {
    return store;
  }

  /// The files that say something of spaces.
  List<String> states() {
    return store.list(HomeLayout.STATES);
  }

  Path stateFile(String name) {
    return root.resolve(HomeLayout.STATES).resolve(name);
  }

  /// A catalog of one directory that holds one file.
  static Catalog catalog() {
    CatalogBuilder builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    builder.add(0, bytes("bin"), EntryType.DIRECTORY, 0755, 0, 0);
    builder.add(1, bytes("tool"), EntryType.FILE, 0644, 0, 0);
    return builder.build();
  }

  /// A state of the space `id` whose tree is at `place` now.
  SpaceState state(String id, Path target, Path place) {
    FileStat there = strategy.stat(place);
    if (there == null) {
      throw new AssertionError("nothing at " + place);
    }
    return new SpaceState(
        id,
        new Digest(1, 2, 3, 4),
        target,
        target,
        there.device(),
        there.inode(),
        ByteCode.OWN,
        Phase.COMPLETE,
        "boot",
        false,
        new PlacedColumns(
            new long[] {0, 0, 5},
            new long[] {1, 2, 3},
            new long[] {-4, 5, 6},
            new int[] {7, 8, 9},
            new byte[] {1, 1, 2}));
  }

  /// Makes what a restore makes, as far as it got.
  static void fill(Path place) throws IOException {
    Files.createDirectories(place.resolve("bin"));
    Files.writeString(place.resolve("bin/tool"), "#!");
  }

  /// Makes a complete space.
  SpaceState space(Path target) throws IOException {
    try (NewSpace space = NewSpace.begin(registry(), strategy, target, catalog())) {
      fill(space.place());
      space.mark();
      SpaceState state = state(space.id(), target, space.place());
      space.complete(state);
      return state;
    }
  }

  @Override
  public void close() {
    store.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
