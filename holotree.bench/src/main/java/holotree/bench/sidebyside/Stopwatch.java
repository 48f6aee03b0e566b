package holotree.bench.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Measures whole processes. GNU time counts processor time and memory, since the JDK cannot; the
/// wall clock is read here, because that of GNU time ticks in 10 ms.
final class Stopwatch {

  private static final int TRIALS = 9;

  private final Path gnuTime;
  private final Path report;
  private final Processes processes;

  Stopwatch(Path gnuTime, Path scratch, Processes processes) {
    this.gnuTime = gnuTime;
    this.report = scratch.resolve("time");
    this.processes = processes;
  }

  /// Runs `command` once, whatever its exit code.
  Measurement measure(Command command) {
    Processes.Ended ended =
        processes.run(command.under(Command.of(gnuTime, "-f", "%U %S %M", "-o", report)));
    try {
      return Measurement.parse(Files.readString(report), ended);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the clock itself adds to each wall time: the median of running `true`, seconds.
  double overhead() {
    double[] walls = new double[TRIALS];
    for (int i = 0; i < TRIALS; i++) {
      walls[i] = measure(Command.of("true")).wall();
    }
    return Series.of(walls).median();
  }
}
