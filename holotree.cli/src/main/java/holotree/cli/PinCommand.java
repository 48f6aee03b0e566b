package holotree.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `holotree pin`.
@Command(
    name = "pin",
    header = {"Keeps a recording, whatever gc is told.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree pin [OPTIONS] NAME|ID",
    description = {
      "",
      "Pins a recording: `holotree gc` keeps it, whatever its limits are and whether a name stands for"
          + " it. Recording its name again changes nothing about that: the recording is pinned, not the"
          + " name."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  holotree pin ci", "  holotree pin 4f2a9c01d3e8"})
final class PinCommand implements Verb {

  private final HolotreeCommand command;

  @Parameters(
      paramLabel = "NAME|ID",
      description = "a recording's name, its id, or the first 8 or more digits of it")
  private String recording = "";

  PinCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    command.answer(holotree -> holotree.pin(recording));
    return ExitCode.DONE;
  }
}
