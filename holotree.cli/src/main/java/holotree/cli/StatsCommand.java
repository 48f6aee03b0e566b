package holotree.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `holotree stats`.
@Command(
    name = "stats",
    header = {"Sums up what was done in the home.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree stats [OPTIONS]",
    description = {
      "",
      "Sums up the home's journal: what was restored, recorded and verified, how long that took,"
          + " and what failed; for each day, or for each month of more than 92 days. The journal"
          + " is kept for 13 months."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree stats",
      "  holotree stats --days 365",
      "  holotree stats --days 7 --json | jq .total.restores"
    })
final class StatsCommand implements Verb {

  private final HolotreeCommand command;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "the last N days, today (UTC) included (else 30)")
  private int days = 30;

  StatsCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    if (days < 1) {
      throw new UsageException("--days " + days + ": days are 1 or more");
    }
    command.answer(holotree -> holotree.stats(days));
    return ExitCode.DONE;
  }
}
