package holotree.engine.library;

import static holotree.engine.library.LibraryLayout.QUARANTINE;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.RefusedException;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Files that were taken out of use and kept. What one healing took is below `quarantine/<number>/`, under the
/// paths that it had; healings are counted from 1. Whoever moves one has the library alone.
public final class Quarantine {

  private final LibraryStore store;
  // The number of this healing; 0 until it takes something out of use.
  private int healing;

  Quarantine(LibraryStore store) {
    this.store = store;
  }

  /// Takes a file out of use; durable when this returns.
  ///
  /// @param path where it is, relative to the library
  /// @return where it is now; the path itself if it was gone
  public String put(String path) {
    if (healing == 0) {
      healing = 1 + LibraryLayout.healings(store).stream().findFirst().orElse(0);
    }
    String place = LibraryLayout.quarantine(healing) + "/" + path;
    if (store.move(path, place)) {
      return place;
    }
    if (store.stat(path) != null) {
      throw new IllegalStateException(path + " was put into quarantine already");
    }
    return path;
  }

  /// Brings a file back to where it was.
  ///
  /// @param place where it is now
  /// @return whether it is back; false if another took its place
  public boolean takeBack(String place) {
    return store.move(place, place.substring(1 + place.indexOf('/', QUARANTINE.length() + 1)));
  }

  /// Where files are that had a path, the one that was taken out of use last first.
  List<String> placesOf(String path) {
    return LibraryLayout.healings(store).stream()
        .map(number -> LibraryLayout.quarantine(number) + "/" + path)
        .filter(place -> store.stat(place) != null)
        .toList();
  }

  /// The packs in it, opened one after the other; those that cannot be read are passed over.
  ///
  /// @param use called with each
  /// @param unread is told why the system cannot read one
  public void forEachPack(PackUse use, Consumer<RefusedException> unread) {
    for (int number : LibraryLayout.healings(store)) {
      String packs = LibraryLayout.quarantine(number) + "/" + LibraryLayout.PACKS;
      for (String directory : store.list(packs)) {
        for (String name : store.list(packs + "/" + directory)) {
          try (PackReader pack = open(packs + "/" + directory + "/" + name, unread)) {
            if (pack != null) {
              use.run(pack);
            }
          } catch (CorruptException damaged) {
            // What is wrong with it was said when it came here.
          }
        }
      }
    }
  }

  private @Nullable PackReader open(String place, Consumer<RefusedException> unread) {
    try {
      StoredFile file = store.open(place);
      return file == null ? null : PackReader.readThrough(file);
    } catch (CorruptException | FormatVersionException damaged) {
      // What is wrong with it was said when it came here.
      return null;
    } catch (RefusedException refused) {
      unread.accept(refused);
      return null;
    }
  }

  /// The catalogs in it, those that were taken out of use last first. There may be several of one id, some of
  /// them damaged.
  public List<Kept> catalogs() {
    List<Kept> kept = new ArrayList<>();
    for (int number : LibraryLayout.healings(store)) {
      String catalogs = LibraryLayout.quarantine(number) + "/" + LibraryLayout.CATALOGS;
      store.list(catalogs).stream()
          .filter(LibraryLayout::isCatalog)
          .map(name -> new Kept(LibraryLayout.catalogId(name), catalogs + "/" + name))
          .forEach(kept::add);
    }
    return kept;
  }

  /// How many files are in it and how long they are together.
  public Library.PackTotals totals() {
    List<String> open = new ArrayList<>(List.of(QUARANTINE));
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

  /// A file that is kept.
  ///
  /// @param catalog the catalog that it holds or stands for
  /// @param place where it is, relative to the library
  public record Kept(Digest catalog, String place) {}

  /// What is done with a pack.
  @FunctionalInterface
  public interface PackUse {
    /// Uses it; it is closed after this.
    void run(PackReader pack);
  }
}
