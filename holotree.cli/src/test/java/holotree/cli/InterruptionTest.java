package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  @Test
  void signal_interruptsTheCommandAndWaitsUntilItHasEnded() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Interruption[] watched = new Interruption[1];
    CountDownLatch ready = new CountDownLatch(1);
    Thread command =
        new Thread(() -> {
          try {
            ready.await();
            Thread.sleep(10_000);
          } catch (InterruptedException _) {
            interrupted.countDown();
          }
          watched[0].finished();
        });
    watched[0] = Interruption.of(command, () -> {});
    command.start();
    ready.countDown();

    watched[0].stop();

    assertThat(interrupted.getCount()).isZero();
    command.join();
  }

  @Test
  void endOfTheCommand_interruptsNothing() {
    Interruption interruption = Interruption.of(Thread.currentThread(), () -> {});
    interruption.finished();

    interruption.stop();

    assertThat(Thread.interrupted()).isFalse();
  }
}
