package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.bench.sidebyside.HolotreeImage.Placement;
import org.junit.jupiter.api.Test;

class HolotreeImageTest {

  @Test
  void helpWithoutTheOption_offersNoPlacement() {
    assertThat(HolotreeImage.placementsIn("restores by copy\n --to=DIR  the directory")).isEmpty();
  }

  @Test
  void placements_areThoseThatTheHelpNames() {
    assertThat(HolotreeImage.placementsIn("--placement=HOW  auto, copy or hardlink"))
        .containsExactlyInAnyOrder(Placement.COPY, Placement.HARDLINK);
  }
}
