package holotree.cli;

import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.Result;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command itself: the options that every verb takes, before or after it.
@Command(
    name = "holotree",
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree [OPTIONS] COMMAND",
    description = {
      "",
      "Git for environments. Records a finished directory tree once into a"
          + " deduplicated, compressed library, and restores it anywhere, every byte verified."
    },
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions, before or after the command:%n",
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree demo                        # see it at work on a JDK",
      "  holotree record .venv --name ci      # keep an environment",
      "  holotree restore ci --to /srv/venv  # bring it back, anywhere",
      "  holotree verify /srv/venv           # is it still what was recorded?",
      "",
      "Environment variables:",
      "  HOLOTREE_HOME     as --home",
      "  HOLOTREE_LIBRARY  as --library",
      "  HOLOTREE_PLACEMENT, HOLOTREE_POOL_SIZE  as --placement and --pool-size of restore",
      "  XDG_DATA_HOME     the home is holotree in it if nothing else says so",
      "  HOME              else .local/share/holotree in it (macOS: in Library)",
      "  NO_COLOR          no colour unless --color always",
      "",
      "holotree COMMAND --help tells more about a command."
    })
final class HolotreeCommand {

  private final Console console;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "where spaces are kept (else HOLOTREE_HOME, else your data directory)")
  private @Nullable Path home;

  @Option(
      names = "--library",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "where recordings are kept (else HOLOTREE_LIBRARY, else library in the home)")
  private @Nullable Path library;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description =
          "write the result, or the failure, as one JSON document, and progress as JSON lines to"
              + " standard error")
  private boolean json;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "write failures and what was asked for, no receipts, notes and progress")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "write more detail, and the stack trace of a failure")
  private boolean verbose;

  @Option(
      names = "--jfr",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "record what the command does with the JDK Flight Recorder, into FILE")
  private @Nullable Path flight;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "auto, always or never (auto: on a terminal)")
  private ColorChoice color = ColorChoice.AUTO;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "show this help")
  private boolean help;

  HolotreeCommand(Console console) {
    this.console = console;
  }

  /// Makes the console what the options ask for.
  ///
  /// @throws UsageException if they contradict each other
  void configureConsole() {
    console.json(json);
    console.quiet(quiet);
    console.verbose(verbose);
    console.color(color);
    if (quiet && verbose) {
      throw new UsageException("--quiet and --verbose exclude each other");
    }
  }

  /// Whether help was asked for instead of work.
  boolean helpRequested() {
    return help;
  }

  /// Does what the verb says, recorded if that was asked for.
  ExitCode run(Verb verb) {
    return flight == null ? verb.run() : FlightRecording.of(flight, verb::run);
  }

  /// Whether what the command does is recorded.
  boolean recordsFlight() {
    return flight != null;
  }

  Console console() {
    return console;
  }

  /// Where to work: what the options name, else what the environment names.
  ///
  /// @throws UsageException if a variable that counts is no path
  HolotreeOptions options() {
    return options(home, library);
  }

  /// The same, with another home and library.
  ///
  /// @param home null if the environment or the platform decides
  /// @param library null if the environment or the home decides
  static HolotreeOptions options(@Nullable Path home, @Nullable Path library) {
    // As variables: those that an option takes the place of may be anything.
    Map<String, String> variables = new HashMap<>(System.getenv());
    if (home != null) {
      variables.put("HOLOTREE_HOME", home.toString());
    }
    if (library != null) {
      variables.put("HOLOTREE_LIBRARY", library.toString());
    }
    try {
      return HolotreeOptions.of(variables);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /// The home that was asked for; null if the environment or the platform decides.
  @Nullable Path home() {
    return home;
  }

  /// The library that was asked for; null if the environment or the home decides.
  @Nullable Path library() {
    return library;
  }

  /// Opens Holotree, does the work and writes its result.
  <R extends Result> R answer(Function<Holotree, R> work) {
    R result = work(work);
    write(result);
    return result;
  }

  /// Opens Holotree and does the work; writing its result is left to the caller.
  <R extends Result> R work(Function<Holotree, R> work) {
    try (ProgressDisplay progress = console.progress();
        Holotree holotree = Holotree.open(options().withProgress(progress))) {
      return work.apply(holotree);
    }
  }

  /// Writes a result: as JSON, or as text with its notices.
  void write(Result result) {
    if (console.json()) {
      console.document(result);
    } else {
      new ResultText(console).write(result);
    }
  }
}
