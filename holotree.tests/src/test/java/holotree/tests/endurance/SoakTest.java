package holotree.tests.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.RelatedTrees;
import holotree.tests.kit.RelatedTrees.Tree;
import holotree.tests.kit.TestSize;
import holotree.tests.kit.TreeDigest;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Hundreds of operations in one process over one [Holotree]: what it holds does not grow.
class SoakTest {

  private static final int WARM = 50;
  private static final long HEAP_GROWTH = 4L << 20;
  // A Java runtime goes on compiling, and its allocator keeps what it once had.
  private static final long NATIVE_GROWTH = 48L << 20;

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();

  @Test
  @SuppressWarnings("SystemOut") // measured, for the build's log
  void roundsOfEveryOperation_leaveNothingOpenAndNothingHeld() {
    RelatedTrees related = new RelatedTrees(work.path("trees"), 1);
    List<Tree> trees = Stream.generate(related::next).limit(4).toList();
    int rounds = TestSize.of(250, 1000);
    Footprint warm = null;
    for (int round = 0; round < rounds; round++) {
      round(trees.get(round % trees.size()), trees.get((round + 1) % trees.size()), round);
      if (round == WARM) {
        warm = Footprint.now();
      }
    }
    Footprint last = Footprint.now();
    System.out.println(rounds + " rounds: " + warm + " -> " + last);
    assertThat(last.descriptors()).isLessThanOrEqualTo(warm.descriptors());
    assertThat(last.threads()).isLessThanOrEqualTo(warm.threads());
    assertThat(last.heapBytes()).isLessThan(warm.heapBytes() + HEAP_GROWTH);
    assertThat(last.nativeBytes()).isLessThan(warm.nativeBytes() + NATIVE_GROWTH);
  }

  private void round(Tree tree, Tree other, int round) {
    Path target = work.path("space-" + round % 3);
    Placement placement = round % 2 == 0 ? Placement.COPY : Placement.HARDLINK;
    holotree.record(RecordRequest.of(tree.path()).named("tree"));
    holotree.record(RecordRequest.of(other.path()).named("other"));
    holotree.restore(RestoreRequest.of("tree").to(target).placed(placement));
    assertThat(TreeDigest.of(target)).isEqualTo(tree.digest());
    holotree.restore(RestoreRequest.of("other").to(target));
    assertThat(TreeDigest.of(target)).isEqualTo(other.digest());
    assertThat(holotree.verify(new Target.Directory(target)).pristine()).isTrue();
    holotree.status(RestoreRequest.DEFAULT_POOL_BYTES);
    holotree.delete(new Target.Directory(target));
  }
}
