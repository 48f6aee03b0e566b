package holotree.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `holotree unpin`.
@Command(
    name = "unpin",
    header = {"Takes the pin of a recording away.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree unpin [OPTIONS] NAME|ID",
    description = {
      "",
      "Takes away what `holotree pin` put there. `holotree gc` then treats the recording as any other."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  holotree unpin ci"})
final class UnpinCommand implements Verb {

  private final HolotreeCommand command;

  @Parameters(
      paramLabel = "NAME|ID",
      description = "a recording's name, its id, or the first 8 or more digits of it")
  private String recording = "";

  UnpinCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    command.answer(holotree -> holotree.unpin(recording));
    return ExitCode.DONE;
  }
}
