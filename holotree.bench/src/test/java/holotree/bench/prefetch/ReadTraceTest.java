package holotree.bench.prefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import holotree.api.prefetch.ReadRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ReadTraceTest {

  @Test
  void trace_isReadAsItWasWritten() throws IOException {
    ReadTrace trace =
        new ReadTrace(
            "a trace",
            List.of(
                new TracedRead(new ReadRequest(0, 16, 100), 3_000, 1_000, 9_000),
                new TracedRead(new ReadRequest(0, 116, 50), 4_000, 2_000, 0),
                new TracedRead(new ReadRequest(2, 5_000_000_000L, 7), 0, 0, 1_000),
                new TracedRead(new ReadRequest(2, 6_000_000_000L, 7), 0, 0, 1_000)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    trace.write(bytes);
    assertThat(ReadTrace.read("a trace", new ByteArrayInputStream(bytes.toByteArray())))
        .isEqualTo(trace);
  }

  @Test
  void lineThatIsNoneOfATrace_isTold() throws IOException {
    for (String line : List.of("1,2,3", "0,0,0,0,0,x", "")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      }
      assertThatIOException()
          .isThrownBy(() -> ReadTrace.read("broken", new ByteArrayInputStream(bytes.toByteArray())))
          .withMessageContaining("broken: \"" + line + "\"");
    }
  }
}
