package holotree.cli;

/// What a verb of the command does once its arguments are parsed.
@FunctionalInterface
interface Verb {

  /// Does it and writes the result.
  ///
  /// @throws UsageException if the arguments make no sense together
  /// @throws holotree.api.error.HolotreeException if it fails
  ExitCode run();
}
