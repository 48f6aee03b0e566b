package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreCommandTest {

  @TempDir private Path scratch;

  private final CapturedConsole captured = new CapturedConsole();

  @BeforeEach
  void record() throws IOException {
    Path stage = Files.createDirectory(scratch.resolve("stage"));
    Files.writeString(stage.resolve("x"), "x");
    assertThat(
            new CapturedConsole().run("record", stage.toString(), "--name", "ci", "--home", home()))
        .isZero();
  }

  @Test
  void receipt_isTheResult() throws IOException {
    Path receipt = scratch.resolve("r.json");
    assertThat(captured.run(restore("--json", "--receipt", receipt.toString()))).isZero();
    assertThat(captured.out()).isEqualTo(Files.readString(receipt));
  }

  @Test
  void receiptThatCannotBeWritten_isTheOnlyAnswer() {
    Path receipt = scratch.resolve("no/such/r.json");
    assertThat(captured.run(restore("--json", "--receipt", receipt.toString()))).isEqualTo(1);
    assertThat(captured.out())
        .startsWith("{\n  \"error\": {\n    \"kind\": \"refused\",")
        .containsOnlyOnce("\n}\n")
        .contains("The tree is restored and complete", "only the receipt is missing.")
        .doesNotContain("taken back");
    assertThat(scratch.resolve("target/x")).hasContent("x");

    CapturedConsole text = new CapturedConsole();
    assertThat(text.run(restore("--receipt", receipt.toString()))).isEqualTo(1);
    assertThat(text.out()).isEmpty();
    assertThat(text.err().lines()).hasSize(3);
  }

  private String[] restore(String... options) {
    Path target = scratch.resolve("target");
    return Stream.concat(
            Stream.of("restore", "ci", "--home", home(), "--to", target.toString()),
            Stream.of(options))
        .toArray(String[]::new);
  }

  private String home() {
    return scratch.resolve("home").toString();
  }
}
