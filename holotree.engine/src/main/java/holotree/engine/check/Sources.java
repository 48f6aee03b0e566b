package holotree.engine.check;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.error.HolotreeException;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LockMode;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.library.Library;
import holotree.engine.pool.Pool;
import holotree.engine.pool.PoolKind;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.relocate.TargetPath;
import holotree.engine.space.FoundSpace;
import holotree.engine.space.Home;
import holotree.engine.space.SpaceRegistry;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where else than in packs lost chunks may be: the home's pool and spaces.
public final class Sources {

  private final Home home;
  private final FileSystemStrategy strategy;
  private final Library library;

  /// Those of `home`.
  ///
  /// @param library has the catalogs that its spaces were restored from
  public Sources(Home home, FileSystemStrategy strategy, Library library) {
    this.home = home;
    this.strategy = strategy;
    this.library = library;
  }

  /// Looks in the pool for what a catalog needs.
  void searchPool(Catalog catalog, LostChunks lost, MemorySegment buffer) {
    for (PoolKind kind : PoolKind.values()) {
      new PoolSource(new Pool(home.store(), kind, 0, Instant.EPOCH)).search(catalog, lost, buffer);
    }
  }

  /// Looks in all spaces that nobody changes now.
  void searchSpaces(LostChunks lost, MemorySegment buffer, MemorySegment scratch) {
    for (Path target : home.registry().targets()) {
      if (lost.any()) {
        searchSpace(target, lost, buffer, scratch);
      }
    }
  }

  private void searchSpace(
      Path target, LostChunks lost, MemorySegment buffer, MemorySegment scratch) {
    try {
      SpaceRegistry registry = home.registry();
      FoundSpace found = registry.find(target);
      Catalog catalog = found == null ? null : catalog(found.state().catalog());
      if (found == null || catalog == null) {
        return;
      }
      try (@Nullable StoreLock lock = registry.tryLock(found.state().space(), LockMode.SHARED);
          SpaceTree tree = strategy.openTree(found.path())) {
        if (lock != null) {
          RelocationPlan relocation =
              RelocationPlan.of(
                  catalog,
                  TargetPath.of(found.state().given(), found.state().target()),
                  found.state().byteCode());
          new SpaceSource(catalog, relocation, tree).search(lost, buffer, scratch);
        }
      }
    } catch (HolotreeException failed) {
      // A copy, one that cannot be entered, one of a later release: others may have what is lost.
      lost.passOver(failed);
    }
  }

  // Also of a recording that an earlier healing took out of use: the space may not have been there
  // then.
  private @Nullable Catalog catalog(Digest id) {
    Catalog catalog = library.catalogIfThere(id);
    return catalog == null ? quarantined(id) : catalog;
  }

  private @Nullable Catalog quarantined(Digest id) {
    return library.quarantine().catalogs().stream()
        .filter(kept -> kept.catalog().equals(id))
        .map(library.catalogs()::read)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
