package holotree.cli;

import holotree.api.error.RefusedException;
import holotree.engine.EnvRequest;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `holotree env`.
@Command(
    name = "env",
    header = {"Restores an environment; builds and records it if it is new.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "holotree env [OPTIONS] NAME --from FILE... [--space SPACE | --to DIR]",
      "           -- COMMAND [ARGUMENT...]"
    },
    description = {
      "",
      "Restores what COMMAND built from the same FILEs on the same platform before. If nobody has,"
          + " COMMAND is run once, however many ask for it at a time, and what it leaves in its stage"
          + " is recorded as NAME.",
      "",
      "COMMAND finds its stage, an empty directory with a long path, in $HOLOTREE_STAGE and wherever"
          + " its arguments have {stage}. It runs in the working directory; its output goes to"
          + " standard error. If it fails, nothing is recorded, its log is kept, and its exit code"
          + " is that of holotree, whose own failures have 120 added here.",
      "",
      "What counts: the contents of the FILEs in the order given, not their names; the arguments of"
          + " COMMAND; operating system, processor and C library. What does not: variables, the working"
          + " directory, the time. So name every file that decides what is built."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree env ci --from requirements.txt -- sh -c \\",
      "    'python3 -m venv {stage} && {stage}/bin/pip install -r requirements.txt'",
      "  holotree env web --from package-lock.json --to node_modules -- ./install {stage}"
    })
final class EnvCommand implements Verb {

  private static final String STANDARD_INPUT = "-";

  private final HolotreeCommand command;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "the recording's name, and the space's unless another target is named")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "what builds the environment, after --")
  private List<String> build = List.of();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      required = true,
      description =
          "what it is built from; a directory: all files beneath it (path, content, executable or"
              + " not) and links; -: standard input, which COMMAND then finds empty; repeatable")
  private List<String> from = List.of();

  @Mixin private RestoreOptions where = new RestoreOptions();

  EnvCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    EnvRequest request = request();
    command.answer(holotree -> holotree.env(request));
    return ExitCode.DONE;
  }

  @Override
  public int exitCode(ExitCode own) {
    return own.besideProgram();
  }

  /// What the arguments ask for.
  ///
  /// @throws UsageException if they make no sense together
  EnvRequest request() {
    String recording = NameArgument.check("NAME", name);
    PathArgument.requireProgram(build);
    EnvRequest request =
        EnvRequest.of(recording, build)
            .environment(CallerEnvironment.of(System.getenv()).variables())
            .output(command.console().errors())
            .restore(where.of(recording));
    if (from.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw new UsageException("--from - can be given once: standard input is read to its end");
    }
    for (String source : from) {
      request =
          source.equals(STANDARD_INPUT)
              ? request.from(new EnvRequest.Source.Bytes(standardInput()))
              : request.from(PathArgument.parse(source));
    }
    return from.contains(STANDARD_INPUT) ? request : request.inheritingInput();
  }

  private byte[] standardInput() {
    try {
      return command.console().input().readAllBytes();
    } catch (IOException e) {
      throw new RefusedException(
          "read", "standard input", SystemReason.of(e), "Name a file instead.", e);
    }
  }
}
