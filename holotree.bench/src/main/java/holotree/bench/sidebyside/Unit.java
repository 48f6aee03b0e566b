package holotree.bench.sidebyside;

import java.util.Locale;

/// What a figure counts, and how it is written.
enum Unit {
  SECONDS {
    @Override
    Scale scale(double value) {
      return value < 1 ? new Scale(1, 3, " s") : new Scale(1, 2, " s");
    }
  },
  BYTES {
    @Override
    Scale scale(double value) {
      return value < 1 << 20 ? new Scale(1 << 10, 1, " KiB") : new Scale(1 << 20, 1, " MiB");
    }
  },
  COUNT {
    @Override
    Scale scale(double value) {
      return new Scale(1, 2, "");
    }
  };

  /// How figures of one size are written.
  record Scale(double divisor, int decimals, String suffix) {

    String number(double value) {
      return String.format(Locale.ROOT, "%." + decimals + "f", value / divisor);
    }
  }

  /// How figures about as large as `value`, in seconds, bytes or plain, are written.
  abstract Scale scale(double value);

  /// `value` with its unit.
  String format(double value) {
    Scale scale = scale(value);
    return scale.number(value) + scale.suffix;
  }

  String format(long value) {
    return format((double) value);
  }

  /// The median with its unit, and the least and the most where there are several; empty if there
  /// is none.
  String format(Series series) {
    if (series.isEmpty()) {
      return "";
    }
    Scale scale = scale(series.median());
    String spread = " (" + scale.number(series.min()) + " - " + scale.number(series.max()) + ")";
    return format(series.median()) + (series.values().size() == 1 ? "" : spread);
  }
}
