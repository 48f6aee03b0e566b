package holotree.bench.prefetch;

import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The reads of one restore, in plan order. Immutable.
///
/// As a file: gzip of ASCII lines, `file,offset,length,cold,warm,work`; the offset in bytes,
/// relative to the end of the read before where the file is the same; times in microseconds. Lines
/// that begin with `#` say where it comes from.
///
/// @param name what was restored, and from what
public record ReadTrace(String name, List<TracedRead> reads) implements ReadPlan {

  private static final int COLUMNS = 6;

  /// Copies the list.
  public ReadTrace {
    reads = List.copyOf(reads);
  }

  @Override
  public int size() {
    return reads.size();
  }

  @Override
  public ReadRequest request(int index) {
    return reads.get(index).request();
  }

  /// Reads a trace.
  ///
  /// @param in gzip; stays open
  /// @throws IOException if it cannot be read, or a line is none of a trace
  public static ReadTrace read(String name, InputStream in) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(in), StandardCharsets.US_ASCII));
    List<TracedRead> reads = new ArrayList<>();
    int file = -1;
    long end = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("#")) {
        continue;
      }
      long[] numbers = numbers(name, line);
      end = numbers[0] == file ? end : 0;
      file = (int) numbers[0];
      ReadRequest request = new ReadRequest(file, end + numbers[1], (int) numbers[2]);
      end = request.offset() + request.length();
      reads.add(
          new TracedRead(request, numbers[3] * 1_000, numbers[4] * 1_000, numbers[5] * 1_000));
    }
    return new ReadTrace(name, reads);
  }

  private static long[] numbers(String name, String line) throws IOException {
    String[] columns = line.split(",", -1);
    if (columns.length != COLUMNS) {
      throw new IOException(name + ": \"" + line + "\" is not a line of a trace");
    }
    long[] numbers = new long[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      try {
        numbers[i] = Long.parseLong(columns[i]);
      } catch (NumberFormatException notANumber) {
        throw new IOException(name + ": \"" + line + "\" is not a line of a trace", notANumber);
      }
    }
    return numbers;
  }

  /// Writes a trace.
  ///
  /// @param out where to; is closed
  public void write(OutputStream out) throws IOException {
    try (Writer lines =
        new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.US_ASCII)) {
      lines.write("# " + name + "\n# file,offset,length,cold,warm,work\n");
      int file = -1;
      long end = 0;
      for (TracedRead read : reads) {
        ReadRequest request = read.request();
        end = request.file() == file ? end : 0;
        lines.write(request.file() + "," + (request.offset() - end) + "," + request.length() + ",");
        lines.write(read.coldNanos() / 1_000 + "," + read.warmNanos() / 1_000 + ",");
        lines.write(read.workNanos() / 1_000 + "\n");
        file = request.file();
        end = request.offset() + request.length();
      }
    }
  }
}
