package holotree.engine.library;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.codec.FrameCodec;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import holotree.engine.discovery.Providers;
import holotree.engine.format.CatalogFileHeader;
import holotree.engine.format.CatalogFormat;
import holotree.engine.format.FrameHeader;
import holotree.engine.format.Hasher;
import holotree.engine.frame.Decoders;
import holotree.engine.frame.FrameReader;
import holotree.engine.library.Quarantine.Kept;
import holotree.engine.work.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The catalogs of a library. Thread-safe.
public final class CatalogStore {

  // The bytes themselves, and the columns made of them.
  private static final int MEMORY_PER_BYTE = 2;

  private final LibraryStore store;
  private final Providers providers;

  CatalogStore(LibraryStore store, Providers providers) {
    this.store = store;
    this.providers = providers;
  }

  /// The ids of all catalogs, sorted.
  public List<Digest> ids() {
    return store.list(LibraryLayout.CATALOGS).stream()
        .filter(LibraryLayout::isCatalog)
        .map(LibraryLayout::catalogId)
        .toList();
  }

  /// Whether there is a catalog of that id.
  public boolean has(Digest id) {
    try (StoredFile file = store.open(LibraryLayout.catalog(id))) {
      return file != null;
    }
  }

  /// The catalog, checked against its id; null if there is none.
  ///
  /// @throws CorruptException if the file does not hold that catalog
  /// @throws RefusedException if it does not fit in memory
  public @Nullable Catalog read(Digest id) {
    try (StoredFile file = store.open(LibraryLayout.catalog(id))) {
      return file == null ? null : read(file, id);
    }
  }

  /// A catalog that was taken out of use, checked against its id; null if it is gone or damaged.
  ///
  /// @throws RefusedException if it does not fit in memory
  public @Nullable Catalog read(Kept kept) {
    try (StoredFile file = store.open(kept.place())) {
      return file == null ? null : read(file, kept.catalog());
    } catch (CorruptException | UnsafeException damaged) {
      return null;
    }
  }

  private Catalog read(StoredFile file, Digest id) {
    long length = header(file).plainLength();
    if (length > Runtime.getRuntime().maxMemory() / MEMORY_PER_BYTE) {
      throw tooLarge(file, length, null);
    }
    try {
      return read(file, id, (int) length);
    } catch (OutOfMemoryError full) {
      throw tooLarge(file, length, full);
    }
  }

  private static RefusedException tooLarge(
      StoredFile file, long length, @Nullable OutOfMemoryError cause) {
    return new RefusedException(
        "read the catalog",
        file.displayPath(),
        length
            + " bytes once decoded are more than fit in the "
            + Runtime.getRuntime().maxMemory()
            + " bytes of memory that this process may use",
        "Give it more memory, such as with HOLOTREE_JAVA_OPTS=-Xmx1g.",
        cause);
  }

  private Catalog read(StoredFile file, Digest id, int length) {
    byte[] body = new byte[length];
    int[] done = {0};
    forEachFrame(
        file,
        bytes -> {
          MemorySegment.copy(
              bytes, ValueLayout.JAVA_BYTE, 0, body, done[0], (int) bytes.byteSize());
          done[0] += (int) bytes.byteSize();
        });
    return decode(file, id, body);
  }

  // Digested while it is decoded: a cold JVM takes about as long for either.
  private static Catalog decode(StoredFile file, Digest id, byte[] body) {
    try (Workers workers = new Workers("read the catalog", 1)) {
      Future<Digest> digest = workers.submit(() -> Hasher.digest(body));
      try {
        Catalog catalog = CatalogFormat.decode(body, file.displayPath());
        check(file, id, workers.await(digest));
        return catalog;
      } catch (CorruptException | FormatVersionException | UnsafeException malformed) {
        // Other bytes than were recorded are damage, whatever they look like.
        check(file, id, workers.await(digest));
        throw malformed;
      }
    }
  }

  private static void check(StoredFile file, Digest id, Digest actual) {
    if (!actual.equals(id)) {
      throw new CorruptException(file.displayPath(), -1, "catalog " + id, "catalog " + actual);
    }
  }

  private static CatalogFileHeader header(StoredFile file) {
    String path = file.displayPath();
    if (file.size() < CatalogFileHeader.BYTES) {
      throw new CorruptException(path, 0, "a catalog's header", file.size() + " bytes");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment head = arena.allocate(CatalogFileHeader.BYTES);
      file.read(0, head);
      return CatalogFileHeader.read(head, path, file.size());
    }
  }

  /// Decodes a catalog's frames, all of them and nothing else being in the file.
  private void forEachFrame(StoredFile file, Consumer<MemorySegment> consumer) {
    String path = file.displayPath();
    long size = file.size();
    CatalogFileHeader header = header(file);
    try (Arena arena = Arena.ofConfined();
        Decoders decoders = new Decoders(providers)) {
      MemorySegment head = arena.allocate(FrameHeader.BYTES);
      FrameReader frames = new FrameReader(decoders);
      long offset = CatalogFileHeader.BYTES;
      long done = 0;
      for (int frame = 0; frame < header.frames(); frame++) {
        if (size - offset < FrameHeader.BYTES) {
          throw new CorruptException(path, offset, "a frame", "the end of the file");
        }
        file.read(offset, head);
        FrameHeader frameHeader = FrameHeader.read(head, path, offset);
        long end = offset + FrameHeader.BYTES + frameHeader.encodedLength();
        int plain = frameHeader.plainLength();
        if (end > size || plain > header.plainLength() - done || frameHeader.chunks() != 0) {
          throw new CorruptException(path, offset, "frames that fit", frameHeader.toString());
        }
        try (Arena work = Arena.ofConfined()) {
          consumer.accept(
              frames.read(file, offset, end, plain, work.allocate(plain + (end - offset), 64)));
        }
        offset = end;
        done += plain;
      }
      if (offset != size || done != header.plainLength()) {
        throw new CorruptException(path, offset, "the end of the file", (size - offset) + " bytes");
      }
    }
  }

  /// Writes a catalog, unless it is there whole: it survives a loss of power when this returns.
  ///
  /// @param codec what to encode it with
  /// @param contents returns once every byte that the catalog needs is durable; called when the
  ///     catalog is written and before it can be seen
  /// @return its id
  public Digest publish(Catalog catalog, FrameCodec codec, Runnable contents) {
    // Made twice, since a large catalog and its bytes would not fit in memory together.
    DigestedStream digested = new DigestedStream();
    CatalogFormat.write(catalog, digested);
    Digest id = digested.digest();
    String path = LibraryLayout.catalog(id);
    try (TemporaryFile file = store.createTemporary()) {
      try (CatalogFileStream frames = new CatalogFileStream(digested.length(), codec, file)) {
        CatalogFormat.write(catalog, frames);
      }
      contents.run();
      if (isDamaged(id)) {
        // To record again is what the message about a damaged file advises.
        store.replace(file, path);
      } else if (!store.publish(file, path)) {
        // What is recorded again may have been unused for long, or be judged garbage just now.
        store.touch(LibraryLayout.used(id));
      }
      // There for those who may run from this library, but not write to it.
      store.touch(LibraryLayout.lock(id));
      return id;
    }
  }

  private boolean isDamaged(Digest id) {
    try (StoredFile file = store.open(LibraryLayout.catalog(id))) {
      if (file != null) {
        Hasher hasher = new Hasher();
        forEachFrame(file, hasher::update);
        check(file, id, hasher.finish());
      }
      return false;
    } catch (CorruptException _) {
      return true;
    } catch (FormatVersionException | ProviderMissingException _) {
      return false;
    }
  }
}
