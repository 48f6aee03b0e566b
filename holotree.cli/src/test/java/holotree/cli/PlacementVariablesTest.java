package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.engine.Placement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementVariablesTest {

  @Test
  void variables_sayWhatNoOptionDoes() {
    PlacementVariables variables =
        PlacementVariables.of(
            Map.of("HOLOTREE_PLACEMENT", "Reflink", "HOLOTREE_POOL_SIZE", "500M"));
    assertThat(variables.placement()).isEqualTo(Placement.REFLINK);
    assertThat(variables.poolBytes()).isEqualTo(500L << 20);
  }

  @Test
  void emptyVariables_areNotSet() {
    PlacementVariables variables =
        PlacementVariables.of(Map.of("HOLOTREE_PLACEMENT", "", "HOLOTREE_POOL_SIZE", ""));
    assertThat(variables.placement()).isEqualTo(Placement.AUTO);
    assertThat(variables.poolBytes()).isEqualTo(10L << 30);
  }

  @Test
  void variablesThatMakeNoSense_areNamed() {
    PlacementVariables variables =
        PlacementVariables.of(
            Map.of("HOLOTREE_PLACEMENT", "symlink", "HOLOTREE_POOL_SIZE", "much"));
    assertThatThrownBy(variables::placement)
        .isInstanceOf(UsageException.class)
        .hasMessage("HOLOTREE_PLACEMENT is 'symlink', and no one of auto, copy, hardlink, reflink");
    assertThatThrownBy(variables::poolBytes)
        .isInstanceOf(UsageException.class)
        .hasMessage("HOLOTREE_POOL_SIZE: 'much' is no size such as 500M or 10GiB");
  }
}
