package holotree.api.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerLimitsTest {

  @ParameterizedTest
  @CsvSource({"1,2", "2,4", "15,30", "16,32", "17,32", "4096,32", "2147483647,32", "0,1"})
  void limit_isTwiceTheProcessorsAndAtMost32(int processors, int limit) {
    assertThat(WorkerLimits.ofProcessors(processors)).isEqualTo(new WorkerLimits(limit, limit));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 33, Integer.MAX_VALUE})
  void otherLimit_isRefused(int limit) {
    assertThatIllegalArgumentException().isThrownBy(() -> new WorkerLimits(limit, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new WorkerLimits(1, limit));
  }
}
