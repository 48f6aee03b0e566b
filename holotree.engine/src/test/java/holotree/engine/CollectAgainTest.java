package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.FileSystemStrategy;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A pack that was compacted is left alone by the next collection: it would be written as the same pack, and
/// then be deleted.
@EnabledOnOs({OS.LINUX, OS.MAC})
class CollectAgainTest {

  @TempDir(factory = MemoryFolder.class)
  Path scratch;

  private final FileSystemStrategy strategy = SmallWorld.unsynced();
  private SmallWorld world;

  @BeforeEach
  void collectOnce() throws IOException {
    world = new SmallWorld(scratch);
    world.clear();
    LibraryCare.recordGarbage(world, strategy);
    world.with(
        strategy,
        holotree -> {
          holotree.evict(LibraryCare.SECOND);
          assertThat(holotree.gc(GcRequest.garbage()).packs())
              .extracting(GcReport.Pack::fate)
              .contains(GcReport.Fate.COMPACTED);
        });
  }

  @Test
  void collectingTwice_keepsWhatWasCompacted() {
    requireKept(GcRequest.garbage());
  }

  @Test
  void sizeThatIsReachedByNothingMore_takesNoPackThatIsNeeded() {
    // The recording needs less than its packs are long.
    requireKept(GcRequest.garbage().within(3300));
  }

  private void requireKept(GcRequest request) {
    world.with(
        strategy,
        holotree -> {
          GcReport report = holotree.gc(request);
          assertThat(report.recordings()).noneMatch(GcReport.Recording::evicted);
          assertThat(report.packs())
              .extracting(GcReport.Pack::fate)
              .containsOnly(GcReport.Fate.STAYS);
        });
    LibraryCare.requireWhole(world, strategy);
  }
}
