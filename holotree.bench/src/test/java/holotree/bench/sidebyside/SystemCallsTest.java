package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SystemCallsTest {

  private static final String REPORT =
      """
      strace: Process 17 attached
      % time     seconds  usecs/call     calls    errors syscall
      ------ ----------- ----------- --------- --------- ------------------
       95.31    0.560546         167      3344       466 futex
        0.60    0.003553          49        72           read
        0.30    0.000001          49        10         3 openat
        0.20    0.000001          49         4           mkdirat
      ------ ----------- ----------- --------- --------- ------------------
      100.00    0.588121         125      3430       469 total
      """;

  @Test
  void callsOnFiles_leaveOutThreadsAndTheTotal() {
    assertThat(SystemCalls.parse(REPORT).onFiles()).isEqualTo(72 + 10 + 4);
  }

  @Test
  void mkdirs_areCountedByThemselves() {
    assertThat(SystemCalls.parse(REPORT).mkdirs()).isEqualTo(4);
  }

  @Test
  void reportWithoutCalls_isRefused() {
    assertThatThrownBy(() -> SystemCalls.parse("strace: exec: No such file or directory"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("No such file");
  }
}
