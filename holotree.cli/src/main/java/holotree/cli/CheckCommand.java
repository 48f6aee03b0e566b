package holotree.cli;

import holotree.engine.CheckReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `holotree check`.
@Command(
    name = "check",
    header = {"Checks the library, and heals it.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree check [OPTIONS]",
    description = {
      "",
      "Checks packs, catalogs and what stands for them, and tells what is wrong; repairs nothing."
          + " Exits with 4 if anything is wrong. --read-data reads every byte, too.",
      "",
      "With --heal what is damaged is moved to the library's quarantine, and contents are brought back"
          + " from intact parts of packs, the pool and the spaces of this home, each verified."
          + " Recordings that stay incomplete are named and go into quarantine. Exits with 4 if there"
          + " are any. What the disk cannot read stays where it is, and exits with 4, too."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree check",
      "  holotree check --read-data --json",
      "  holotree check --heal                # reads every byte, then repairs"
    })
final class CheckCommand implements Verb {

  private final HolotreeCommand command;

  @Option(names = "--read-data", description = "read and digest every byte")
  private boolean readData;

  @Option(names = "--heal", description = "repair what is found; reads every byte")
  private boolean heal;

  CheckCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    CheckReport report =
        command.answer(holotree -> heal ? holotree.heal() : holotree.check(readData));
    return report.clean() && report.unusable().isEmpty() ? ExitCode.DONE : ExitCode.CORRUPT;
  }
}
