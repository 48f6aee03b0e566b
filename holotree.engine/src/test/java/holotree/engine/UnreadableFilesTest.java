package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.FileSystemStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the disk cannot read stands in the way of nothing but itself, and is never taken for damage.
class UnreadableFilesTest {

  @TempDir Path scratch;
  private final FileSystemStrategy sound = SmallWorld.unsynced();
  private final UnreadableFiles disk = new UnreadableFiles();
  private SmallWorld world;

  @BeforeEach
  void makeWorld() throws IOException {
    world = new SmallWorld(scratch);
    world.clear();
  }

  @Test
  void restore_takesWhatAnotherPackHolds() throws IOException {
    record(world.first(), SmallWorld.FIRST, "stored");
    Path library = world.library();
    Path other = world.root().resolve("other");
    Files.move(library, other);
    record(world.first(), SmallWorld.FIRST, MirrorCodec.ID);
    Path copied = LibraryCare.packs(other).getFirst();
    Path copy = library.resolve(other.relativize(copied));
    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
    Files.copy(copied, copy);
    Path pack = LibraryCare.packs(library).getFirst();
    disk.frames(pack);
    world.with(
        disk,
        holotree -> {
          RestoreReceipt receipt =
              holotree.restore(RestoreRequest.of(SmallWorld.FIRST).to(world.target("a")));
          assertThat(receipt.notices())
              .containsExactly(
                  new Notice(Notice.Kind.PACK_PASSED_OVER, 1, List.of(pack.toString())));
        });
    world.requireRestored(world.target("a"), world.first());
  }

  private void record(Path stage, String name, String codec) {
    world.with(
        sound, holotree -> holotree.record(RecordRequest.of(stage).named(name).codec(codec)));
  }
}
