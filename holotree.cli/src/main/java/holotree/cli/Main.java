package holotree.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/// The start of the program, and the only place that knows the process: its streams and its exit.
public final class Main {

  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    Interruption interruption = Interruption.watch(Thread.currentThread());
    // Not System.out: a PrintStream keeps it to itself when nobody reads any more.
    int code = run(new FileOutputStream(FileDescriptor.out), args);
    interruption.finished();
    System.exit(code);
  }

  /// Runs one command.
  ///
  /// @param stdout not buffered
  /// @return the exit code of the process
  static int run(OutputStream stdout, String... args) {
    Console console =
        new Console(
            stdout,
            new FileOutputStream(FileDescriptor.err),
            System.out.charset(),
            Terminal::showsColour);
    return new CommandRunner(console).run(args);
  }
}
