package holotree.bench.sidebyside;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// One line of the table: a figure of Holotree, beside a peer's or alone.
///
/// @param peer what it is compared with; empty if the figure stands alone
/// @param ours empty if it was not measured, and then the note says why
/// @param theirs empty if the figure stands alone or the peer was not measured
/// @param processorRatio user and system time, ratio of medians
record Row(
    String work,
    String peer,
    Unit unit,
    Series ours,
    Series theirs,
    OptionalDouble processorRatio,
    Optional<Bar> bar,
    String note) {

  // Seconds; processor time is counted in ticks of 10 ms, and less than ten tell little.
  private static final double LEAST_PROCESSOR = 0.1;

  /// Whether the bar is kept.
  enum Verdict {
    MET("yes"),
    MISSED("NO"),
    NOT_JUDGED("");

    final String text;

    Verdict(String text) {
      this.text = text;
    }
  }

  /// Wall time of `ours` against `theirs`.
  static Row ofTimes(String work, Runs ours, Runs theirs, Optional<Bar> bar) {
    return of(work, Unit.SECONDS, ours, ours.wall(), theirs, theirs.wall(), bar, "");
  }

  /// Figures drawn from `ours` and `theirs`; the runs say what failed and the processor time.
  static Row of(
      String work,
      Unit unit,
      Runs ours,
      Series our,
      Runs theirs,
      Series their,
      Optional<Bar> bar,
      String note) {
    String problems =
        ours.problem().map(text -> "Holotree: " + text).or(theirs::problem).orElse(note);
    return new Row(
        work, theirs.name(), unit, our, their, processorRatio(ours, theirs), bar, problems);
  }

  /// A whole number that both have once, such as a size in bytes.
  static Row ofFigures(
      String work, Unit unit, long ours, String peer, long theirs, Optional<Bar> bar, String note) {
    return new Row(
        work,
        peer,
        unit,
        Series.of((double) ours),
        Series.of((double) theirs),
        OptionalDouble.empty(),
        bar,
        note);
  }

  /// A figure that stands alone.
  static Row alone(String work, Unit unit, Series ours, Bar bar, String note) {
    return new Row(
        work, "", unit, ours, Series.NONE, OptionalDouble.empty(), Optional.of(bar), note);
  }

  /// Work that could not be measured, and why.
  static Row missing(String work, String why) {
    return new Row(
        work,
        "",
        Unit.COUNT,
        Series.NONE,
        Series.NONE,
        OptionalDouble.empty(),
        Optional.empty(),
        why);
  }

  boolean isCompared() {
    return !ours.isEmpty() && !theirs.isEmpty();
  }

  /// What the bar says of the figure.
  Verdict verdict() {
    if (bar.isEmpty() || ours.isEmpty() || (theirs.isEmpty() && !peer.isEmpty())) {
      return Verdict.NOT_JUDGED;
    }
    double judged = isCompared() ? ours.ratioOfMedians(theirs) : ours.median();
    return bar.get().isMetBy(judged) ? Verdict.MET : Verdict.MISSED;
  }

  String barText() {
    return bar.map(b -> peer.isEmpty() ? unit.format(b.atMost()) : b.ratioText()).orElse("");
  }

  /// The ratio of medians, as it is shown.
  String ratioText() {
    return isCompared() ? decimals(ours.ratioOfMedians(theirs)) : "";
  }

  String pairRatioText() {
    boolean rounds = ours.values().size() > 1 && theirs.values().size() > 1;
    return isCompared() && rounds ? decimals(ours.medianOfPairRatios(theirs)) : "";
  }

  String processorRatioText() {
    return processorRatio.isPresent() ? decimals(processorRatio.getAsDouble()) : "";
  }

  private static OptionalDouble processorRatio(Runs ours, Runs theirs) {
    boolean counted =
        ours.succeeded() && theirs.succeeded() && theirs.processor().median() >= LEAST_PROCESSOR;
    return counted
        ? OptionalDouble.of(ours.processor().ratioOfMedians(theirs.processor()))
        : OptionalDouble.empty();
  }

  private static String decimals(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
