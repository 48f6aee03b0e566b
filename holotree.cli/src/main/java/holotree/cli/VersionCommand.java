package holotree.cli;

import holotree.engine.Holotree;
import picocli.CommandLine.Command;

/// `holotree version`.
@Command(
    name = "version",
    header = {"Shows the version and what this runtime is made of.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree version [OPTIONS]",
    description = {
      "",
      "Shows the version and what this runtime is made of: codecs, file system strategies"
          + " and prefetch policies. With -v or --json also its modules."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  holotree version", "  holotree version --json"})
final class VersionCommand implements Verb {

  private final HolotreeCommand command;

  VersionCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    command.write(Holotree.runtime());
    return ExitCode.DONE;
  }
}
