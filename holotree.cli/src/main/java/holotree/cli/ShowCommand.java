package holotree.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `holotree show`.
@Command(
    name = "show",
    header = {"Shows what a recording holds.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree show [OPTIONS] NAME|ID",
    description = {
      "",
      "Shows what a recording holds: its id, names, counts and size."
          + " With -v or --json also every entry."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree show ci",
      "  holotree show 4f2a9c01d3e8 -v",
      "  holotree show ci --json | jq '.entries[].path'"
    })
final class ShowCommand implements Verb {

  private final HolotreeCommand command;

  @Parameters(
      paramLabel = "NAME|ID",
      description = "a recording's name, its id, or the first 8 or more digits of its id")
  private String recording = "";

  ShowCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    command.answer(holotree -> holotree.show(recording));
    return ExitCode.DONE;
  }
}
