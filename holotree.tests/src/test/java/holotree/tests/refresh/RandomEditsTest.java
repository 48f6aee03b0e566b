package holotree.tests.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.RandomTree;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A thousand random edits: each is found and repaired, and no other file is touched.
class RandomEditsTest {

  private static final int ROUNDS = 8;
  private static final int EDITS = 40;

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Path stage = work.path("stage-of-a-test/tree");
  private TreeListing recorded;

  @BeforeEach
  void recordATree() throws IOException {
    Files.createDirectories(stage.getParent());
    RandomTree.small(stage, Seed.next("edits-tree"), 400);
    Files.writeString(stage.resolve("own-path"), "this is " + stage + "\n");
    recorded = TreeListing.of(stage);
    holotree.record(RecordRequest.of(stage).named("tree"));
    Program.of("mv", stage, work.path("moved")).output();
  }

  @Test
  void everyEditOfCopies_isRepaired_andNothingElseIsTouched() {
    check(Placement.COPY, ROUNDS);
  }

  @Test
  void everyEditOfLinks_isRepaired() {
    RestoreRequest request = RestoreRequest.of("tree").placed(Placement.HARDLINK);
    holotree.restore(request.to(work.path("another")));
    holotree.restore(request.to(stage));
    long seed = Seed.next("edits-links");
    for (int round = 0; round < ROUNDS / 5; round++) {
      RandomEdits.make(stage, seed + round, EDITS);
      holotree.restore(request.to(stage));
      recorded.assertSameAs(stage);
    }
  }

  private void check(Placement placement, int rounds) {
    RestoreRequest request = RestoreRequest.of("tree").placed(placement).to(stage);
    holotree.restore(request);
    long seed = Seed.next("edits");
    long replaced = 0;
    for (int round = 0; round < rounds; round++) {
      InodeListing before = InodeListing.of(stage);
      RandomEdits edits = RandomEdits.make(stage, seed + round, EDITS);
      RestoreReceipt receipt = holotree.restore(request);
      recorded.assertSameAs(stage);
      replaced += receipt.files() + receipt.symlinks();
      InodeListing after = InodeListing.of(stage);
      before
          .entries()
          .forEach((path, old) -> {
            Boolean anew = edits.touched().get(path);
            InodeListing.Entry now = after.entries().get(path);
            if (anew == null) {
              assertThat(now).as("untouched %s, seed %d", path, seed).isEqualTo(old);
            } else if (!anew && now != null) {
              assertThat(now.inode()).as("kept %s, seed %d", path, seed).isEqualTo(old.inode());
            }
          });
      assertThat(holotree.restore(request).refreshed()).matches(RestoreReceipt.Refreshed::pristine);
      // Names that were removed changed the time of inodes that stay: known only now.
      assertThat(holotree.restore(request).refreshed())
          .satisfies(refreshed -> assertThat(refreshed.digested()).isZero());
    }
    assertThat(replaced).isGreaterThan(rounds * (long) EDITS / 4);
    assertThat(holotree.verify(new Target.Directory(stage)).pristine()).isTrue();
  }
}
