package holotree.engine.library;

import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.RefusedException;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.engine.format.MergedIndex;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The merged indexes of a library, mapped; no file stays open. Immutable and thread-safe.
///
/// They are a cache: one that is damaged, of a later version or cannot be read is left out, and the footers
/// of its packs are asked instead.
final class MergedIndexes implements AutoCloseable {

  /// One of them.
  ///
  /// @param path where it is in the store
  record Mapped(String path, MergedIndex index) {}

  private final Arena arena;
  private final List<Mapped> indexes = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();
  private final Map<String, RefusedException> unread = new TreeMap<>();

  @SuppressWarnings("MustBeClosedChecker") // closed with this
  MergedIndexes(LibraryStore store) {
    arena = Arena.ofShared();
    try {
      for (String path : LibraryLayout.indexes(store)) {
        map(store, path);
      }
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
    indexes.sort(
        Comparator.comparingInt((Mapped each) -> each.index.rows())
            .reversed()
            .thenComparing(Mapped::path));
  }

  private void map(LibraryStore store, String path) {
    try (StoredFile file = store.open(path)) {
      // A recorder may have merged it into another since the directory was listed.
      if (file != null) {
        String name = file.displayPath();
        indexes.add(new Mapped(path, new MergedIndex(name, file.map(0, file.size(), arena))));
      }
    } catch (CorruptException | InternalError _) {
      // The error is for a page that the file has no longer, or that the disk cannot read.
      damaged.add(path);
    } catch (FormatVersionException _) {
      // Another release's, which goes on using it.
    } catch (RefusedException refused) {
      unread.put(path, refused);
    }
  }

  /// Those that can be used, the largest first.
  List<Mapped> all() {
    return indexes;
  }

  /// The paths of those that are damaged.
  List<String> damaged() {
    return damaged;
  }

  /// The paths of those that the system cannot read, each with why.
  Map<String, RefusedException> unread() {
    return unread;
  }

  @Override
  public void close() {
    arena.close();
  }
}
