package holotree.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;

/// The start of the program, and the only place that knows the process: its streams and its exit.
public final class Main {

  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    // Not System.out: a PrintStream keeps it to itself when nobody reads any more.
    Console console = console(new FileOutputStream(FileDescriptor.out));
    Interruption interruption = Interruption.watch(Thread.currentThread(), console::abandoned);
    int code = new CommandRunner(console).run(args);
    interruption.finished();
    System.exit(code);
  }

  /// Runs one command.
  ///
  /// @param stdout not buffered
  /// @return the exit code of the process
  static int run(OutputStream stdout, String... args) {
    return new CommandRunner(console(stdout)).run(args);
  }

  private static Console console(OutputStream stdout) {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        stdout,
        new FileOutputStream(FileDescriptor.err),
        System.out.charset(),
        new ProcessTerminal());
  }
}
