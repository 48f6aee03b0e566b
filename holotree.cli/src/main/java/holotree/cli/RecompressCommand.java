package holotree.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `holotree recompress`.
@Command(
    name = "recompress",
    header = {"Encodes the library anew, with another codec or level.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree recompress [OPTIONS]",
    description = {
      "",
      "Writes every pack anew; recordings keep their names and ids. Each byte is verified, and read"
          + " back before the old pack goes. Others may record and restore meanwhile. Interrupted,"
          + " it has lost nothing, and doing it again clears up what is there twice. It needs about"
          + " as much free space as the library takes."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree recompress --codec lz4               # restores with the least work",
      "  nice holotree recompress --codec zstd --level 19       # smallest; takes long"
    })
final class RecompressCommand implements Verb {

  private final HolotreeCommand command;

  @Option(
      names = "--codec",
      paramLabel = "ID",
      description = "how to compress, see `holotree version` (else the best one there)")
  private @Nullable String codec;

  @Option(
      names = "--level",
      paramLabel = "N",
      description = "how hard to compress (else the codec's own level)")
  private @Nullable Integer level;

  RecompressCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    try {
      command.answer(holotree -> holotree.recompress(codec, level));
    } catch (IllegalArgumentException e) {
      // Which levels there are is the codec's business, so that only it can refuse one.
      if (level == null) {
        throw e;
      }
      throw new UsageException("--level " + level + ": " + e.getMessage());
    }
    return ExitCode.DONE;
  }
}
