package holotree.cli;

import holotree.engine.Holotree;
import picocli.CommandLine.Command;

/// `holotree list`.
@Command(
    name = "list",
    header = {"Lists the recordings of the library.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree list [OPTIONS]",
    description = {
      "",
      "Lists the recordings of the library by name, each with the first digits of its id."
          + " With -v also says where the library is and how large."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree list",
      "  holotree list --json",
      "  holotree list --library /mnt/shared/holotree"
    })
final class ListCommand implements Verb {

  private final HolotreeCommand command;

  ListCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    command.answer(Holotree::list);
    return ExitCode.DONE;
  }
}
