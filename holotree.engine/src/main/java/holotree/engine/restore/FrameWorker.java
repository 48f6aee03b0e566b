package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.engine.flight.Span;
import holotree.engine.flight.Stage;
import holotree.engine.format.Hasher;
import holotree.engine.format.PackFooter;
import holotree.engine.frame.Decoders;
import holotree.engine.frame.FrameReader;
import holotree.engine.frame.SlabPool;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.library.PackReader;
import holotree.engine.work.Workers;
import java.lang.foreign.MemorySegment;

/// Fetches, decodes and verifies frames and has their chunks placed: one worker's share. Not
/// thread-safe.
final class FrameWorker {

  private final RestorePlan plan;
  private final FrameReader frames;
  private final SlabPool slabs;
  private final FilePlacer placer;
  private final Hasher hasher = new Hasher();
  // Where a chunk lies in its frame; rows ascend, so the sum goes on from the last one.
  private int cursorFrame = -1;
  private int cursorChunk;
  private long cursorOffset;

  FrameWorker(RestorePlan plan, Decoders decoders, SlabPool slabs, FilePlacer placer) {
    this.plan = plan;
    this.frames = new FrameReader(decoders);
    this.slabs = slabs;
    this.placer = placer;
  }

  /// Works until the queue is empty or work is stopped.
  void run(FrameQueue queue, Workers workers) throws InterruptedException {
    for (int frame = queue.take(); frame >= 0 && !workers.stopped(); frame = queue.take()) {
      Slab slab = slabs.acquire(plainLength(frame));
      try {
        MemorySegment plain = read(frame, slab);
        queue.observe(frame, frames.fetchNanos());
        Span place = Stage.PLACE.begin();
        placeAll(frame, plain, slab, workers);
        place.end(plan.endRow(frame) - plan.firstRow(frame), plain.byteSize());
      } finally {
        slabs.release(slab);
      }
    }
  }

  /// Gives the placer the first bytes of the large files in a frame that need them.
  void readHeads(int frame) throws InterruptedException {
    Slab slab = slabs.acquire(plainLength(frame));
    try {
      MemorySegment plain = read(frame, slab);
      for (int row = plan.firstRow(frame); row < plan.endRow(frame); row++) {
        if (plan.piece(row) == 0 && placer.needsHead(plan.entry(row))) {
          placer.setHead(plan.entry(row), verified(frame, row, plain));
        }
      }
    } finally {
      slabs.release(slab);
    }
  }

  private int plainLength(int frame) {
    return plan.pack(frame).footer().framePlainLength(plan.frameInPack(frame));
  }

  private MemorySegment read(int frame, Slab slab) {
    PackReader pack = plan.pack(frame);
    int number = plan.frameInPack(frame);
    PackFooter footer = pack.footer();
    return frames.read(
        pack.file(),
        footer.frameOffset(number),
        footer.frameEnd(number),
        footer.framePlainLength(number),
        slab.bytes());
  }

  private void placeAll(int frame, MemorySegment plain, Slab slab, Workers workers) {
    // The encoded bytes are no longer needed: their place serves to relocate in.
    MemorySegment buffer = slab.bytes().asSlice(plain.byteSize());
    MemorySegment chunk = MemorySegment.NULL;
    int verified = -1;
    for (int row = plan.firstRow(frame); row < plan.endRow(frame); row++) {
      if (workers.stopped()) {
        return;
      }
      int number = plan.chunkInPack(frame, row);
      if (number != verified) {
        chunk = verified(frame, row, plain);
        verified = number;
      }
      placer.place(plan.entry(row), plan.piece(row), chunk, buffer);
    }
  }

  /// The chunk of a row, compared with the digest that the catalog has for it.
  private MemorySegment verified(int frame, int row, MemorySegment plain) {
    PackReader pack = plan.pack(frame);
    PackFooter footer = pack.footer();
    int number = plan.frameInPack(frame);
    int wanted = plan.chunkInPack(frame, row);
    if (cursorFrame != frame || cursorChunk > wanted) {
      cursorFrame = frame;
      cursorChunk = footer.firstChunk(number);
      cursorOffset = 0;
    }
    for (; cursorChunk < wanted; cursorChunk++) {
      cursorOffset += Integer.toUnsignedLong(footer.chunkLength(cursorChunk));
    }
    long start = cursorOffset;
    Catalog catalog = plan.catalog();
    long length = catalog.chunkLength(plan.entry(row), plan.piece(row));
    Digest expected = catalog.chunk(plan.entry(row), plan.piece(row));
    if (footer.chunkLength(wanted) != length || start + length > plain.byteSize()) {
      throw new CorruptException(
          pack.file().displayPath(),
          footer.frameOffset(number),
          length + " bytes for chunk " + expected,
          footer.chunkLength(wanted) + " bytes at " + start);
    }
    MemorySegment chunk = plain.asSlice(start, length);
    Digest actual = hasher.digest(chunk);
    if (!actual.equals(expected)) {
      throw new CorruptException(
          pack.file().displayPath(),
          footer.frameOffset(number),
          "chunk " + expected,
          "chunk " + actual);
    }
    return chunk;
  }
}
