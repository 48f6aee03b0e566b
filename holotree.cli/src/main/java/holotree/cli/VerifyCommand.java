package holotree.cli;

import holotree.engine.Target;
import holotree.engine.VerifyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `holotree verify`.
@Command(
    name = "verify",
    header = {"Compares a restored tree with its recording.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree verify [OPTIONS] SPACE|DIR",
    description = {
      "",
      "Compares a restored tree with its recording: every byte, mode, modification time and"
          + " symlink. Exits with 9 and a line for each difference if it differs."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree verify ci            # the space ci of the home",
      "  holotree verify /srv/venv    # restored there with --to",
      "  holotree verify .",
      "  holotree verify ci --json"
    })
final class VerifyCommand implements Verb {

  private final HolotreeCommand command;

  @Parameters(
      paramLabel = "SPACE|DIR",
      description = "a space of the home, or a directory: . or anything with a / in it")
  private String space = "";

  VerifyCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    Target target = TargetArgument.parse(space);
    VerifyReport report = command.answer(holotree -> holotree.verify(target));
    return report.pristine() ? ExitCode.DONE : ExitCode.DIFFERS;
  }
}
