package holotree.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;

/// The start of the program, and the only place that knows the process: its streams and its exit.
public final class Main {

  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    Interruption interruption = Interruption.watch(Thread.currentThread());
    // Not System.out: a PrintStream keeps it to itself when nobody reads any more.
    Console console =
        new Console(
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            System.out.charset(),
            Terminal::showsColour);
    int code = new CommandRunner(console).run(args);
    interruption.finished();
    System.exit(code);
  }
}
