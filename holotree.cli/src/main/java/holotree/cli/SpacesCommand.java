package holotree.cli;

import holotree.engine.Holotree;
import picocli.CommandLine.Command;

/// `holotree spaces`.
@Command(
    name = "spaces",
    header = {"Lists the spaces of the home.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree spaces [OPTIONS]",
    description = {
      "",
      "Lists the spaces of the home, those restored elsewhere with --to too: name or path,"
          + " recording, entries, size, and what is to know, such as incomplete, missing or"
          + " busy. Looks at what is known of them, not into them: `holotree verify` does that."
          + " With -v also ids and when each was restored."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree spaces",
      "  holotree spaces --json | jq -r '.spaces[] | select(.missing) | .target'"
    })
final class SpacesCommand implements Verb {

  private final HolotreeCommand command;

  SpacesCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    command.answer(Holotree::spaces);
    return ExitCode.DONE;
  }
}
