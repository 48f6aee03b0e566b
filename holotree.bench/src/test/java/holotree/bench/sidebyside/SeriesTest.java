package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeriesTest {

  @Test
  void oddMedian_isTheMiddleValueWhateverTheOrder() {
    assertThat(Series.of(9, 1, 4).median()).isEqualTo(4);
  }

  @Test
  void evenMedian_isTheMeanOfTheMiddleTwo() {
    assertThat(Series.of(8, 1, 2, 4).median()).isEqualTo(3);
  }

  @Test
  void emptySeries_hasNoMedian() {
    assertThatThrownBy(Series.NONE::median).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pairRatios_areTakenRoundByRound() {
    Series ours = Series.of(1, 20, 3);
    Series theirs = Series.of(2, 10, 4);
    assertThat(ours.medianOfPairRatios(theirs)).isEqualTo(0.75);
    assertThat(ours.ratioOfMedians(theirs)).isEqualTo(0.75);
    assertThat(Series.of(4, 10, 2).medianOfPairRatios(theirs)).isEqualTo(1);
    assertThat(Series.of(4, 10, 2).ratioOfMedians(theirs)).isEqualTo(1);
    assertThat(Series.of(4, 2, 10).medianOfPairRatios(theirs)).isEqualTo(2);
  }

  @Test
  void pairRatios_areOfTheRoundsThatBothHave() {
    assertThat(Series.of(6, 100).medianOfPairRatios(Series.of(2))).isEqualTo(3);
  }
}
