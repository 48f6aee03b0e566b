package holotree.bench.sidebyside;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// The same figure in each round, in the order of the rounds; empty if it was not measured.
record Series(List<Double> values) {

  static final Series NONE = new Series(List.of());

  Series {
    values = List.copyOf(values);
  }

  static Series of(double... values) {
    return new Series(java.util.Arrays.stream(values).boxed().toList());
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /// The middle value, or the mean of the two middle ones.
  ///
  /// @throws IllegalStateException if there is none
  double median() {
    if (values.isEmpty()) {
      throw new IllegalStateException("an empty series has no median");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  double min() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  Series map(DoubleUnaryOperator change) {
    return new Series(values.stream().map(change::applyAsDouble).toList());
  }

  /// The median of this over the median of `peer`.
  double ratioOfMedians(Series peer) {
    return median() / peer.median();
  }

  /// The median of the ratios round by round, over the rounds that both have.
  double medianOfPairRatios(Series peer) {
    return new Series(
            IntStream.range(0, Math.min(values.size(), peer.values.size()))
                .mapToObj(i -> values.get(i) / peer.values.get(i))
                .toList())
        .median();
  }
}
