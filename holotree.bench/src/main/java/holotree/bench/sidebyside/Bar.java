package holotree.bench.sidebyside;

import java.util.Locale;
import java.util.OptionalDouble;

/// The most that a figure may be: of the ratio of medians where there is a peer, else of the median
/// itself, in its unit.
///
/// @param aim what would be better still
record Bar(double atMost, OptionalDouble aim) {

  static Bar of(double atMost) {
    return new Bar(atMost, OptionalDouble.empty());
  }

  static Bar of(double atMost, double aim) {
    return new Bar(atMost, OptionalDouble.of(aim));
  }

  /// Whether `value` keeps the bar at the two decimals it is shown with.
  boolean isMetBy(double value) {
    return Math.round(value * 100) <= Math.round(atMost * 100);
  }

  /// The bar as a ratio: `1.15x (aim 1x)`.
  String ratioText() {
    return plain(atMost)
        + "x"
        + (aim.isPresent() ? " (aim " + plain(aim.getAsDouble()) + "x)" : "");
  }

  /// The bar itself, at most two decimals.
  String atMostText() {
    return plain(atMost);
  }

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
