package holotree.bench.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What one contender did in all rounds; no measurements if it failed or took no part.
///
/// @param problem why there is nothing to compare
record Runs(String name, List<Measurement> measurements, Optional<String> problem) {

  Runs {
    measurements = List.copyOf(measurements);
  }

  static Runs of(String name, List<Measurement> measurements) {
    return new Runs(name, measurements, Optional.empty());
  }

  static Runs failed(String name, String problem) {
    return new Runs(name, List.of(), Optional.of(problem));
  }

  /// These and one more; none at all if that one failed.
  Runs and(Measurement measurement) {
    if (measurement.exit() != 0) {
      return failed(name, "exit code " + measurement.exit() + ": " + measurement.message());
    }
    List<Measurement> more = new ArrayList<>(measurements);
    more.add(measurement);
    return of(name, more);
  }

  boolean succeeded() {
    return problem.isEmpty();
  }

  /// Seconds.
  Series wall() {
    return series(Measurement::wall);
  }

  /// User and system time, seconds.
  Series processor() {
    return series(Measurement::processor);
  }

  /// Bytes.
  Series peak() {
    return series(Measurement::peakBytes);
  }

  private Series series(ToDoubleFunction<Measurement> figure) {
    return new Series(measurements.stream().map(figure::applyAsDouble).toList());
  }
}
