package holotree.cli;

import holotree.engine.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `holotree delete`.
@Command(
    name = "delete",
    header = {"Deletes a restored tree, not its recording.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree delete [OPTIONS] SPACE|DIR",
    description = {
      "",
      "Deletes a tree that Holotree restored. The recording stays in the library;"
          + " a directory that Holotree did not make is refused."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree delete ci            # the space ci of the home",
      "  holotree delete /srv/venv    # restored there with --to"
    })
final class DeleteCommand implements Verb {

  private final HolotreeCommand command;

  @Parameters(
      paramLabel = "SPACE|DIR",
      description = "a space of the home, or a directory: . or anything with a / in it")
  private String space = "";

  DeleteCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    Target target = TargetArgument.parse(space);
    command.answer(holotree -> holotree.delete(target));
    return ExitCode.DONE;
  }
}
