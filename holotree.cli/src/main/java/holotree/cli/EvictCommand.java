package holotree.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `holotree evict`.
@Command(
    name = "evict",
    header = {"Lets a recording go with the next gc.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree evict [OPTIONS] NAME|ID",
    description = {
      "",
      "Takes a name away from its recording; with the last name, or where the id is given,"
          + " everything that stands for it. What then nothing stands for is deleted by"
          + " `holotree gc`. A recording that is pinned is refused."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  holotree evict ci && holotree gc"})
final class EvictCommand implements Verb {

  private final HolotreeCommand command;

  @Parameters(
      paramLabel = "NAME|ID",
      description = "a recording's name, its id, or the first 8 or more digits of it")
  private String recording = "";

  EvictCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    command.answer(holotree -> holotree.evict(recording));
    return ExitCode.DONE;
  }
}
