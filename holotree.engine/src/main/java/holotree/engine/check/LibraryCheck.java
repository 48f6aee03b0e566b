package holotree.engine.check;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import holotree.api.error.CorruptException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.engine.check.Fault.Kind;
import holotree.engine.discovery.Providers;
import holotree.engine.library.ChunkTable;
import holotree.engine.library.Library;
import holotree.engine.library.NameStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Checks a library: packs, catalogs, what stands for them, indexes. Changes nothing; damage is found, not
/// thrown, and so is what the system cannot read.
public final class LibraryCheck {

  private final Library library;
  private final Providers providers;
  private final int workerCount;
  private final ProgressListener progress;
  private final List<Fault> faults = new ArrayList<>();
  private final TreeMap<Digest, Unusable> unusable = new TreeMap<>();

  /// A check of `library`, to be run once.
  ///
  /// @param workerCount how many threads read at once
  /// @param progress hears how much was read
  public LibraryCheck(
      Library library, Providers providers, int workerCount, ProgressListener progress) {
    this.library = library;
    this.providers = providers;
    this.workerCount = workerCount;
    this.progress = progress;
  }

  /// Checks; the caller holds the library.
  ///
  /// @param readData whether every byte is read and digested; else the structures alone
  /// @throws ProviderMissingException if this runtime lacks a codec that a frame needs
  /// @throws holotree.api.error.FormatVersionException if anything is of a version that this release cannot
  ///     read, and therefore not judge
  public Checked run(boolean readData) {
    library
        .formatFault()
        .ifPresent(fault -> faults.add(new Fault(Kind.FORMAT, Library.FORMAT_PATH, fault)));
    // Catalogs before packs: what a catalog needs was there before it.
    List<Digest> catalogs = library.catalogs().ids();
    List<Digest> packs = library.packs();
    if (readData) {
      progress.began(Activity.VERIFY, ProgressListener.UNKNOWN, library.packTotals().bytes());
    }
    long bytes;
    try (PackCheck packCheck = new PackCheck(library, providers, workerCount, progress, faults);
        ChunkTable good = new ChunkTable()) {
      packs.forEach(pack -> packCheck.run(pack, readData, good));
      for (Digest catalog : catalogs) {
        check(catalog, good);
      }
      bytes = packCheck.bytes();
    }
    Set<Digest> there = new HashSet<>(catalogs);
    checkNames(library.names(), there);
    checkNames(library.blueprints(), there);
    checkNames(library.pins(), there);
    library
        .damagedIndexes()
        .forEach(path -> faults.add(new Fault(Kind.INDEX, path, path + " is damaged.")));
    library.unreadIndexes().forEach(this::addUnread);
    faults.sort(Fault.ORDER);
    return new Checked(
        packs.size(), catalogs.size(), bytes, faults, List.copyOf(unusable.values()));
  }

  private void check(Digest id, ChunkTable good) {
    String path = Library.pathOfCatalog(id);
    try {
      Catalog catalog = library.catalogs().read(id);
      if (catalog == null) {
        return;
      }
      Missing missing = Missing.of(catalog, good);
      if (missing.chunks() > 0) {
        String reason = missing.reason(catalog);
        faults.add(new Fault(Kind.INCOMPLETE, path, path + ": " + reason + "."));
        unusable.put(
            id, new Unusable(id, namesOf(id), missing.chunks(), missing.example(catalog), reason));
      }
    } catch (RefusedException refused) {
      addUnread(path, refused);
    } catch (CorruptException | UnsafeException damaged) {
      faults.add(new Fault(Kind.CATALOG, path, damaged.what()));
      unusable.put(id, new Unusable(id, namesOf(id), 0, "", "its catalog is damaged"));
    }
  }

  private void checkNames(NameStore names, Set<Digest> there) {
    for (String name : names.names()) {
      String path = names.pathOf(name);
      try {
        Digest catalog = names.get(name);
        // One that came after the catalogs were listed came after its catalog.
        if (catalog != null && !there.contains(catalog) && !library.catalogs().has(catalog)) {
          String reason = "its catalog is not there";
          faults.add(
              new Fault(
                  Kind.DANGLING,
                  path,
                  path + " stands for the recording " + catalog + ", whose catalog is not there."));
          unusable.putIfAbsent(catalog, new Unusable(catalog, namesOf(catalog), 0, "", reason));
        }
      } catch (CorruptException damaged) {
        faults.add(new Fault(Kind.NAME, path, damaged.what()));
      } catch (RefusedException refused) {
        addUnread(path, refused);
      }
    }
  }

  // Those that cannot be read are told of when it is their turn.
  private List<String> namesOf(Digest catalog) {
    return library.names().standingFor(catalog, _ -> {});
  }

  private void addUnread(String path, RefusedException refused) {
    faults.add(new Fault(Kind.UNREADABLE, path, refused.what()));
  }
}
