package holotree.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.OwnJvm;
import holotree.tests.kit.Program;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TestSize;
import holotree.tests.kit.Workplace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The power fails while something is recorded, restored, refreshed or deleted: at random moments, and
/// right behind each call that makes something durable or visible. What was acknowledged is there, byte for
/// byte, when it comes back, and the next commands succeed unaided.
class PowerCutIT {

  private static final int HEAP_MEBIBYTES = 128;

  @AutoClose private final Workplace work = Workplace.create();

  @Test
  @SuppressWarnings("SystemOut") // counts for the build's log
  void whateverWasAcknowledged_survivesALossOfPower_onExt4AndXfs() {
    Workplace.requireRoot();
    long seed = Seed.next("powerCuts");
    int atRandom = TestSize.of(38, 2000);
    int atSteps = TestSize.of(12, 500);
    List<Object> words = new ArrayList<>(List.of("unshare", "--mount"));
    words.addAll(OwnJvm.command(PowerCuts.class, HEAP_MEBIBYTES));
    words.addAll(List.of(work.path(""), atRandom, atSteps, seed));
    Finished finished = Program.of(words.toArray()).run();
    System.out.println(finished.output());
    assertThat(finished.exitCode()).as(finished.errors()).isZero();
  }
}
