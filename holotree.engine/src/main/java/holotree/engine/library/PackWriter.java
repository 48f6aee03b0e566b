package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import holotree.engine.format.Hasher;
import holotree.engine.format.PackFooter;
import holotree.engine.format.PackFooterBuilder;
import holotree.engine.format.PackHeader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes one pack. Not thread-safe.
public final class PackWriter implements AutoCloseable {

  /// A pack is sealed before the next frame would take it over this, bytes.
  public static final long MAX_BYTES = 256L << 20;

  /// A chunk of a frame.
  ///
  /// @param digest its digest
  /// @param length its length, bytes
  public record Chunk(Digest digest, int length) {}

  /// A pack that is durable.
  ///
  /// @param pack its name
  /// @param bytes its length
  public record Sealed(Digest pack, long bytes) {}

  private final LibraryStore store;
  private final TemporaryFile file;
  private final Hasher name = new Hasher();
  private final PackFooterBuilder footer = new PackFooterBuilder();

  /// Begins a pack as a temporary file of `store`.
  public PackWriter(LibraryStore store) {
    this.store = store;
    this.file = store.createTemporary();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment header = arena.allocate(PackHeader.BYTES);
      PackHeader.write(header);
      append(header);
    } catch (RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  /// Whether a frame still belongs into this pack.
  ///
  /// @param length of the frame, encoded, bytes
  /// @param chunks how many it holds
  public boolean hasRoom(long length, int chunks) {
    return file.length() == PackHeader.BYTES
        || (file.length() + length <= MAX_BYTES
            && footer.chunks() + chunks <= PackFooter.MAX_CHUNKS);
  }

  /// Appends an encoded frame.
  ///
  /// @param frame header and payload
  /// @param plainLength length once decoded, bytes
  /// @param chunks what it holds, in order
  public void append(MemorySegment frame, int plainLength, List<Chunk> chunks) {
    footer.addFrame(file.length(), plainLength);
    for (Chunk chunk : chunks) {
      footer.addChunk(chunk.digest(), chunk.length());
    }
    append(frame);
  }

  /// Seals and publishes the pack: it survives a loss of power when this returns.
  ///
  /// @return its name and length
  public Sealed seal() {
    try (Arena arena = Arena.ofConfined()) {
      append(footer.seal(file.length(), arena));
    }
    long length = file.length();
    Digest id = name.finish();
    String path = LibraryLayout.pack(id);
    if (isDamaged(path, id)) {
      // To record again is what the message about a damaged file advises.
      store.replace(file, path);
    } else {
      store.publish(file, path);
    }
    return new Sealed(id, length);
  }

  /// Whether a pack of this name is there and is not what its name says.
  private boolean isDamaged(String path, Digest id) {
    try (@Nullable StoredFile there = store.open(path)) {
      return there != null && !PackReader.digest(there).equals(id);
    }
  }

  private void append(MemorySegment bytes) {
    file.append(bytes);
    name.update(bytes);
  }

  /// Discards the pack, unless it was sealed.
  @Override
  public void close() {
    file.close();
  }
}
