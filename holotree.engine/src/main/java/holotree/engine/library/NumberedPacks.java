package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Packs in the order in which they became known, and one number for each of their chunks. A pack is
/// opened when it is first asked for. Numbers once given stay. Thread-safe.
final class NumberedPacks implements AutoCloseable {

  private static final class Slot {
    final Digest id;
    final long firstChunk;
    final int chunks;
    volatile @Nullable PackReader reader;
    boolean unreadable;

    Slot(Digest id, long firstChunk, int chunks) {
      this.id = id;
      this.firstChunk = firstChunk;
      this.chunks = chunks;
    }
  }

  private final LibraryStore store;
  private final Map<Digest, Integer> numbers = new HashMap<>();
  // Replaced when it grows, so that readers need no lock.
  private volatile Slot[] slots = {};
  private volatile int count;
  private @Nullable HolotreeException damage;
  private final Set<String> damagedFiles = new TreeSet<>();

  NumberedPacks(LibraryStore store) {
    this.store = store;
  }

  /// How many there are.
  int count() {
    return count;
  }

  /// The number of a pack; -1 if it has none.
  synchronized int numberOf(Digest id) {
    return numbers.getOrDefault(id, -1);
  }

  /// The number of a pack that is known to have so many chunks. It is not opened yet.
  synchronized int add(Digest id, int chunks) {
    Integer known = numbers.get(id);
    return known == null ? append(id, chunks) : known;
  }

  /// Opens a pack that has no number yet.
  ///
  /// @return its number; -1 if it is gone or cannot be read
  synchronized int addOpened(Digest id) {
    PackReader reader = read(id);
    if (reader == null) {
      return -1;
    }
    int pack = append(id, reader.footer().chunks());
    slots[pack].reader = reader;
    return pack;
  }

  private int append(Digest id, int chunks) {
    int pack = count;
    if (pack == slots.length) {
      slots = Arrays.copyOf(slots, Math.max(16, 2 * pack));
    }
    slots[pack] = new Slot(id, pack == 0 ? 0 : end(pack - 1), chunks);
    count = pack + 1;
    numbers.put(id, pack);
    return pack;
  }

  private long end(int pack) {
    return slots[pack].firstChunk + slots[pack].chunks;
  }

  /// A pack, opened now if it is not yet; null if it is gone or cannot be read.
  @Nullable PackReader reader(int pack) {
    PackReader reader = slots[pack].reader;
    return reader == null ? openNow(slots[pack]) : reader;
  }

  private synchronized @Nullable PackReader openNow(Slot slot) {
    if (slot.reader != null || slot.unreadable) {
      return slot.reader;
    }
    PackReader reader = read(slot.id);
    if (reader != null && reader.footer().chunks() != slot.chunks) {
      // The index is wrong about it, and its numbers are too few or too many: it gets others.
      reader.close();
      reader = null;
      numbers.remove(slot.id);
    }
    slot.reader = reader;
    slot.unreadable = reader == null;
    return reader;
  }

  /// The number of the chunk with this digest, if the pack can be read and has it; else
  /// [ChunkIndex#ABSENT].
  long find(int pack, Digest chunk) {
    PackReader reader = reader(pack);
    return reader == null ? ChunkIndex.ABSENT : number(pack, find(reader, chunk));
  }

  /// As [#find], by the name of a pack, which stays open only if it has the chunk.
  synchronized long search(Digest id, Digest chunk) {
    Integer known = numbers.get(id);
    if (known != null && isOpen(known)) {
      return find(known, chunk);
    }
    PackReader reader = read(id);
    if (reader == null) {
      return ChunkIndex.ABSENT;
    }
    boolean has = find(reader, chunk) >= 0;
    reader.close();
    if (!has) {
      return ChunkIndex.ABSENT;
    }
    // Opened again, since what the index says of the pack may have to be put right first.
    int pack = known != null && reader(known) != null ? known : addOpened(id);
    return pack < 0 ? ChunkIndex.ABSENT : find(pack, chunk);
  }

  // A footer may be of one checksum and still name chunks that it does not have. What is found in
  // no
  // other pack is then missing because of it.
  private int find(PackReader reader, Digest chunk) {
    try {
      return reader.footer().find(chunk);
    } catch (CorruptException unordered) {
      note(unordered);
      return -1;
    }
  }

  private synchronized void note(HolotreeException unreadable) {
    if (damage == null) {
      damage = unreadable;
    }
    if (unreadable instanceof CorruptException damaged) {
      damagedFiles.add(damaged.file());
    }
  }

  private long number(int pack, int chunk) {
    return chunk < 0 ? ChunkIndex.ABSENT : firstChunk(pack) + chunk;
  }

  /// Whether a pack is open.
  boolean isOpen(int pack) {
    return slots[pack].reader != null;
  }

  private @Nullable PackReader read(Digest id) {
    StoredFile file = store.open(LibraryLayout.pack(id));
    if (file == null) {
      return null;
    }
    try {
      return new PackReader(file);
    } catch (CorruptException | FormatVersionException unreadable) {
      note(unreadable);
      return null;
    }
  }

  /// The number of a pack's first chunk.
  long firstChunk(int pack) {
    return slots[pack].firstChunk;
  }

  /// How many chunks have numbers.
  long chunks() {
    int last = count - 1;
    return last < 0 ? 0 : end(last);
  }

  /// The pack that holds a chunk.
  int packOf(long chunk) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (slots[middle].firstChunk <= chunk) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The first damage that made a pack unreadable; null if there was none.
  synchronized @Nullable HolotreeException damage() {
    return damage;
  }

  /// The files of all packs that are damaged so that they were not looked into.
  synchronized Set<String> damagedFiles() {
    return Set.copyOf(damagedFiles);
  }

  @Override
  public synchronized void close() {
    for (int pack = 0; pack < count; pack++) {
      PackReader reader = slots[pack].reader;
      if (reader != null) {
        reader.close();
      }
    }
    count = 0;
    numbers.clear();
  }
}
