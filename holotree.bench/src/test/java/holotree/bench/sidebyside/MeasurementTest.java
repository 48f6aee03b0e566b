package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasurementTest {

  private static final Processes.Ended DONE = new Processes.Ended(0, "", 1.5);

  @Test
  void report_isReadWithKibibytesAsBytes() {
    Measurement measurement = Measurement.parse("0.25 0.50 2048\n", DONE);
    assertThat(measurement.wall()).isEqualTo(1.5);
    assertThat(measurement.processor()).isEqualTo(0.75);
    assertThat(measurement.peakBytes()).isEqualTo(2 << 20);
  }

  @Test
  void remarkOfAFailure_isPassedOver() {
    Measurement measurement =
        Measurement.parse(
            "Command exited with non-zero status 6\n0.01 0.02 1040\n",
            new Processes.Ended(6, "refused", 0.1));
    assertThat(measurement.user()).isEqualTo(0.01);
    assertThat(measurement.exit()).isEqualTo(6);
    assertThat(measurement.message()).isEqualTo("refused");
  }

  @Test
  void otherText_isNoReport() {
    assertThatThrownBy(() -> Measurement.parse("", DONE)).isInstanceOf(BenchException.class);
    assertThatThrownBy(() -> Measurement.parse("0.1 0.2 x", DONE))
        .hasMessageContaining("0.1 0.2 x");
  }
}
