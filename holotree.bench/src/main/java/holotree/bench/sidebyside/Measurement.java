package holotree.bench.sidebyside;

/// What one cold process took.
///
/// @param wall from its start to its end, seconds
/// @param user processor time in user mode, children included, seconds
/// @param system processor time in the kernel, children included, seconds
/// @param peakBytes resident memory of its largest process, bytes
/// @param message the end of what it wrote to its standard error
record Measurement(
    double wall, double user, double system, long peakBytes, int exit, String message) {

  /// Processor time, seconds.
  double processor() {
    return user + system;
  }

  /// The line `user system peak` (seconds, seconds, KiB) that GNU time wrote last; a process that
  /// failed has a remark before it.
  ///
  /// @throws BenchException if the line is not there
  static Measurement parse(String report, Processes.Ended ended) {
    String[] fields = report.strip().replaceFirst("(?s).*\n", "").split(" ", -1);
    if (fields.length != 3 || !fields[2].matches("\\d+")) {
      throw new BenchException("not a report of GNU time: \"" + report.strip() + "\"");
    }
    return new Measurement(
        ended.seconds(),
        Double.parseDouble(fields[0]),
        Double.parseDouble(fields[1]),
        Long.parseLong(fields[2]) << 10,
        ended.exit(),
        ended.message());
  }
}
