package holotree.engine.restore;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.HolotreeException;
import holotree.api.error.RefusedException;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fetches, decodes and verifies frames and has their chunks placed: one worker's share. Not
/// thread-safe.
final class FrameWorker {

  private final RestorePlan plan;
  private final FrameReader frames;
  private final SlabPool slabs;
  private final FilePlacer placer;
  private final Set<String> passedOver;
  // Why this worker looks elsewhere; null for what nothing went wrong with.
  private final @Nullable HolotreeException first;
  private final Hasher hasher = new Hasher();
  // Where a chunk lies in its frame; rows ascend, so the sum goes on from the last one.
  private int cursorFrame = -1;
  private int cursorChunk;
  private long cursorOffset;

  /// @param passedOver takes the files of packs that are damaged
  FrameWorker(
      RestorePlan plan,
      Decoders decoders,
      SlabPool slabs,
      FilePlacer placer,
      Set<String> passedOver) {
    this(plan, new FrameReader(decoders), slabs, placer, passedOver, null);
  }

  private FrameWorker(
      RestorePlan plan,
      FrameReader frames,
      SlabPool slabs,
      FilePlacer placer,
      Set<String> passedOver,
      @Nullable HolotreeException first) {
    this.plan = plan;
    this.frames = frames;
    this.slabs = slabs;
    this.placer = placer;
    this.passedOver = passedOver;
    this.first = first;
  }

  /// Works until the queue is empty or work is stopped. What a damaged frame should have given comes from
  /// other packs, so that each chunk is placed once.
  void run(FrameQueue queue, Workers workers) throws InterruptedException {
    for (int frame = queue.take(); frame >= 0 && !workers.stopped(); frame = queue.take()) {
      FrameWorker elsewhere = place(frame, queue, workers);
      if (elsewhere != null) {
        elsewhere.run(queue.of(elsewhere.plan), workers);
      }
    }
  }

  /// Gives the placer the first bytes of the large files that need them.
  void readHeads() throws InterruptedException {
    for (int frame = 0; frame < plan.frames(); frame++) {
      FrameWorker elsewhere = readHeads(frame);
      if (elsewhere != null) {
        elsewhere.readHeads();
      }
    }
  }

  /// The worker for what is left, if the frame is damaged.
  private @Nullable FrameWorker place(int frame, FrameQueue queue, Workers workers)
      throws InterruptedException {
    int row = plan.firstRow(frame);
    Slab slab = slabs.acquire(plainLength(frame));
    try {
      MemorySegment plain = read(frame, slab);
      queue.observe(frame, frames.fetchNanos());
      Span place = Stage.PLACE.begin();
      // The encoded bytes are no longer needed: their place serves to relocate in.
      MemorySegment buffer = slab.bytes().asSlice(plain.byteSize());
      MemorySegment chunk = MemorySegment.NULL;
      int verified = -1;
      for (; row < plan.endRow(frame) && !workers.stopped(); row++) {
        int number = plan.chunkInPack(frame, row);
        if (number != verified) {
          chunk = verified(frame, row, plain);
          verified = number;
        }
        placer.place(plan.entry(row), plan.piece(row), chunk, buffer);
      }
      place.end(plan.endRow(frame) - plan.firstRow(frame), plain.byteSize());
      return null;
    } catch (CorruptException | RefusedException failed) {
      return elsewhere(frame, row, failed);
    } finally {
      slabs.release(slab);
    }
  }

  private @Nullable FrameWorker readHeads(int frame) throws InterruptedException {
    int row = plan.firstRow(frame);
    while (row < plan.endRow(frame) && !needsHead(row)) {
      row++;
    }
    if (row == plan.endRow(frame)) {
      return null;
    }
    Slab slab = slabs.acquire(plainLength(frame));
    try {
      MemorySegment plain = read(frame, slab);
      for (; row < plan.endRow(frame); row++) {
        if (needsHead(row)) {
          placer.setHead(plan.entry(row), verified(frame, row, plain));
        }
      }
      return null;
    } catch (CorruptException | RefusedException failed) {
      return elsewhere(frame, row, failed);
    } finally {
      slabs.release(slab);
    }
  }

  private boolean needsHead(int row) {
    return plan.piece(row) == 0 && placer.needsHead(plan.entry(row));
  }

  /// A worker for the rows of a frame from `from` on, with their chunks in other packs.
  ///
  /// @throws HolotreeException the first failure, if it is not one to read this pack or a chunk is in no other
  private FrameWorker elsewhere(int frame, int from, HolotreeException failed) {
    String pack = plan.pack(frame).file().displayPath();
    if (!isOf(pack, failed)) {
      throw failed;
    }
    HolotreeException damage = first == null ? failed : first;
    RestorePlan elsewhere = plan.elsewhere(frame, from);
    if (elsewhere == null) {
      throw damage;
    }
    passedOver.add(pack);
    return new FrameWorker(elsewhere, frames, slabs, placer, passedOver, damage);
  }

  private static boolean isOf(String pack, HolotreeException failed) {
    return switch (failed) {
      case CorruptException damaged -> damaged.file().equals(pack);
      case RefusedException unread -> unread.path().equals(pack);
      default -> false;
    };
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
