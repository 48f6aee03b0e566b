package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import holotree.engine.format.Hasher;
import holotree.engine.format.MergedIndex;
import holotree.engine.format.MergedIndexWriter;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/// One merge of footers and indexes into a new index. What is merged is in the order of digests already,
/// so it is read and written from front to back and never whole in memory. Not thread-safe.
final class IndexMerge implements AutoCloseable {

  /// An index whose packs are merged.
  ///
  /// @param packs the numbers of those that are, in the index
  private record Part(MergedIndex index, BitSet packs) {}

  private final Map<Digest, PackReader> readers = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();
  // By digest, so that the same packs make the same bytes.
  private final TreeMap<Digest, Integer> packs = new TreeMap<>();
  private long chunks;

  /// How many rows the index will have.
  long chunks() {
    return chunks;
  }

  /// Whether an index can be of so many packs more, with so many chunks.
  boolean hasRoom(int morePacks, long moreChunks) {
    return packs.size() + morePacks <= MergedIndex.MAX_PACKS
        && chunks + moreChunks <= MergedIndex.MAX_CHUNKS;
  }

  /// Adds a pack by its footer and takes over its file.
  ///
  /// @return whether its footer is in order and there is room for it
  /// @throws holotree.api.error.CorruptException if it is damaged
  /// @throws holotree.api.error.FormatVersionException if this release cannot read it
  boolean addPack(Digest id, StoredFile file) {
    PackReader reader = PackReader.readThrough(file);
    readers.put(id, reader);
    if (!MergeSource.OfPack.isAscending(reader.footer()) || !hasRoom(1, reader.footer().chunks())) {
      return false;
    }
    add(id, reader.footer().chunks());
    return true;
  }

  /// Adds an index that is intact.
  ///
  /// @param its the numbers of the packs that are added
  void addIndex(MergedIndex index, BitSet its) {
    parts.add(new Part(index, its));
    its.stream().forEach(pack -> add(index.pack(pack), index.chunks(pack)));
  }

  private void add(Digest pack, int count) {
    packs.put(pack, count);
    chunks += count;
  }

  /// Writes the index: whole, durable and under its name when this returns.
  void publish(LibraryStore store) {
    try (Arena arena = Arena.ofConfined();
        TemporaryFile file = store.createTemporary()) {
      Hasher name = new Hasher();
      MergedIndexWriter writer =
          new MergedIndexWriter(
              (int) chunks,
              bytes -> {
                file.append(bytes);
                name.update(bytes);
              },
              arena);
      PriorityQueue<MergeSource> sources = sources();
      for (MergeSource least = sources.poll(); least != null; least = sources.poll()) {
        writer.addRow(least.prefix(), least.chunk());
        if (least.advance()) {
          sources.add(least);
        }
      }
      writer.finish(
          packs.keySet().toArray(Digest[]::new),
          packs.values().stream().mapToInt(Integer::intValue).toArray());
      // In place of one of that name, which would have the same bytes unless it is damaged.
      store.replace(file, LibraryLayout.index(name.finish()));
    }
  }

  private PriorityQueue<MergeSource> sources() {
    Map<Digest, Integer> firstChunks = new HashMap<>();
    int first = 0;
    for (Map.Entry<Digest, Integer> pack : packs.entrySet()) {
      firstChunks.put(pack.getKey(), first);
      first += pack.getValue();
    }
    PriorityQueue<MergeSource> sources = new PriorityQueue<>();
    readers.forEach((id, reader) ->
        add(sources, new MergeSource.OfPack(reader.footer(), firstChunks.getOrDefault(id, -1))));
    for (Part part : parts) {
      int[] firsts = new int[part.index.packs()];
      for (int pack = 0; pack < firsts.length; pack++) {
        firsts[pack] =
            part.packs.get(pack) ? firstChunks.getOrDefault(part.index.pack(pack), -1) : -1;
      }
      add(sources, new MergeSource.OfIndex(part.index, firsts));
    }
    return sources;
  }

  private static void add(PriorityQueue<MergeSource> sources, MergeSource source) {
    if (source.advance()) {
      sources.add(source);
    }
  }

  @Override
  public void close() {
    readers.values().forEach(PackReader::close);
  }
}
