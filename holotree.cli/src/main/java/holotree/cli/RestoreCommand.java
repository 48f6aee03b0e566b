package holotree.cli;

import holotree.api.Digest;
import holotree.api.error.RefusedException;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.ResultJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `holotree restore`.
@Command(
    name = "restore",
    header = {"Restores a recording, every byte verified.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree restore [OPTIONS] NAME|ID [--space SPACE | --to DIR]",
    description = {
      "",
      "Restores a recording into a space of the home, or into a directory that is new or empty."
          + " Every byte is verified; what cannot be verified is not restored.",
      "",
      "Where a space is already, it is refreshed: what differs from the recording is put right,"
          + " what does not belong there is removed, and nothing else is touched."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree restore ci                       # into the space ci",
      "  holotree restore ci --space job-17",
      "  holotree restore ci --to /srv/venv --receipt receipt.json",
      "  holotree restore ci --placement hardlink  # files are shared with other spaces",
      "  holotree restore 4f2a9c01d3e8 --to ./jdk"
    })
final class RestoreCommand implements Verb {

  // Shorter ones are not taken for an id by the engine.
  private static final int MIN_ID_DIGITS = 8;

  private final HolotreeCommand command;

  @Parameters(
      paramLabel = "NAME|ID",
      description = "a recording's name, its id, or the first 8 or more digits of its id")
  private String recording = "";

  @Mixin private RestoreOptions where = new RestoreOptions();

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description = "also write what was done, as JSON, into FILE")
  private @Nullable Path receipt;

  RestoreCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    RestoreRequest request = request();
    RestoreReceipt done = command.work(holotree -> holotree.restore(request));
    // Before the result is written: where this fails, the failure is the only answer.
    if (receipt != null) {
      writeReceipt(done, receipt);
    }
    command.write(done);
    return ExitCode.DONE;
  }

  /// What the arguments ask for.
  ///
  /// @throws UsageException if they name two targets, or none where an id does not imply one
  RestoreRequest request() {
    boolean id = recording.length() >= MIN_ID_DIGITS && Digest.isHexPrefix(recording);
    if (id && !where.named()) {
      throw new UsageException("An id does not name a space: add --space SPACE or --to DIR");
    }
    return where.of(recording);
  }

  private static void writeReceipt(RestoreReceipt receipt, Path file) {
    try (Writer out = Files.newBufferedWriter(file)) {
      ResultJson.write(receipt, out);
    } catch (IOException e) {
      throw new RefusedException(
          "write",
          file.toString(),
          SystemReason.of(e),
          "The tree is restored and complete at "
              + receipt.target()
              + "; only the receipt is missing.",
          "Name a file that can be written, and restore again: what is there is kept.",
          e);
    }
  }
}
