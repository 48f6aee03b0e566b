package holotree.engine.record;

import holotree.api.Catalog;
import holotree.api.fs.ReadableFile;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.format.Hasher;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.record.DigestedBatch.Content;
import holotree.engine.relocate.FileKind;
import holotree.engine.relocate.Places;
import holotree.engine.relocate.RelocationFinder;
import holotree.engine.tree.ScannedTree;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a batch, puts filler where the stage's path stands and digests what remains. Thread-safe.
final class ContentReader {

  private final ScannedTree tree;
  private final @Nullable RelocationFinder finder;
  private final ThreadLocal<Hasher> hashers = ThreadLocal.withInitial(Hasher::new);

  /// @param finder looks for the stage's path; null where that is too short to be looked for
  ContentReader(ScannedTree tree, @Nullable RelocationFinder finder) {
    this.tree = tree;
    this.finder = finder;
  }

  /// Reads a batch into `slab`.
  DigestedBatch read(Batch batch, Slab slab) {
    Span span = Stage.READ.begin();
    List<Content> contents = new ArrayList<>(batch.entries().length);
    long at = 0;
    for (int entry : batch.entries()) {
      long size = tree.catalog().size(entry);
      Content content =
          size > Catalog.CHUNK_BYTES
              ? readPiece(entry, batch.piece(), size, slab.bytes())
              : readWhole(entry, slab.bytes().asSlice(at, size));
      if (content == null) {
        return new DigestedBatch(batch, slab, contents, entry);
      }
      contents.add(content);
      at += size;
    }
    span.end(contents.size(), batch.bytes());
    return new DigestedBatch(batch, slab, contents, -1);
  }

  private @Nullable Content readWhole(int entry, MemorySegment bytes) {
    try (ReadableFile file = tree.tree().openFile(tree.parent(entry), tree.name(entry))) {
      // One look after the read suffices: the change time is the scan's, so nothing came in
      // between.
      if (file.read(0, bytes) < bytes.byteSize() || !tree.isUnchanged(entry, file.stat())) {
        return null;
      }
    }
    FileKind kind = FileKind.detect(bytes, tree.name(entry));
    FoundPaths found = find(kind, bytes, 0, bytes.byteSize(), 0, true, true);
    return new Content(entry, bytes, hashers.get().digest(bytes), found);
  }

  private @Nullable Content readPiece(int entry, int piece, long size, MemorySegment slab) {
    long offset = (long) piece * Catalog.CHUNK_BYTES;
    long end = Math.min(size, offset + Catalog.CHUNK_BYTES);
    int context = finder == null ? 0 : finder.contextBytes();
    long from = Math.max(0, offset - context);
    long to = Math.min(size, end + context);
    MemorySegment window = slab.asSlice(0, to - from);
    FileKind kind;
    try (ReadableFile file = tree.tree().openFile(tree.parent(entry), tree.name(entry));
        Arena arena = Arena.ofConfined()) {
      if (file.read(from, window) < window.byteSize() || !tree.isUnchanged(entry, file.stat())) {
        return null;
      }
      MemorySegment head = arena.allocate(FileKind.HEAD_BYTES);
      file.read(0, head);
      kind = FileKind.detect(head, tree.name(entry));
    }
    FoundPaths found = find(kind, window, offset - from, end - from, offset, from == 0, to == size);
    MemorySegment core = window.asSlice(offset - from, end - offset);
    return new Content(entry, core, hashers.get().digest(core), found);
  }

  private FoundPaths find(
      FileKind kind,
      MemorySegment window,
      long coreStart,
      long coreEnd,
      long coreOffset,
      boolean startsFile,
      boolean endsFile) {
    if (finder == null) {
      return new FoundPaths(kind, null, false, false);
    }
    if (kind.isOpaque()) {
      return new FoundPaths(
          kind,
          null,
          false,
          finder.occursIn(window, coreStart, coreEnd, startsFile, endsFile, kind));
    }
    Places places = new Places();
    finder.replace(window, coreStart, coreEnd, coreOffset, startsFile, endsFile, kind, places);
    // Of a large file each piece is asked, as another piece may hold the path.
    boolean ask = kind == FileKind.UNDECIDED && (places.count() > 0 || !(startsFile && endsFile));
    boolean holdsNul = ask && FileKind.holdsNul(window.asSlice(coreStart, coreEnd - coreStart));
    return new FoundPaths(kind, places.count() == 0 ? null : places, holdsNul, places.isUnclear());
  }
}
