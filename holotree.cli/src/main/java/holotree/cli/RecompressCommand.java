package holotree.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Mixin private CodecOptions encoding = new CodecOptions();

  RecompressCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    encoding.apply(
        () -> command.answer(holotree -> holotree.recompress(encoding.codec(), encoding.level())));
    return ExitCode.DONE;
  }
}
