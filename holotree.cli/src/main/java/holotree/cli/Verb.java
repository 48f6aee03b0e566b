package holotree.cli;

/// What a verb of the command does once its arguments are parsed.
@FunctionalInterface
interface Verb {

  /// Does it and writes the result.
  ///
  /// @throws UsageException if the arguments make no sense together
  /// @throws holotree.api.error.HolotreeException if it fails
  ExitCode run();

  /// The exit code of the process.
  ///
  /// @param own what [#run] answered, or stands for its failure; a verb that runs a program of the user's
  ///     moves it out of that program's way
  default int exitCode(ExitCode own) {
    return own.code();
  }
}
