package holotree.engine;

import holotree.api.PlainText;
import holotree.api.error.NotFoundException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.library.Library;
import holotree.engine.name.NameRule;
import holotree.engine.record.LimitedFile;
import holotree.engine.record.RecordNotice;
import holotree.engine.record.RecordPipeline;
import holotree.engine.record.Recorded;
import holotree.engine.relocate.StagePath;
import holotree.engine.tree.Notices;
import holotree.engine.tree.ScanNotice;
import holotree.engine.tree.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes requests to record.
final class RecordDesk {

  private final Holotree.Desk desk;

  RecordDesk(Holotree.Desk desk) {
    this.desk = desk;
  }

  RecordReceipt record(RecordRequest request) {
    long began = System.nanoTime();
    String name = request.name();
    if (name != null && !NameRule.allows(name)) {
      throw new UnsafeException("the name \"" + name + "\"", NameRule.TEXT);
    }
    CodecChoice choice =
        CodecChoice.of(desk.providers(), request.codec(), request.level(), "This recording");
    Path given = request.stage().toAbsolutePath().normalize();
    Path resolved = resolveStage(given);
    Notices<ScanNotice> scanNotices = new Notices<>(ScanNotice.class);
    Notices<RecordNotice> recordNotices = new Notices<>(RecordNotice.class);
    TreeScanner scanner =
        new TreeScanner(ExcludeRule.of(request.exclude()), scanNotices, desk.progress());
    Library library = desk.library();
    library.prepareToWrite();
    try (StoreLock _ = library.locks().shared();
        SpaceTree tree = desk.strategy().openTree(resolved)) {
      Recorded recorded =
          new RecordPipeline(
                  library,
                  choice.codec(),
                  choice.level(),
                  desk.workers(),
                  request.requireRelocatable(),
                  desk.progress())
              .run(tree, StagePath.of(given, resolved), scanner, recordNotices);
      if (name != null) {
        library.letStand(library.names(), name, recorded.id());
      }
      List<Notice> notices = new ArrayList<>();
      notices.addAll(scanNotices.toList(RecordDesk::notice));
      notices.addAll(recordNotices.toList(RecordDesk::notice));
      return receipt(recorded, name, began, notices);
    }
  }

  private static RecordReceipt receipt(
      Recorded recorded, @Nullable String name, long began, List<Notice> notices) {
    Holotree.CatalogTotals totals = Holotree.CatalogTotals.of(recorded.catalog());
    return new RecordReceipt(
        recorded.id(),
        name,
        totals.directories(),
        totals.files(),
        totals.symlinks(),
        totals.bytes(),
        recorded.storedChunks(),
        recorded.storedBytes(),
        recorded.packBytes(),
        recorded.reusedChunks(),
        recorded.catalog().relocatedEntries(),
        recorded.limited().stream().map(RecordDesk::limit).toList(),
        System.nanoTime() - began,
        notices);
  }

  private Path resolveStage(Path given) {
    FileStat there = desk.strategy().stat(given);
    if (there == null) {
      throw new NotFoundException(
          "There is no directory " + given + " to record.",
          List.of(),
          "Name the directory of the finished tree.");
    }
    Path resolved = desk.strategy().resolve(given);
    if (resolved.getParent() == null) {
      throw new UnsafeException(
          "the stage " + given,
          "the root of a file system holds more than a finished tree",
          "Name the directory of the finished tree.");
    }
    Path library = desk.library().path();
    if (library.startsWith(given) || library.startsWith(resolved)) {
      throw new UnsafeException(
          "the stage " + given,
          "the library " + library + " lies in it and would be recorded into itself",
          "Name another library with --library or --home.");
    }
    FileStat stage = desk.strategy().stat(resolved);
    if (stage == null || stage.kind() != EntryKind.DIRECTORY) {
      throw new UnsafeException(
          "the stage " + given,
          "it is no directory",
          "Name the directory of the finished tree; a single file is not recorded by itself.");
    }
    return resolved;
  }

  private static Notice notice(ScanNotice kind, long count, List<String> examples) {
    return new Notice(
        switch (kind) {
          case SPECIAL_MODE_DROPPED -> Notice.Kind.SPECIAL_MODE_DROPPED;
          case HARD_LINKS_SPLIT -> Notice.Kind.HARD_LINKS_SPLIT;
          case HOLES_FILLED -> Notice.Kind.HOLES_FILLED;
        },
        count,
        examples);
  }

  private static RelocationLimit limit(LimitedFile file) {
    return new RelocationLimit(
        PlainText.of(file.path()),
        switch (file.kind()) {
          case ARCHIVE -> RelocationLimit.Reason.ARCHIVE;
          case SIGNED -> RelocationLimit.Reason.SIGNED;
          case CHECKSUMMED -> RelocationLimit.Reason.CHECKSUMMED;
          case ELF, PYC, BINARY, UNDECIDED ->
              file.replaced()
                  ? RelocationLimit.Reason.FIXED_LENGTH
                  : RelocationLimit.Reason.UNCLEAR;
        });
  }

  private static Notice notice(RecordNotice kind, long count, List<String> examples) {
    return new Notice(
        switch (kind) {
          case STAGE_PATH_TOO_SHORT -> Notice.Kind.STAGE_PATH_TOO_SHORT;
        },
        count,
        examples);
  }
}
