package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import java.util.ArrayList;
import java.util.List;

/// Files that were taken out of use and kept, below `quarantine/` under the paths that they had. Whoever moves
/// one has the library alone.
public final class Quarantine {

  private static final int MOST_OF_ONE_PATH = 1000;

  private final LibraryStore store;

  Quarantine(LibraryStore store) {
    this.store = store;
  }

  /// Takes a file out of use; durable when this returns.
  ///
  /// @param path where it is, relative to the library
  /// @return where it is now; the path itself if it was gone
  public String put(String path) {
    String place = LibraryLayout.QUARANTINE + "/" + path;
    for (int number = 2; number < MOST_OF_ONE_PATH; number++) {
      if (store.move(path, place)) {
        return place;
      }
      if (store.stat(path) == null) {
        return path;
      }
      place = LibraryLayout.QUARANTINE + "/" + path + "." + number;
    }
    throw new IllegalStateException("a thousand files " + path + " in quarantine");
  }

  /// Brings a file back.
  ///
  /// @param path where it was
  /// @return whether it is back; false if it is not here, or another took its place
  public boolean takeBack(String path) {
    return store.move(LibraryLayout.QUARANTINE + "/" + path, path);
  }

  /// The packs in it, opened one after the other; those that cannot be read are passed over.
  ///
  /// @param use called with each
  public void forEachPack(PackUse use) {
    String packs = LibraryLayout.QUARANTINE + "/" + LibraryLayout.PACKS;
    for (String directory : store.list(packs)) {
      for (String name : store.list(packs + "/" + directory)) {
        StoredFile file = store.open(packs + "/" + directory + "/" + name);
        if (file != null) {
          use(file, use);
        }
      }
    }
  }

  private static void use(StoredFile file, PackUse use) {
    try (PackReader reader = new PackReader(file)) {
      use.run(reader);
    } catch (CorruptException | FormatVersionException damaged) {
      // What is wrong with it was said when it came here.
    }
  }

  /// The ids of the catalogs in it, sorted.
  public List<Digest> catalogs() {
    return store.list(LibraryLayout.QUARANTINE + "/" + LibraryLayout.CATALOGS).stream()
        .filter(LibraryLayout::isCatalog)
        .map(LibraryLayout::catalogId)
        .toList();
  }

  /// How many files are in it and how long they are together.
  public Library.PackTotals totals() {
    List<String> open = new ArrayList<>(List.of(LibraryLayout.QUARANTINE));
    long count = 0;
    long bytes = 0;
    while (!open.isEmpty()) {
      String directory = open.removeLast();
      for (String name : store.list(directory)) {
        String path = directory + "/" + name;
        FileStat stat = store.stat(path);
        if (stat == null) {
          continue;
        }
        switch (stat.kind()) {
          case DIRECTORY -> open.add(path);
          case FILE, SYMLINK, OTHER -> {
            count++;
            bytes += stat.size();
          }
        }
      }
    }
    return new Library.PackTotals(count, bytes);
  }

  /// What is done with a pack.
  @FunctionalInterface
  public interface PackUse {
    /// Uses it; it is closed after this.
    void run(PackReader pack);
  }
}
