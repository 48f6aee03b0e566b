package holotree.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.EntryType;
import holotree.api.ProgressListener;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.builtin.PortableStrategy;
import holotree.engine.space.PlacedColumns;
import holotree.engine.tree.TreeRemover;
import holotree.engine.work.Workers;
import holotree.testkit.forward.ForwardingTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {

  @TempDir Path scratch;

  @Test
  void eachDirectory_isMadeByOneCall() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Catalog catalog = deepAndWide();
    AtomicInteger made = new AtomicInteger();
    try (SpaceTree tree = new Counting(new PortableStrategy().openTree(scratch), made);
        Workers workers = new Workers("test", 8)) {
      Directories directories =
          new Directories(catalog, tree, entry -> entry == 0 ? tree.root() : null);
      AtomicInteger thread = new AtomicInteger();
      workers.runOnAll(() -> {
        Random random = new Random(seed + thread.getAndIncrement());
        for (int i = 0; i < 2 * catalog.size(); i++) {
          directories.get(random.nextInt(catalog.size()));
        }
        for (int entry = 0; entry < catalog.size(); entry++) {
          directories.get(entry);
        }
      });
    }
    assertThat(made.get()).as("seed %d", seed).isEqualTo(catalog.size() - 1);
  }

  @Test
  void finishedDirectories_haveTheirModesAndTimes() throws IOException {
    CatalogBuilder builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0700, 1_000_000_000, 0);
    builder.add(0, new byte[] {'a'}, EntryType.DIRECTORY, 0555, 1_000_000_001, 0);
    builder.add(1, new byte[] {'b'}, EntryType.DIRECTORY, 0400, 1_000_000_002, 0);
    builder.add(2, new byte[] {'c'}, EntryType.DIRECTORY, 0755, 1_000_000_003, 0);
    Catalog catalog = builder.build();
    PlacedEntries placed =
        new PlacedEntries(PlacedColumns.empty(catalog.size()), ProgressListener.NONE);
    try (SpaceTree tree = new PortableStrategy().openTree(scratch)) {
      Directories directories =
          new Directories(catalog, tree, entry -> entry == 0 ? tree.root() : null);
      directories.get(3);
      for (int share = 0; share < 3; share++) {
        directories.finish(share, 3, placed);
      }
      directories.finishLocked(placed);
    }
    assertThat(placed.result(Map.of(), List.of()).directories()).isEqualTo(4);
    assertThat(Files.getLastModifiedTime(scratch).toMillis()).isEqualTo(1_000_000_000_000L);
    assertThat(Files.getLastModifiedTime(scratch.resolve("a")).toMillis())
        .isEqualTo(1_000_000_001_000L);
    assertThat(Files.getAttribute(scratch.resolve("a"), "unix:mode")).isEqualTo(040555);
    try (SpaceTree tree = new PortableStrategy().openTree(scratch)) {
      TreeRemover.empty(tree);
    }
  }

  private static Catalog deepAndWide() {
    CatalogBuilder builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    for (int i = 0; i < 20; i++) {
      int parent = builder.add(0, bytes(i), EntryType.DIRECTORY, 0755, 0, 0);
      for (int depth = 0; depth < 8; depth++) {
        parent = builder.add(parent, bytes(depth), EntryType.DIRECTORY, 0755, 0, 0);
      }
    }
    return builder.build();
  }

  private static byte[] bytes(int number) {
    return String.format("%02d", number).getBytes(StandardCharsets.US_ASCII);
  }

  /// Counts the directories that are made.
  private static final class Counting extends ForwardingTree {
    private final AtomicInteger made;

    Counting(SpaceTree tree, AtomicInteger made) {
      super(tree);
      this.made = made;
    }

    @Override
    public TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode) {
      made.incrementAndGet();
      return super.makeDirectory(parent, name, mode);
    }
  }
}
