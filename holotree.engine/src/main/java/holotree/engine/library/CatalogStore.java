package holotree.engine.library;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.codec.FrameCodec;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.ProviderMissingException;
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
import holotree.engine.frame.FrameWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The catalogs of a library. Thread-safe.
public final class CatalogStore {

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
  public @Nullable Catalog read(Digest id) {
    try (StoredFile file = store.open(LibraryLayout.catalog(id))) {
      return file == null ? null : read(file, id);
    }
  }

  private Catalog read(StoredFile file, Digest id) {
    byte[] body = body(file);
    Digest actual = Hasher.digest(body);
    if (!actual.equals(id)) {
      throw new CorruptException(file.displayPath(), -1, "catalog " + id, "catalog " + actual);
    }
    return CatalogFormat.decode(body, file.displayPath());
  }

  private byte[] body(StoredFile file) {
    String path = file.displayPath();
    long size = file.size();
    try (Arena arena = Arena.ofConfined();
        Decoders decoders = new Decoders(providers)) {
      if (size < CatalogFileHeader.BYTES) {
        throw new CorruptException(path, 0, "a catalog's header", size + " bytes");
      }
      MemorySegment head = arena.allocate(FrameHeader.BYTES);
      file.read(0, head.asSlice(0, CatalogFileHeader.BYTES));
      CatalogFileHeader header = CatalogFileHeader.read(head, path, size);
      byte[] body = new byte[(int) header.plainLength()];
      FrameReader frames = new FrameReader(decoders);
      long offset = CatalogFileHeader.BYTES;
      int done = 0;
      for (int frame = 0; frame < header.frames(); frame++) {
        if (size - offset < FrameHeader.BYTES) {
          throw new CorruptException(path, offset, "a frame", "the end of the file");
        }
        file.read(offset, head);
        FrameHeader frameHeader = FrameHeader.read(head, path, offset);
        long end = offset + FrameHeader.BYTES + frameHeader.encodedLength();
        int plain = frameHeader.plainLength();
        if (end > size || plain > body.length - done) {
          throw new CorruptException(path, offset, "frames that fit", frameHeader.toString());
        }
        try (Arena work = Arena.ofConfined()) {
          MemorySegment bytes =
              frames.read(file, offset, end, plain, work.allocate(plain + (end - offset), 64));
          MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, body, done, plain);
        }
        offset = end;
        done += plain;
      }
      if (offset != size || done != body.length) {
        throw new CorruptException(path, offset, "the end of the file", (size - offset) + " bytes");
      }
      return body;
    }
  }

  /// Writes a catalog, unless it is there whole: it survives a loss of power when this returns.
  ///
  /// @param codec what to encode it with
  /// @return its id
  public Digest publish(Catalog catalog, FrameCodec codec) {
    byte[] body = CatalogFormat.encode(catalog);
    Digest id = Hasher.digest(body);
    String path = LibraryLayout.catalog(id);
    try (TemporaryFile file = store.createTemporary()) {
      write(body, codec, file);
      if (isDamaged(id)) {
        // To record again is what the message about a damaged file advises.
        store.replace(file, path);
      } else {
        store.publish(file, path);
      }
      return id;
    }
  }

  private boolean isDamaged(Digest id) {
    try {
      read(id);
      return false;
    } catch (CorruptException _) {
      return true;
    } catch (FormatVersionException | ProviderMissingException _) {
      return false;
    }
  }

  private static void write(byte[] body, FrameCodec codec, TemporaryFile file) {
    try (Arena arena = Arena.ofConfined();
        FrameWriter frames = new FrameWriter(codec, codec.defaultLevel())) {
      int frameCount = Math.ceilDiv(body.length, FrameHeader.MAX_PLAIN);
      MemorySegment head = arena.allocate(CatalogFileHeader.BYTES);
      new CatalogFileHeader(frameCount, body.length).write(head);
      file.append(head);
      int longest = Math.min(body.length, FrameHeader.MAX_PLAIN);
      MemorySegment plain = arena.allocate(longest);
      MemorySegment encoded = arena.allocate(frames.room(longest));
      for (int at = 0; at < body.length; at += FrameHeader.MAX_PLAIN) {
        int length = Math.min(FrameHeader.MAX_PLAIN, body.length - at);
        MemorySegment.copy(body, at, plain, ValueLayout.JAVA_BYTE, 0, length);
        file.append(frames.encode(plain.asSlice(0, length), 0, encoded));
      }
    }
  }
}
