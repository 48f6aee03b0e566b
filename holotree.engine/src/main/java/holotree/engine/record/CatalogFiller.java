package holotree.engine.record;

import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.EntryType;
import holotree.api.Relocations;
import holotree.api.Spelling;
import holotree.engine.record.DigestedBatch.Content;
import holotree.engine.relocate.Places;
import holotree.engine.relocate.StagePath;
import holotree.engine.tree.ScannedTree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts contents and relocations into the catalog being built. Not thread-safe.
final class CatalogFiller {

  private final ScannedTree tree;
  private final CatalogBuilder catalog;
  private final StagePath stage;
  private final List<LimitedFile> limited = new ArrayList<>();
  private final Set<Spelling> used = EnumSet.noneOf(Spelling.class);
  private @Nullable LargeContent large;

  CatalogFiller(ScannedTree tree, StagePath stage) {
    this.tree = tree;
    this.catalog = tree.catalog();
    this.stage = stage;
  }

  /// Puts filler into the targets of symlinks that name the stage.
  void relocateSymlinks() {
    for (int entry = 0; entry < catalog.size(); entry++) {
      byte[] target = catalog.type(entry) == EntryType.SYMLINK ? catalog.target(entry) : null;
      Relocations places = target == null ? null : stage.replaceInTarget(target);
      if (places != null) {
        set(entry, places);
      }
    }
  }

  /// Puts in a whole file.
  void addWhole(Content content) {
    catalog.setContent(content.entry(), content.digest());
    setFound(content.entry(), content.found());
  }

  /// Puts in the next piece of a file over 4 MiB.
  void addPiece(Content content, int piece) {
    int entry = content.entry();
    LargeContent gathered = large;
    if (gathered == null || piece == 0) {
      gathered = new LargeContent(catalog.size(entry));
      large = gathered;
    }
    if (gathered.add(content)) {
      catalog.setContent(entry, gathered.content());
      catalog.setChunks(entry, gathered.digests());
      setFound(entry, gathered.found(content.found()));
      large = null;
    }
  }

  /// Sets the stage's lengths: of those spellings alone that something holds, so that a tree without
  /// its own path has the same id wherever it was recorded.
  void finish() {
    used.forEach(spelling -> catalog.setStageLength(spelling, stage.length(spelling)));
  }

  /// The files put in that hold the stage's path where not every path can stand, in tree order.
  List<LimitedFile> limited() {
    return limited;
  }

  private void setFound(int entry, FoundPaths found) {
    Places places = found.places();
    if (places == null) {
      if (found.untouched()) {
        limited.add(new LimitedFile(tree.path(entry), found.kind(), false));
      }
    } else {
      ContentKind kind = found.kind().contentKind(found.holdsNul());
      Relocations relocations = places.toRelocations(kind);
      if (relocations != null) {
        set(entry, relocations);
      }
      if (kind == ContentKind.ELF || kind == ContentKind.BINARY) {
        limited.add(new LimitedFile(tree.path(entry), found.kind(), true));
      }
    }
  }

  private void set(int entry, Relocations places) {
    catalog.setRelocations(entry, places);
    for (int i = 0; i < places.count(); i++) {
      used.add(places.spelling(i));
    }
  }
}
