package holotree.tests.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.GcRequest;
import holotree.engine.Holotree;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.RelatedTrees;
import holotree.tests.kit.RelatedTrees.Tree;
import holotree.tests.kit.TreeDigest;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Hundreds of operations over one [Holotree]. A program, because what it holds is measured.
final class Soak {

  private static final int WARM = 50;
  private static final int TREES = 4;
  private static final int WORKERS = 2;
  private static final long HEAP_GROWTH = 2L << 20;
  // The runtime goes on compiling for a while, on a fast machine for more rounds.
  private static final long NATIVE_GROWTH = 32L << 20;

  private final Holotree holotree;
  private final Path work;

  private Soak(Holotree holotree, Path work) {
    this.holotree = holotree;
    this.work = work;
  }

  /// Works, measures and compares.
  ///
  /// @param arguments a directory to work in, how many rounds
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    Path work = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    RelatedTrees related = new RelatedTrees(work.resolve("trees"), 1);
    List<Tree> trees = Stream.generate(related::next).limit(TREES).toList();
    try (Holotree holotree = Workplace.open(work.resolve("home"), WORKERS)) {
      Soak soak = new Soak(holotree, work);
      soak.run(trees, 0, WARM);
      Footprint warm = Footprint.now();
      soak.run(trees, WARM, rounds);
      Footprint last = Footprint.now();
      System.out.println(rounds + " rounds: " + warm + " -> " + last);
      assertThat(last.descriptors()).isLessThanOrEqualTo(warm.descriptors());
      assertThat(last.threads()).isLessThanOrEqualTo(warm.threads());
      assertThat(last.heapBytes()).isLessThan(warm.heapBytes() + HEAP_GROWTH);
      assertThat(last.nativeBytes()).isLessThan(warm.nativeBytes() + NATIVE_GROWTH);
    }
  }

  private void run(List<Tree> trees, int from, int to) {
    for (int round = from; round < to; round++) {
      run(trees.get(round % TREES), trees.get((round + 1) % TREES), round);
    }
  }

  private void run(Tree tree, Tree other, int round) {
    Path target = work.resolve("space-" + round % 3);
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
    holotree.pin("tree");
    // The trees that have no name now go, and are recorded anew in a later round.
    assertThat(holotree.gc(GcRequest.garbage()).recordings()).isNotEmpty();
    assertThat(holotree.check(round % 2 == 0).faults()).isEmpty();
    holotree.unpin("tree");
    assertThat(holotree.heal().unusable()).isEmpty();
  }
}
