package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.error.HolotreeException;
import holotree.api.fs.LibraryStore;
import holotree.engine.format.MergedIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where chunks lie: a view over the packs that were there when it was opened. Thread-safe.
///
/// The merged indexes are asked first, then the packs that none of them covers, which are few: they are
/// listed when the first chunk is in no merged index. What a merged index says counts only if the pack's
/// own footer says it too. A pack that an index covers is opened when a chunk may lie in it.
///
/// A chunk has one number over all packs, so that ascending numbers read each pack from front to back.
public final class ChunkIndex implements AutoCloseable {

  /// What [#find] answers where no pack has a chunk.
  public static final long ABSENT = -1;

  // Rows that begin alike are of one chunk in so many packs, or of an index that somebody made.
  private static final int MOST_ROWS = 256;

  /// A merged index.
  ///
  /// @param packs for each of its packs, the pack's number here
  private record Merged(MergedIndex index, int[] packs) {}

  private static final BitSet NONE = new BitSet();

  private final LibraryStore store;
  private final MergedIndexes files;
  private final NumberedPacks packs;
  private final List<Merged> merged = new ArrayList<>();
  // Numbers of the packs that no merged index covers and that were opened, and the others' names.
  private final List<Integer> loose = new ArrayList<>();
  private @Nullable Deque<Digest> unopened;

  /// Maps the merged indexes of `store`. A damaged pack is left out, and told of when a chunk is missing.
  ChunkIndex(LibraryStore store) {
    this.store = store;
    this.packs = new NumberedPacks(store);
    this.files = new MergedIndexes(store);
    files.all().forEach(each -> add(each.index()));
  }

  private void add(MergedIndex index) {
    int before = packs.count();
    int[] numbers = new int[index.packs()];
    for (int pack = 0; pack < numbers.length; pack++) {
      numbers[pack] = packs.add(index.pack(pack), index.chunks(pack));
    }
    // Larger ones may cover all of its packs: then it is about to be removed.
    if (packs.count() > before) {
      merged.add(new Merged(index, numbers));
    }
  }

  /// The number of the chunk with this digest, or [#ABSENT]. It may be absent though a pack holds it
  /// where a merged index is damaged, or has very many digests that begin alike: see [#search].
  ///
  /// @param likely a number to look at first: contents of a tree follow each other in a pack
  public synchronized long find(Digest digest, long likely) {
    if (isLikely(digest, likely)) {
      return likely;
    }
    return find(digest, NONE);
  }

  private long find(Digest digest, BitSet without) {
    for (Merged each : merged) {
      long chunk = findMerged(each, digest, without);
      if (chunk != ABSENT) {
        return chunk;
      }
    }
    return findLoose(digest, without);
  }

  private boolean isLikely(Digest digest, long likely) {
    if (likely < 0 || likely >= packs.chunks()) {
      return false;
    }
    int pack = packs.packOf(likely);
    // A pack is not opened for a guess.
    return packs.isOpen(pack) && isChunk(pack, likely - packs.firstChunk(pack), digest);
  }

  private boolean isChunk(int pack, long number, Digest digest) {
    PackReader reader = packs.reader(pack);
    return reader != null
        && number < reader.footer().chunks()
        && reader.footer().isChunk((int) number, digest);
  }

  private long findMerged(Merged each, Digest digest, BitSet without) {
    MergedIndex index = each.index;
    int first = index.firstRow(digest);
    for (int row = first; row - first < MOST_ROWS && index.begins(row, digest); row++) {
      int chunk = index.chunk(row);
      if (chunk >= 0) {
        int itsPack = index.packOf(chunk);
        int pack = each.packs[itsPack];
        int number = chunk - index.firstChunk(itsPack);
        if (!without.get(pack) && isChunk(pack, number, digest)) {
          return packs.firstChunk(pack) + number;
        }
      }
    }
    return ABSENT;
  }

  private long findLoose(Digest digest, BitSet without) {
    for (int pack : loose) {
      long chunk = without.get(pack) ? ABSENT : packs.find(pack, digest);
      if (chunk != ABSENT) {
        return chunk;
      }
    }
    Deque<Digest> others = unopened();
    while (!others.isEmpty()) {
      int pack = packs.addOpened(others.removeFirst());
      if (pack >= 0) {
        loose.add(pack);
        long chunk = packs.find(pack, digest);
        if (chunk != ABSENT) {
          return chunk;
        }
      }
    }
    return ABSENT;
  }

  private Deque<Digest> unopened() {
    Deque<Digest> listed = unopened;
    if (listed == null) {
      listed = new ArrayDeque<>();
      for (Digest pack : LibraryLayout.packs(store)) {
        if (packs.numberOf(pack) < 0) {
          listed.add(pack);
        }
      }
      unopened = listed;
    }
    return listed;
  }

  /// As [#find], but by the footers of all packs that can be read: for a chunk that should be there. The
  /// time it takes grows with the library.
  public synchronized long search(Digest digest) {
    return search(digest, NONE);
  }

  private long search(Digest digest, BitSet without) {
    for (Digest pack : LibraryLayout.packs(store)) {
      long chunk = packs.search(pack, digest);
      if (chunk != ABSENT && !without.get(packs.packOf(chunk))) {
        return chunk;
      }
    }
    return ABSENT;
  }

  /// The number that the chunk with this digest has in another pack, or [#ABSENT] if it is in no other
  /// that can be read.
  ///
  /// @param without the numbers of the packs that are passed over
  public synchronized long findElsewhere(Digest digest, BitSet without) {
    long chunk = find(digest, without);
    return chunk == ABSENT ? search(digest, without) : chunk;
  }

  /// The pack that holds chunk number `chunk`: its number, for [#pack].
  public int packOf(long chunk) {
    return packs.packOf(chunk);
  }

  /// The number of a pack's first chunk.
  public long firstChunk(int pack) {
    return packs.firstChunk(pack);
  }

  /// A pack in which a chunk was found. It is closed with the index.
  public PackReader pack(int pack) {
    PackReader reader = packs.reader(pack);
    if (reader == null) {
      throw new IllegalArgumentException("no chunk was found in pack " + pack);
    }
    return reader;
  }

  /// All packs that can be read, opened.
  public synchronized List<PackReader> packs() {
    Deque<Digest> others = unopened();
    while (!others.isEmpty()) {
      int pack = packs.addOpened(others.removeFirst());
      if (pack >= 0) {
        loose.add(pack);
      }
    }
    return IntStream.range(0, packs.count())
        .mapToObj(packs::reader)
        .filter(Objects::nonNull)
        .toList();
  }

  /// The first damage that made a pack unreadable that was looked into; null if there was none.
  public @Nullable HolotreeException damage() {
    return packs.damage();
  }

  /// The files of all such packs that are damaged.
  public Set<String> damagedPacks() {
    return packs.damagedFiles();
  }

  /// Closes every pack.
  @Override
  public synchronized void close() {
    packs.close();
    files.close();
  }
}
