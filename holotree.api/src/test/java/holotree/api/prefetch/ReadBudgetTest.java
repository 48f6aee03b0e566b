package holotree.api.prefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ReadBudgetTest {

  @Test
  void budgetUpTo16Requests_isAllowed() {
    assertThat(new ReadBudget(0, 0).requests()).isZero();
    assertThat(new ReadBudget(16, Long.MAX_VALUE).requests()).isEqualTo(ReadBudget.MAX_REQUESTS);
  }

  @Test
  void otherBudget_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadBudget(17, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadBudget(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadBudget(1, -1));
  }
}
