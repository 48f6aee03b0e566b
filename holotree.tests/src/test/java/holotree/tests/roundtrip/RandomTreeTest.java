package holotree.tests.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.RandomTree;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RandomTreeTest {

  private static final int SMALL_TREES = 8;

  @AutoClose private final Workplace work = Workplace.create();

  @Test
  void treeOfEverything_restored_isEqual() {
    Path stage = work.path("stage");
    RandomTree.large(stage, Seed.next("treeOfEverything"));
    recordAndRestore(stage);
  }

  @Test
  void manySmallTrees_restored_areEqual() {
    long seed = Seed.next("manySmallTrees");
    for (int tree = 0; tree < SMALL_TREES; tree++) {
      Path stage = work.path("stage-" + tree);
      RandomTree.small(stage, seed + tree, 10 + 20 * tree);
      recordAndRestore(stage);
    }
  }

  private void recordAndRestore(Path stage) {
    TreeListing recorded = TreeListing.of(stage);
    Path target = work.path("restored-" + stage.getFileName());
    try (Holotree holotree = work.open()) {
      RecordReceipt record = holotree.record(RecordRequest.of(stage));
      RestoreReceipt restore =
          holotree.restore(RestoreRequest.of(record.catalog().toString()).to(target));
      recorded.assertSameAs(target);
      recorded.assertSameAs(stage);
      assertThat(restore.directories()).isEqualTo(record.directories());
      assertThat(restore.copied()).isEqualTo(record.files());
      assertThat(restore.symlinks()).isEqualTo(record.symlinks());
      assertThat(restore.bytes()).isEqualTo(record.bytes());
      assertThat(holotree.verify(new Target.Directory(target)).differences()).isEmpty();
    }
  }
}
