package holotree.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `holotree status`.
@Command(
    name = "status",
    header = {"Tells how large library, spaces and pool are.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree status [OPTIONS]",
    description = {
      "",
      "Tells where the library and the home are and how large, how many recordings and spaces"
          + " there are, and when each recording was last restored from this library."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  holotree status", "  holotree status --json | jq .library.freeBytes"})
final class StatusCommand implements Verb {

  private final HolotreeCommand command;

  @Option(
      names = "--pool-size",
      paramLabel = "SIZE",
      converter = ByteSize.class,
      description = "how large the pool may grow, as for restore (HOLOTREE_POOL_SIZE)")
  private @Nullable Long poolBytes;

  StatusCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    long most = poolBytes == null ? PlacementVariables.of(System.getenv()).poolBytes() : poolBytes;
    command.answer(holotree -> holotree.status(most));
    return ExitCode.DONE;
  }
}
