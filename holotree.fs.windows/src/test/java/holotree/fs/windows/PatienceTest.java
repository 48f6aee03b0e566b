package holotree.fs.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import holotree.api.error.InterruptedOperationException;
import holotree.fs.windows.Patience.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final List<Long> pauses = new ArrayList<>();
  private long now = Long.MAX_VALUE - MILLI;
  private final Patience patience = new Patience(() -> now, this::pause, 1);

  private void pause(long nanos) {
    pauses.add(nanos);
    now += nanos;
  }

  @Test
  void whatSucceeds_isNotWaitedFor() throws WindowsError {
    assertThat(patience.<String>until(Wait.HELD, () -> "at once")).isEqualTo("at once");
    assertThat(pauses).isEmpty();
  }

  @Test
  void whatIsHeldForAWhile_succeedsInTheEnd() throws WindowsError {
    AtomicInteger tries = new AtomicInteger();
    int succeeded =
        patience.until(
            Wait.HELD,
            () -> {
              if (tries.incrementAndGet() < 5) {
                throw new WindowsError(Win32.ERROR_SHARING_VIOLATION);
              }
              return tries.get();
            });
    assertThat(succeeded).isEqualTo(5);
    assertThat(pauses).hasSize(4);
  }

  @Test
  void pauses_doubleFromOneMillisecondToAHundred_withSomeChanceInThem() {
    failWith(Wait.HELD, Win32.ERROR_SHARING_VIOLATION);
    long longest = MILLI;
    for (long pause : pauses) {
      assertThat(pause).isBetween(longest / 2, longest);
      longest = Math.min(2 * longest, 100 * MILLI);
    }
    assertThat(pauses.stream().skip(7).distinct().count()).isGreaterThan(20);
  }

  @Test
  void whatIsHeld_isGivenUpAfterTenSeconds() {
    int[] held = {
      Win32.ERROR_SHARING_VIOLATION,
      Win32.ERROR_LOCK_VIOLATION,
      Win32.ERROR_DELETE_PENDING,
      Win32.ERROR_USER_MAPPED_FILE
    };
    for (int code : held) {
      for (Wait wait : Wait.values()) {
        assertThat(failWith(wait, code)).isBetween(10_000 * MILLI, 10_100 * MILLI);
      }
    }
  }

  @Test
  void whatIsDenied_isGivenUpAfterTwoSeconds_orAtOnceOrAsIfItWereHeld() {
    assertThat(failWith(Wait.HELD_OR_DENIED, Win32.ERROR_ACCESS_DENIED))
        .isBetween(2_000 * MILLI, 2_100 * MILLI);
    assertThat(failWith(Wait.HELD, Win32.ERROR_ACCESS_DENIED)).isZero();
    assertThat(failWith(Wait.OPEN_BELOW, Win32.ERROR_ACCESS_DENIED))
        .isBetween(10_000 * MILLI, 10_100 * MILLI);
  }

  @Test
  void otherErrors_areNotWaitedFor() {
    for (int code : new int[] {Win32.ERROR_FILE_NOT_FOUND, Win32.ERROR_DISK_FULL, 12345}) {
      assertThat(failWith(Wait.OPEN_BELOW, code)).isZero();
    }
  }

  @Test
  void errorThatBecomesAnother_endsTheWaiting() {
    AtomicInteger tries = new AtomicInteger();
    WindowsError error =
        catchThrowableOfType(
            WindowsError.class,
            () ->
                patience.until(
                    Wait.HELD,
                    () -> {
                      throw new WindowsError(
                          tries.getAndIncrement() == 0
                              ? Win32.ERROR_SHARING_VIOLATION
                              : Win32.ERROR_FILE_NOT_FOUND);
                    }));
    assertThat(error.code()).isEqualTo(Win32.ERROR_FILE_NOT_FOUND);
    assertThat(tries).hasValue(2);
  }

  @Test
  void interruptedThread_stopsWaitingAndStaysInterrupted() {
    Patience real = new Patience(System::nanoTime, TimeUnit.NANOSECONDS::sleep, 1);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedOperationException.class)
        .isThrownBy(() ->
            real.until(
                Wait.HELD,
                () -> {
                  throw new WindowsError(Win32.ERROR_SHARING_VIOLATION);
                }));
    assertThat(Thread.interrupted()).isTrue();
  }

  /// How long it is tried, nanoseconds.
  private long failWith(Wait wait, int code) {
    long begun = now;
    WindowsError error =
        catchThrowableOfType(
            WindowsError.class,
            () ->
                patience.until(
                    wait,
                    () -> {
                      throw new WindowsError(code);
                    }));
    assertThat(error.code()).isEqualTo(code);
    return now - begun;
  }
}
