package holotree.tests.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.OwnJvm;
import holotree.tests.kit.Program;
import holotree.tests.kit.TestSize;
import holotree.tests.kit.Workplace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Hundreds of operations in one process: descriptors, threads, heap and native memory do not grow.
class SoakTest {

  private static final int HEAP_MEBIBYTES = 96;

  @AutoClose private final Workplace work = Workplace.create();

  @Test
  @SuppressWarnings("SystemOut") // measured, for the build's log
  void roundsOfEveryOperation_leaveNothingOpenAndNothingHeld() {
    List<Object> words = new ArrayList<>(OwnJvm.command(Soak.class, HEAP_MEBIBYTES));
    words.addAll(List.of(work.path(""), TestSize.of(90, 1000)));
    Finished finished = Program.of(words.toArray()).run();
    System.out.println(finished.output());
    assertThat(finished.exitCode()).as(finished.errors()).isZero();
  }
}
