package holotree.api.error;

import java.nio.file.Path;

/// A command that was to build an environment failed.
public final class BuildFailedException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  private final String command;
  private final int exitCode;
  private final String log;

  /// @param command the program, as it was asked for
  /// @param exitCode its exit code, 1 to 255; 128 and the signal's number if a signal ended it
  /// @param log where its output is kept
  public BuildFailedException(String command, int exitCode, Path log) {
    super(
        "The build command " + command + " failed with exit code " + exitCode + ".",
        "Nothing was recorded or restored; what it had built was removed.",
        "See its output above or in " + log + ", then try again.",
        false,
        null);
    this.command = command;
    this.exitCode = exitCode;
    this.log = log.toString();
  }

  /// The program, as it was asked for.
  public String command() {
    return command;
  }

  /// Its exit code, 1 to 255; 128 and the signal's number if a signal ended it.
  public int exitCode() {
    return exitCode;
  }

  /// Where its output is kept, a path.
  public String log() {
    return log;
  }
}
