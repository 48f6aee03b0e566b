package holotree.cli;

import holotree.engine.GcRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `holotree gc`.
@Command(
    name = "gc",
    header = {"Deletes from the library what nothing needs.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree gc [OPTIONS]",
    description = {
      "",
      "Deletes the recordings that nothing stands for - no name, blueprint, pin, or space of this"
          + " home - and what only they need. Packs that are mostly garbage are written anew. With"
          + " --unused or --max-size named recordings go, too; those that are pinned, restored in"
          + " this home or run in never do.",
      "",
      "Others may record and restore meanwhile. On a full disk it only deletes, for which it needs no"
          + " space."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree gc --dry-run                # what would go, and why",
      "  holotree gc --unused 30              # what was not restored for 30 days goes",
      "  holotree gc --max-size 20GiB --keep ci"
    })
final class GcCommand implements Verb {

  private final HolotreeCommand command;

  @Option(names = "--dry-run", description = "tell what would be done, and why")
  private boolean dryRun;

  @Option(
      names = "--keep",
      paramLabel = "NAME|ID",
      description = "keep this recording in any case; may be given more than once")
  private List<String> keep = List.of();

  @Option(
      names = "--unused",
      paramLabel = "DAYS",
      description = "evict what was neither recorded nor restored for so many days")
  private @Nullable Integer unused;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      converter = ByteSize.class,
      description =
          "evict the least recently used recordings until the packs are no larger, such as 20GiB")
  private @Nullable Long maxSize;

  GcCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    if (unused != null && unused < 0) {
      throw new UsageException("--unused " + unused + ": days are 0 or more");
    }
    GcRequest request = new GcRequest(keep, unused, maxSize, dryRun);
    command.answer(holotree -> holotree.gc(request));
    return ExitCode.DONE;
  }
}
