package holotree.bench.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.prefetch.ReadRequest;
import holotree.bench.prefetch.SimulatedRestore.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/// Cases small enough to be done by hand: reads of 100 bytes from a device that gives a byte a
/// nanosecond after 1,000, copied in 10 and worked on for 2,000. Asking costs nothing below 1 KiB.
class SimulatedRestoreTest {

  private static final Device DEVICE = new Device("test", 1_000, 0, 1_000_000_000, 16);

  @Test
  void withoutReadingAhead_everyReadIsWaitedFor() {
    Outcome outcome = run(0, 1, read -> false);
    assertThat(outcome.nanos()).isEqualTo(3 * (1_100 + 10 + 2_000));
    assertThat(outcome.asked()).isZero();
  }

  @Test
  void readAhead_onlyTheFirstReadIsWaitedFor() {
    Outcome outcome = run(2, 1, read -> false);
    assertThat(outcome.nanos()).isEqualTo(1_100 + 3 * (10 + 2_000));
    assertThat(outcome.asked()).isEqualTo(2);
    assertThat(outcome.hits()).isEqualTo(2);
    assertThat(outcome.inVain()).isZero();
  }

  @Test
  void inMemory_nothingIsWaitedForAndAskingIsInVain() {
    Outcome outcome = run(16, 1, read -> true);
    assertThat(outcome.nanos()).isEqualTo(3 * (10 + 2_000));
    assertThat(outcome.asked()).isEqualTo(2);
    assertThat(outcome.hits()).isZero();
    assertThat(outcome.inVain()).isEqualTo(2);
    assertThat(outcome.bytesInVain()).isEqualTo(200);
  }

  @Test
  void twoWorkers_waitSideBySide() {
    // The second read's bytes follow the first one's; the third is taken when the first is done.
    Outcome outcome = run(0, 2, read -> false);
    assertThat(outcome.nanos()).isEqualTo(2 * (1_100 + 10 + 2_000));
  }

  private static Outcome run(int depth, int workers, IntPredicate inMemory) {
    List<TracedRead> reads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      reads.add(new TracedRead(new ReadRequest(0, i * 100L, 100), 0, 10, 2_000));
    }
    ReadTrace trace = new ReadTrace("test", reads);
    return new SimulatedRestore(trace, DEVICE, new FixedDepthPolicy(depth), workers, inMemory)
        .run();
  }
}
