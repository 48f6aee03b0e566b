package holotree.engine.record;

import holotree.api.Digest;
import holotree.engine.frame.FrameWriter;
import holotree.engine.frame.SlabPool;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.library.PackAppender;
import holotree.engine.library.PackWriter.Chunk;
import holotree.engine.work.Workers;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Gathers chunks into frames, has them encoded in parallel, and appends them in the order of the tree.
/// Used by one thread.
final class FrameGatherer implements AutoCloseable {

  private final Workers workers;
  private final SlabPool slabs;
  private final FrameWriter frames;
  private final PackAppender packs;
  private final Deque<Encoding> encodings = new ArrayDeque<>();
  private @Nullable Slab gathering;
  private int gathered;
  private List<Chunk> chunks = new ArrayList<>();
  private long storedChunks;
  private long storedBytes;

  FrameGatherer(Workers workers, SlabPool slabs, FrameWriter frames, PackAppender packs) {
    this.workers = workers;
    this.slabs = slabs;
    this.frames = frames;
    this.packs = packs;
  }

  /// Adds a chunk of at most 1 MiB; its bytes are copied.
  void add(MemorySegment bytes, Digest digest) {
    int length = (int) bytes.byteSize();
    if (gathered + length > Slab.SMALL_PLAIN) {
      closeFrame();
    }
    Slab slab = gathering;
    if (slab == null) {
      slab = acquire();
      gathering = slab;
    }
    slab.bytes().asSlice(gathered, length).copyFrom(bytes);
    gathered += length;
    count(digest, length);
  }

  /// Adds a chunk over 1 MiB as a frame of its own.
  ///
  /// @param slab what it lies in, taken over
  void addAlone(Slab slab, MemorySegment bytes, Digest digest) {
    closeFrame();
    count(digest, (int) bytes.byteSize());
    encode(slab, bytes);
  }

  /// Encodes what was gathered and appends everything.
  void finish() {
    closeFrame();
    while (!encodings.isEmpty()) {
      appendFirst();
    }
  }

  /// Appends the first frame that is under way, so that its memory comes back.
  ///
  /// @return whether one was under way
  boolean relieve() {
    if (encodings.isEmpty()) {
      return false;
    }
    appendFirst();
    return true;
  }

  /// How many chunks were added.
  long storedChunks() {
    return storedChunks;
  }

  /// Their length, bytes.
  long storedBytes() {
    return storedBytes;
  }

  private void count(Digest digest, int length) {
    chunks.add(new Chunk(digest, length));
    storedChunks++;
    storedBytes += length;
  }

  private void closeFrame() {
    Slab slab = gathering;
    if (slab != null) {
      gathering = null;
      encode(slab, slab.bytes().asSlice(0, gathered));
      gathered = 0;
    }
  }

  private void encode(Slab slab, MemorySegment plain) {
    List<Chunk> held = chunks;
    chunks = new ArrayList<>();
    long plainEnd = plain.address() - slab.bytes().address() + plain.byteSize();
    MemorySegment room = slab.bytes().asSlice(plainEnd);
    Future<MemorySegment> frame = workers.submit(() -> frames.encode(plain, held.size(), room));
    encodings.addLast(new Encoding(slab, (int) plain.byteSize(), held, frame));
    while (!encodings.isEmpty()
        && (encodings.getFirst().frame.isDone() || encodings.size() > 2 * workers.count())) {
      appendFirst();
    }
  }

  private void appendFirst() {
    Encoding first = encodings.removeFirst();
    try {
      packs.append(workers.await(first.frame), first.plainLength, first.chunks);
    } finally {
      slabs.release(first.slab);
    }
  }

  private Slab acquire() {
    Slab slab = slabs.tryAcquire(Slab.SMALL_PLAIN);
    while (slab == null) {
      if (!relieve()) {
        throw new IllegalStateException("readers hold the whole budget");
      }
      slab = slabs.tryAcquire(Slab.SMALL_PLAIN);
    }
    return slab;
  }

  /// Keeps what has not begun from being encoded; nothing more is appended. The memory is freed with
  /// the pool, once the workers have ended.
  @Override
  public void close() {
    for (Encoding encoding : encodings) {
      encoding.frame.cancel(false);
    }
  }

  private record Encoding(
      Slab slab, int plainLength, List<Chunk> chunks, Future<MemorySegment> frame) {}
}
