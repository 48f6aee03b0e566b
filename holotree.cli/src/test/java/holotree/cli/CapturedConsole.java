package holotree.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A console whose two streams are kept.
final class CapturedConsole {

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          InputStream.nullInputStream(), stdout, stderr, StandardCharsets.UTF_8, () -> false);

  Console console() {
    return console;
  }

  int run(String... args) {
    return new CommandRunner(console).run(args);
  }

  String out() {
    console.flush();
    return stdout.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return stderr.toString(StandardCharsets.UTF_8);
  }
}
