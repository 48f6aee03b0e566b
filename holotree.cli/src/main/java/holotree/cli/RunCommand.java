package holotree.cli;

import holotree.engine.HeldSpace;
import holotree.engine.Holotree;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `holotree run`.
@Command(
    name = "run",
    header = {"Runs a command in a restored environment.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "holotree run [OPTIONS] NAME|SPACE [--space SPACE | --to DIR]",
      "           -- COMMAND [ARGUMENT...]"
    },
    description = {
      "",
      "Restores a recording, or refreshes the space that is there, and becomes COMMAND, which runs in"
          + " the working directory. Until it ends, nobody removes or changes the space. A space that"
          + " others run commands in is used as it is.",
      "",
      "COMMAND gets HOLOTREE_SPACE, and a PATH that begins with the space's bin and node_modules/.bin."
          + " In a virtual environment of Python it also gets VIRTUAL_ENV, in a conda environment"
          + " CONDA_PREFIX; no activation script is run.",
      "",
      "Standard output and the exit code are those of COMMAND. holotree's own failures have 120 added"
          + " here: 123 if there is no such recording or command."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree run ci -- python -m pytest",
      "  holotree run ci --space job-17 -- make test",
      "  holotree run job-17 -- python --version   # the space, with what it holds"
    })
final class RunCommand implements Verb {

  private final HolotreeCommand command;
  private int programCode;

  @Parameters(
      index = "0",
      paramLabel = "NAME|SPACE",
      description = "a recording's name, its id, or a space of the home")
  private String recording = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "what to run, after --")
  private List<String> program = List.of();

  @Mixin private RestoreOptions where = new RestoreOptions();

  RunCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    Console console = command.console();
    if (console.json()) {
      throw new UsageException("--json has nothing to say: standard output is the command's");
    }
    RestoreRequest request = where.of(recording);
    PathArgument.requireProgram(program);
    CallerEnvironment caller = CallerEnvironment.of(System.getenv());
    try (Holotree holotree = Holotree.open(command.options());
        HeldSpace space = holotree.hold(request)) {
      note(space.restored());
      Map<String, String> variables = space.environment(caller.variables());
      // A flight is written when it ends, in this process.
      if (!command.recordsFlight()) {
        space.become(program, variables, caller.inheritance());
      }
      programCode = space.run(program, variables);
    }
    return ExitCode.DONE;
  }

  @Override
  public int exitCode(ExitCode own) {
    return own == ExitCode.DONE ? programCode : own.besideProgram();
  }

  /// The command to run, and its arguments.
  List<String> program() {
    return program;
  }

  private void note(@Nullable RestoreReceipt restored) {
    if (restored == null) {
      command.console().note("others use the space, so that it was not refreshed");
    } else {
      NoticeText.write(restored.notices(), command.console());
    }
  }
}
