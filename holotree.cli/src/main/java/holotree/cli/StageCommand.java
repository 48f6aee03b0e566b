package holotree.cli;

import holotree.engine.Holotree;
import picocli.CommandLine.Command;

/// `holotree stage`.
@Command(
    name = "stage",
    header = {"Makes an empty directory to build a tree in.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree stage [OPTIONS]",
    description = {
      "",
      "Makes an empty directory in the home and prints its path. All these paths are 100 bytes long"
          + " (200 or 400 in a home with a long path), so that a tree built there can be restored to"
          + " nearly every other path, and builds of one environment store what they have in common"
          + " once. The directory is yours: record it, then remove it."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree stage",
      "  stage=$(holotree stage)",
      "  python3 -m venv \"$stage\" && \"$stage/bin/pip\" install -r requirements.txt",
      "  holotree record \"$stage\" --name ci && rm -rf \"$stage\""
    })
final class StageCommand implements Verb {

  private final HolotreeCommand command;

  StageCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    command.answer(Holotree::stage);
    return ExitCode.DONE;
  }
}
