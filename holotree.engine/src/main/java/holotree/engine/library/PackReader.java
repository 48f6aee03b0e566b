package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.fs.StoredFile;
import holotree.engine.format.Hasher;
import holotree.engine.format.PackFooter;
import holotree.engine.format.PackHeader;
import holotree.engine.format.PackTrailer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/// An open pack: its file and its index. Thread-safe.
public final class PackReader implements AutoCloseable {

  private static final long READ_BYTES = 1L << 20;

  private final StoredFile file;
  private final Arena arena;
  private final PackFooter footer;

  /// Opens a pack and takes over its file.
  ///
  /// @throws CorruptException if header, trailer or footer are damaged
  /// @throws holotree.api.error.FormatVersionException if this release cannot read it
  PackReader(StoredFile file) {
    this(file, false);
  }

  /// The same, the footer read once before it is mapped. Where the disk cannot read it, the system says so then;
  /// of mapped memory that cannot be read it would end the process.
  ///
  /// @throws holotree.api.error.RefusedException if the system cannot read it
  static PackReader readThrough(StoredFile file) {
    return new PackReader(file, true);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with the reader
  private PackReader(StoredFile file, boolean through) {
    this.file = file;
    this.arena = Arena.ofShared();
    try {
      this.footer = readFooter(through);
    } catch (RuntimeException damaged) {
      close();
      throw damaged;
    } catch (InternalError unreadable) {
      close();
      throw new CorruptException(
          file.displayPath(),
          -1,
          "a footer that can be read",
          "one that was cut short meanwhile, or lies where the disk cannot be read",
          unreadable);
    }
  }

  /// The pack's file.
  public StoredFile file() {
    return file;
  }

  /// The pack's index.
  public PackFooter footer() {
    return footer;
  }

  /// The digest of a whole file, which a pack has for its name.
  ///
  /// @throws CorruptException if it is shorter than it was
  public static Digest digest(StoredFile file) {
    Hasher hasher = new Hasher();
    read(file, 0, file.size(), hasher::update);
    return hasher.finish();
  }

  private static void read(StoredFile file, long from, long to, Consumer<MemorySegment> use) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment block = arena.allocate(Math.min(READ_BYTES, Math.max(1, to - from)));
      for (long at = from; at < to; at += block.byteSize()) {
        MemorySegment bytes = block.asSlice(0, Math.min(block.byteSize(), to - at));
        file.read(at, bytes);
        use.accept(bytes);
      }
    }
  }

  private PackFooter readFooter(boolean through) {
    String path = file.displayPath();
    long size = file.size();
    if (size < PackHeader.BYTES + PackTrailer.BYTES) {
      throw new CorruptException(
          path,
          0,
          "a pack of at least " + (PackHeader.BYTES + PackTrailer.BYTES) + " bytes",
          size + " bytes");
    }
    MemorySegment edge = arena.allocate(PackTrailer.BYTES);
    file.read(0, edge.asSlice(0, PackHeader.BYTES));
    PackHeader.check(edge, path);
    file.read(size - PackTrailer.BYTES, edge);
    PackTrailer trailer = PackTrailer.read(edge, path, size);
    if (through) {
      read(file, trailer.footerOffset(), trailer.footerOffset() + trailer.footerLength(), _ -> {});
    }
    MemorySegment index =
        trailer.footerLength() == 0
            ? MemorySegment.NULL
            : file.map(trailer.footerOffset(), trailer.footerLength(), arena);
    return new PackFooter(path, trailer, index);
  }

  @Override
  public void close() {
    arena.close();
    file.close();
  }
}
