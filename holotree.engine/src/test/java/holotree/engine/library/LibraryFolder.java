package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.ProgressListener;
import holotree.api.codec.FrameCodec;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.OperatingSystem;
import holotree.engine.builtin.AdaptivePolicy;
import holotree.engine.builtin.PortableStrategy;
import holotree.engine.builtin.StoredCodec;
import holotree.engine.discovery.Providers;
import holotree.engine.format.Hasher;
import holotree.engine.frame.FrameWriter;
import holotree.engine.lock.OperationLocks;
import holotree.testkit.forward.CountingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A library in a directory of a test, which need not survive a loss of power.
public final class LibraryFolder implements AutoCloseable {

  private final Path root;
  private final FrameCodec codec = new StoredCodec();
  private final CountingStore store;
  private final Library library;

  public LibraryFolder(Path root) {
    this.root = root;
    this.store = new CountingStore(new PortableStrategy().store(root, Durability.VOLATILE));
    this.library = new Library(store, root, providers(), locks(store), () -> true);
  }

  /// The built-in providers.
  public static Providers providers() {
    return new Providers(
        List.of(new StoredCodec()),
        List.of(new PortableStrategy()),
        List.of(new AdaptivePolicy()),
        OperatingSystem.current());
  }

  /// Locks of a volatile store.
  public static OperationLocks locks(LibraryStore store) {
    return new OperationLocks(store, store, "holotree", ProgressListener.NONE);
  }

  public Library library() {
    return library;
  }

  public CountingStore store() {
    return store;
  }

  public FrameCodec codec() {
    return codec;
  }

  /// Writes a pack.
  ///
  /// @param frames the chunks of each frame
  /// @return the pack's file; that of the first pack if this one was there already
  public Path addPack(List<List<byte[]>> frames) {
    List<Path> before = packs();
    writePack(frames);
    return packs().stream()
        .filter(pack -> !before.contains(pack))
        .findFirst()
        .orElse(before.isEmpty() ? root : before.getFirst());
  }

  /// Writes a pack, without a look at the others.
  ///
  /// @param frames the chunks of each frame
  public void writePack(List<List<byte[]>> frames) {
    try (PackWriter pack = library.createPack();
        FrameWriter writer = new FrameWriter(codec, codec.defaultLevel());
        Arena arena = Arena.ofConfined()) {
      for (List<byte[]> chunks : frames) {
        int length = chunks.stream().mapToInt(chunk -> chunk.length).sum();
        MemorySegment plain = arena.allocate(length);
        List<PackWriter.Chunk> held = new ArrayList<>();
        int at = 0;
        for (byte[] chunk : chunks) {
          MemorySegment.copy(chunk, 0, plain, ValueLayout.JAVA_BYTE, at, chunk.length);
          at += chunk.length;
          held.add(new PackWriter.Chunk(Hasher.digest(chunk), chunk.length));
        }
        pack.append(
            writer.encode(plain, chunks.size(), arena.allocate(writer.room(length))), length, held);
      }
      pack.seal();
    }
  }

  /// The files of all packs, sorted.
  public List<Path> packs() {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".pack")).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The file of a catalog.
  public Path catalog(Digest id) {
    return root.resolve("catalogs").resolve(id + ".catalog");
  }

  @Override
  public void close() {
    store.close();
  }
}
