package holotree.cli;

import holotree.api.error.BuildFailedException;
import holotree.api.error.HolotreeException;
import holotree.engine.ResultJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Runs one command line: parses it, does what it says, and tells every failure in its place. Not
/// thread-safe.
final class CommandRunner {

  private static final int HELP_COLUMNS = 80;

  private final Console console;

  /// @param console where results and failures are written
  CommandRunner(Console console) {
    this.console = console;
  }

  /// Runs the command line.
  ///
  /// @return the exit code of the process
  int run(String... args) {
    int code;
    try {
      code = attempt(args);
      console.flush();
    } catch (OutputException e) {
      // The work was done; only its last lines found no reader.
      code = e.readerGone() ? ExitCode.DONE.code() : lostOutput(e).code();
    }
    return code;
  }

  /// Parses the command line without running it.
  ///
  /// @throws ParameterException if it is wrong
  ParseResult parse(String... args) {
    List<String> meant = Verbs.among(args);
    if (!meant.isEmpty()) {
      try {
        return commandLine(meant).parseArgs(args);
      } catch (ParameterException _) {
        // Advice on what is misspelt needs every verb.
      }
    }
    return commandLine(Verbs.all()).parseArgs(args);
  }

  private int attempt(String[] args) {
    CommandLine line = null;
    Verb begun = null;
    try {
      ParseResult parsed = parse(args);
      ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
      line = last.commandSpec().commandLine();
      HolotreeCommand command = parsed.commandSpec().commandLine().getCommand();
      if (command.helpRequested()) {
        console.line(line.getUsageMessage(Ansi.OFF).stripTrailing());
        return ExitCode.DONE.code();
      }
      begun = last.commandSpec().userObject() instanceof Verb verb ? verb : null;
      command.configureConsole();
      PathArgument.requireText(args);
      if (begun != null) {
        return begun.exitCode(command.run(begun));
      }
      console.more(line.getUsageMessage(Ansi.OFF).stripTrailing());
      return ExitCode.USAGE.code();
    } catch (ParameterException e) {
      console.failure(message(e));
      for (String suggestion : suggestions(e)) {
        console.more(suggestion);
      }
      return hint(e.getCommandLine());
    } catch (UsageException e) {
      console.failure(e.getMessage() + ".");
      return hint(line == null ? commandLine(Verbs.all()) : line);
    } catch (BuildFailedException e) {
      tell(e);
      return e.exitCode();
    } catch (HolotreeException e) {
      tell(e);
      return exitCode(begun, ExitCode.of(e));
    } catch (OutputException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      return exitCode(begun, bug(e));
    }
  }

  private CommandLine commandLine(List<String> verbs) {
    HolotreeCommand command = new HolotreeCommand(console);
    CommandLine line = new CommandLine(command);
    for (String verb : verbs) {
      line.addSubcommand(verb, Verbs.create(verb, command));
    }
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(" ".repeat(code.code() < 100 ? 3 : 1) + code.code(), code.meaning());
    }
    line.getCommandSpec().usageMessage().exitCodeList(codes);
    // A directory may be called @scope, or like a verb; neither means anything to us.
    return line.registerConverter(Path.class, new PathArgument())
        .setExpandAtFiles(false)
        .setAllowSubcommandsAsOptionParameters(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_COLUMNS);
  }

  private static String message(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
            && !unmatched.isUnknownOption()
            && e.getCommandLine().getParent() == null
        ? "Unknown command: '" + unmatched.getUnmatched().getFirst() + "'"
        : String.valueOf(e.getMessage());
  }

  private static List<String> suggestions(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getSuggestions().isEmpty()) {
      return List.of();
    }
    return List.of("Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
  }

  private int hint(CommandLine line) {
    console.more("See `" + line.getCommandSpec().qualifiedName() + " --help`.");
    Verb meant = line.getCommand() instanceof Verb verb ? verb : null;
    return exitCode(meant, ExitCode.USAGE);
  }

  private static int exitCode(@Nullable Verb verb, ExitCode own) {
    return verb == null ? own.code() : verb.exitCode(own);
  }

  private void tell(HolotreeException e) {
    if (console.json()) {
      console.document(ResultJson.text(e));
    } else {
      console.failure(e.what());
      console.more(e.meaning());
      console.more(e.next());
    }
    if (console.verbose()) {
      console.trace(e);
    }
  }

  private ExitCode bug(Throwable e) {
    console.failure("This is a bug in Holotree: " + e);
    console.trace(e);
    console.more("Please report it with the lines above and what `holotree version` writes.");
    return ExitCode.FAILED;
  }

  private ExitCode lostOutput(OutputException e) {
    console.failure("Could not write to standard output: " + e.getMessage() + ".");
    return ExitCode.FAILED;
  }
}
