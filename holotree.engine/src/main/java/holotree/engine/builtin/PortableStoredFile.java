package holotree.engine.builtin;

import holotree.api.error.CorruptException;
import holotree.api.fs.StoredFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// A published file. Thread-safe, but for the interrupt of a thread that reads it: that closes the
/// channel for all, as `java.nio` has it, and every reader is told of the interrupt.
final class PortableStoredFile implements StoredFile {

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final AtomicBoolean closed = new AtomicBoolean();

  PortableStoredFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
  }

  @Override
  public String displayPath() {
    return path.toString();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long offset, MemorySegment into) {
    requireOpen();
    long count;
    try {
      count = Segments.read(channel, offset, into);
    } catch (IOException e) {
      throw Failures.of("read", path, e);
    }
    if (count < into.byteSize()) {
      throw new CorruptException(
          path.toString(), offset, into.byteSize() + " bytes", count + " bytes, then the end");
    }
  }

  @Override
  public MemorySegment map(long offset, long length, Arena arena) {
    requireOpen();
    if (offset < 0 || length < 0 || length > size - offset) {
      throw new IllegalArgumentException(
          length + " bytes from " + offset + " of " + path + ", which has " + size);
    }
    try {
      return channel.map(FileChannel.MapMode.READ_ONLY, offset, length, arena);
    } catch (IOException e) {
      throw Failures.of("map", path, e);
    }
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the file " + path + " is closed");
    }
  }

  /// Does nothing: `java.nio` has no such call.
  @Override
  public void prefetch(long offset, long length) {}

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      LockRegistry.ofThisProcess().close(path, channel);
    } catch (IOException e) {
      throw Failures.of("close", path, e);
    }
  }
}
