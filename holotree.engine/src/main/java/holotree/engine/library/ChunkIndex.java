package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where chunks lie: a view over the packs that were there when it was opened. Thread-safe.
///
/// A chunk has one number over all packs, so that ascending numbers read each pack from front to back.
public final class ChunkIndex implements AutoCloseable {

  /// What [#find] answers where no pack has a chunk.
  public static final long ABSENT = -1;

  private final List<PackReader> packs = new ArrayList<>();
  private final List<Long> firstChunks = new ArrayList<>();
  private long chunks;
  private @Nullable HolotreeException damage;

  /// Opens every pack of `store`. A damaged one is left out, and told of when a chunk is missing.
  ChunkIndex(LibraryStore store) {
    try {
      for (String path : LibraryLayout.packs(store)) {
        add(store, path);
      }
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private void add(LibraryStore store, String path) {
    StoredFile file = store.open(path);
    if (file == null) {
      return;
    }
    try {
      PackReader pack = new PackReader(file);
      packs.add(pack);
      firstChunks.add(chunks);
      chunks += pack.footer().chunks();
    } catch (CorruptException | FormatVersionException unreadable) {
      if (damage == null) {
        damage = unreadable;
      }
    }
  }

  /// The number of the chunk with this digest, or [#ABSENT].
  ///
  /// @param likely a number to look at first: contents of a tree follow each other in a pack
  public long find(Digest digest, long likely) {
    if (likely >= 0 && likely < chunks) {
      int pack = packOf(likely);
      if (packs.get(pack).footer().isChunk((int) (likely - firstChunks.get(pack)), digest)) {
        return likely;
      }
    }
    for (int pack = 0; pack < packs.size(); pack++) {
      int chunk = packs.get(pack).footer().find(digest);
      if (chunk >= 0) {
        return firstChunks.get(pack) + chunk;
      }
    }
    return ABSENT;
  }

  /// The pack that holds chunk number `chunk`: its place in [#packs].
  public int packOf(long chunk) {
    int low = 0;
    int high = packs.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firstChunks.get(middle) <= chunk) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The number of a pack's first chunk.
  public long firstChunk(int pack) {
    return firstChunks.get(pack);
  }

  /// The packs that can be read.
  public List<PackReader> packs() {
    return List.copyOf(packs);
  }

  /// The first damage that made a pack unreadable; null if all can be read.
  public @Nullable HolotreeException damage() {
    return damage;
  }

  @Override
  public void close() {
    packs.forEach(PackReader::close);
    packs.clear();
    firstChunks.clear();
    chunks = 0;
  }
}
