package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.engine.discovery.Providers;
import holotree.engine.frame.FrameWriter;
import holotree.engine.frame.GrowingBuffer;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.library.PackWriter.Chunk;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts chunks whose bytes were just verified into new packs. What was added is durable once [#seal] has
/// returned. Not thread-safe.
public final class Repacker implements AutoCloseable {

  private final Providers providers;
  private final PackAppender packs;
  private final Map<CodecId, FrameWriter> writers = new HashMap<>();
  private final Arena arena;
  private final MemorySegment gathering;
  private final GrowingBuffer encoded = new GrowingBuffer();
  private List<Chunk> chunks = new ArrayList<>();
  private @Nullable CodecId codec;
  private int gathered;

  /// Adds packs to `library`.
  @SuppressWarnings("MustBeClosedChecker") // closed with this
  public Repacker(Library library, Providers providers) {
    this.providers = providers;
    this.packs = new PackAppender(library);
    this.arena = Arena.ofShared();
    this.gathering = arena.allocate(Slab.SMALL_PLAIN, Long.BYTES);
  }

  /// Adds a frame as it is.
  ///
  /// @param raw header and payload
  /// @param frameChunks what it holds, in order
  public void addFrame(MemorySegment raw, int plainLength, List<Chunk> frameChunks) {
    packs.append(raw, plainLength, frameChunks);
  }

  /// Adds a chunk by itself; its bytes are copied.
  ///
  /// @param wanted what to encode it with
  public void addChunk(Digest digest, MemorySegment bytes, CodecId wanted) {
    int length = (int) bytes.byteSize();
    if (!wanted.equals(codec) || gathered + length > Slab.SMALL_PLAIN) {
      closeFrame();
      codec = wanted;
    }
    if (length > Slab.SMALL_PLAIN) {
      append(wanted, bytes, List.of(new Chunk(digest, length)));
      return;
    }
    gathering.asSlice(gathered, length).copyFrom(bytes);
    chunks.add(new Chunk(digest, length));
    gathered += length;
  }

  /// Makes all that was added durable.
  ///
  /// @return length of the new packs so far, bytes
  public long seal() {
    closeFrame();
    packs.seal();
    return packs.sealedBytes();
  }

  private void closeFrame() {
    CodecId before = codec;
    if (before != null && !chunks.isEmpty()) {
      append(before, gathering.asSlice(0, gathered), chunks);
      chunks = new ArrayList<>();
      gathered = 0;
    }
  }

  private void append(CodecId id, MemorySegment plain, List<Chunk> of) {
    FrameWriter writer = writers.computeIfAbsent(id, this::writer);
    int length = (int) plain.byteSize();
    MemorySegment into = encoded.atLeast(writer.room(length));
    packs.append(writer.encode(plain, of.size(), into), length, of);
  }

  private FrameWriter writer(CodecId id) {
    FrameCodec found = providers.codec(id, "Packing what is left of a pack");
    return new FrameWriter(found, found.defaultLevel());
  }

  /// Discards what was not sealed.
  @Override
  public void close() {
    packs.close();
    writers.values().forEach(FrameWriter::close);
    encoded.close();
    arena.close();
  }
}
