package holotree.bench.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every single run as a line of CSV (RFC 4180), written at once so that an interrupted comparison
/// keeps what it has; and as a line of progress.
final class RawLog implements AutoCloseable {

  private final Writer file;
  private final Consumer<String> progress;

  RawLog(Path csv, Consumer<String> progress) throws IOException {
    this.file = Files.newBufferedWriter(csv);
    this.progress = progress;
    line(
        "tree",
        "fs",
        "work",
        "contender",
        "round",
        "wall_s",
        "user_s",
        "system_s",
        "peak_bytes",
        "exit",
        "command");
  }

  void add(
      String tree,
      String fs,
      String work,
      String contender,
      int round,
      Measurement m,
      Command command) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s on %s: %s, round %d, %s: %.3f s%s",
            tree,
            fs,
            work,
            round + 1,
            contender,
            m.wall(),
            m.exit() == 0 ? "" : ", exit code " + m.exit()));
    line(
        tree,
        fs,
        work,
        contender,
        round + 1,
        seconds(m.wall()),
        seconds(m.user()),
        seconds(m.system()),
        m.peakBytes(),
        m.exit(),
        command);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void line(Object... cells) {
    try {
      file.write(Stream.of(cells).map(RawLog::quoted).collect(Collectors.joining(",", "", "\n")));
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String quoted(Object cell) {
    String text = cell.toString();
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
