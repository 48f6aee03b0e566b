package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.RefusedException;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.engine.format.MergedIndex;
import holotree.engine.library.MergedIndexes.Mapped;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Keeps few the places that a chunk is looked up in. Up to [#MOST_WITHOUT] packs are asked by their own
/// footers. Above, merged indexes cover every pack, and each of them is more than [#GROWTH] times the
/// next smaller one.
///
/// A new index takes in the packs that are not covered and the smaller indexes, as the segments of a
/// log-structured merge tree (O'Neil and others, 1996), so that a row is written again only when its
/// index has grown by a fourth. It is published before what it replaces is removed; whoever has that
/// mapped goes on reading it. Any number may merge at once: an index is named by its bytes, and at worst
/// two cover the same packs until the next merge. Not thread-safe.
final class IndexMerger {

  /// So many packs need no index: listing and asking them takes less than keeping one.
  static final int MOST_WITHOUT = 16;

  /// An index this many times as large as what is merged is left as it is.
  static final int GROWTH = 4;

  // Their files are open together. An index has room for so many, however large they are.
  private static final int MOST_PACKS_AT_ONCE = 256;

  private final LibraryStore store;
  private final Set<Digest> unreadable = new HashSet<>();

  IndexMerger(LibraryStore store) {
    this.store = store;
  }

  /// Covers what is not covered, and removes indexes that are damaged or covered by others.
  void run() {
    boolean more = true;
    while (more) {
      more = step();
    }
  }

  /// Whether there may be more to do.
  private boolean step() {
    // Indexes before packs: so each pack that an index names is listed, unless it was deleted.
    try (MergedIndexes indexes = new MergedIndexes(store)) {
      indexes.damaged().forEach(this::remove);
      Set<Digest> loose = new TreeSet<>(LibraryLayout.packs(store));
      loose.removeAll(unreadable);
      int packs = loose.size();
      List<Share> shares = new ArrayList<>();
      for (Mapped each : indexes.all()) {
        Share share = Share.take(each, loose);
        if (share.packs().isEmpty()) {
          remove(each.path());
        } else {
          shares.add(share);
        }
      }
      return packs > MOST_WITHOUT && !loose.isEmpty() && merge(loose, shares.reversed());
    }
  }

  private boolean merge(Set<Digest> loose, List<Share> smallestFirst) {
    try (IndexMerge merge = new IndexMerge()) {
      List<Digest> packs = loose.stream().limit(MOST_PACKS_AT_ONCE).toList();
      if (!packs.stream().allMatch(pack -> addPack(pack, merge))) {
        return true;
      }
      List<String> merged = new ArrayList<>();
      for (Share each : smallestFirst) {
        if (each.chunks() > GROWTH * merge.chunks()
            || !merge.hasRoom(each.packs().cardinality(), each.chunks())) {
          break;
        }
        if (!each.mapped().index().isIntact()) {
          remove(each.mapped().path());
          return true;
        }
        merge.addIndex(each.mapped().index(), each.packs());
        merged.add(each.mapped().path());
      }
      merge.publish(store);
      merged.forEach(this::remove);
      return loose.size() > packs.size();
    }
  }

  /// Whether a pack could be added; if not, it is left to those that read footers from now on.
  private boolean addPack(Digest pack, IndexMerge merge) {
    try {
      StoredFile file = store.open(LibraryLayout.pack(pack));
      if (file != null && merge.addPack(pack, file)) {
        return true;
      }
    } catch (CorruptException | FormatVersionException | RefusedException _) {
      // Told by whoever misses a chunk.
    }
    unreadable.add(pack);
    return false;
  }

  private void remove(String path) {
    try {
      store.delete(path);
    } catch (RefusedException _) {
      // Some systems remove no file that a reader has mapped. It does no harm; the next merge tries
      // again.
    }
  }

  /// What of an index counts: packs that are there and that no larger index covers.
  ///
  /// @param packs their numbers in the index
  /// @param chunks how many chunks they have
  private record Share(Mapped mapped, BitSet packs, long chunks) {

    /// Takes the packs of an index out of those that are not covered yet.
    static Share take(Mapped mapped, Set<Digest> uncovered) {
      MergedIndex index = mapped.index();
      BitSet packs = new BitSet();
      long chunks = 0;
      for (int pack = 0; pack < index.packs(); pack++) {
        if (uncovered.remove(index.pack(pack))) {
          packs.set(pack);
          chunks += index.chunks(pack);
        }
      }
      return new Share(mapped, packs, chunks);
    }
  }
}
