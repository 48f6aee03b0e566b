package holotree.cli;

import holotree.engine.Result;
import holotree.engine.ResultJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The streams of the command: standard output for what was asked for, standard error for all else,
/// standard input where it was asked for. Not thread-safe.
final class Console {

  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String PLAIN = "\u001b[0m";

  private final InputStream stdin;
  private final OutputStream stdout;
  private final Writer out;
  private final PrintStream err;
  private final Terminal terminal;
  private boolean json;
  private boolean quiet;
  private boolean verbose;
  private ColorChoice color = ColorChoice.AUTO;

  /// @param stdin not buffered; read only by commands that are told to
  /// @param stdout not buffered; where results go
  /// @param stderr not buffered; where failures and notices go
  /// @param charset what the terminal reads; ASCII is taken for UTF-8, of which it is a part
  /// @param terminal what standard error goes to; asked only when it matters
  Console(
      InputStream stdin,
      OutputStream stdout,
      OutputStream stderr,
      Charset charset,
      Terminal terminal) {
    // The C locale of containers and cron jobs says ASCII, and would lose every other letter of a
    // path.
    Charset text = charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    this.stdin = stdin;
    this.stdout = stdout;
    this.out = new BufferedWriter(new OutputStreamWriter(stdout, text));
    this.err = new PrintStream(stderr, true, text);
    this.terminal = terminal;
  }

  /// Standard input.
  InputStream input() {
    return stdin;
  }

  /// Standard error as a stream, for the output of programs.
  OutputStream errors() {
    return err;
  }

  void json(boolean on) {
    json = on;
  }

  boolean json() {
    return json;
  }

  void quiet(boolean on) {
    quiet = on;
  }

  boolean quiet() {
    return quiet;
  }

  void verbose(boolean on) {
    verbose = on;
  }

  boolean verbose() {
    return verbose;
  }

  void color(ColorChoice choice) {
    color = choice;
  }

  /// A line of the result.
  ///
  /// @throws OutputException if standard output takes nothing more
  void line(String line) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  /// A line of a receipt: silent where the user wants quiet.
  ///
  /// @throws OutputException if standard output takes nothing more
  void receipt(String line) {
    if (!quiet) {
      line(line);
    }
  }

  /// The result as a JSON document, always in UTF-8.
  ///
  /// @throws OutputException if standard output takes nothing more
  void document(Result result) {
    try {
      out.flush();
      Writer utf8 = new BufferedWriter(new OutputStreamWriter(stdout, StandardCharsets.UTF_8));
      ResultJson.write(result, utf8);
      utf8.flush();
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  /// A JSON document that is text already, always in UTF-8.
  ///
  /// @throws OutputException if standard output takes nothing more
  void document(String json) {
    try {
      out.flush();
      stdout.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  /// Passes on what was written to standard output.
  ///
  /// @throws OutputException if standard output takes nothing more
  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  /// Something to know, on standard error unless the user wants quiet, after the result so far.
  ///
  /// @throws OutputException if standard output takes nothing more
  void note(String text) {
    if (!quiet) {
      flush();
      complaint("note:", YELLOW, text);
    }
  }

  /// The first line of a failure, on standard error.
  void failure(String text) {
    complaint("holotree:", RED, text);
  }

  /// A further line on standard error.
  void more(String text) {
    err.println(text);
  }

  /// The stack trace of a failure, on standard error.
  void trace(Throwable failure) {
    failure.printStackTrace(err);
  }

  /// Shows on standard error how a command gets on, as the options and the terminal allow. The caller
  /// closes it before it writes anything else.
  ProgressDisplay progress() {
    return new ProgressDisplay(err, drawing());
  }

  private ProgressDrawing drawing() {
    if (quiet) {
      return ProgressDrawing.NONE;
    }
    if (json) {
      return new ProgressLines();
    }
    int columns = terminal.columns();
    return columns > 0 ? new ProgressBar(columns) : ProgressDrawing.LOG;
  }

  /// Says that the command ends before it could clear up. For the thread that ends the process.
  void abandoned() {
    String erase = terminal.columns() > 0 ? "\r\u001b[K" : "";
    err.println(erase + "holotree: Interrupted before everything could be cleared away.");
    err.println("Nothing unfinished passes for finished.");
    err.println("What remains is cleared away by the next `holotree record` or `restore`.");
  }

  private void complaint(String label, String style, String text) {
    err.println(colored() ? style + label + PLAIN + " " + text : label + " " + text);
  }

  private boolean colored() {
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> terminal.showsColour();
    };
  }
}
