package holotree.engine.builtin;

import holotree.api.error.CorruptException;
import holotree.api.fs.FileStat;
import holotree.api.fs.StoredFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/// A published file. Thread-safe, but for the interrupt of a thread that reads it: that closes the
/// channel for all, as `java.nio` has it, and every reader is told of the interrupt.
final class PortableStoredFile implements StoredFile {

  private final Path path;
  private final FileChannel channel;
  private final FileStat stat;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param stat what it was when it was opened
  PortableStoredFile(Path path, FileChannel channel, FileStat stat) {
    this.path = path;
    this.channel = channel;
    this.stat = stat;
  }

  Path path() {
    return path;
  }

  @Override
  public String displayPath() {
    return path.toString();
  }

  @Override
  public FileStat stat() {
    return stat;
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
    if (offset < 0 || length < 0 || length > size() - offset) {
      throw new IllegalArgumentException(
          length + " bytes from " + offset + " of " + path + ", which has " + size());
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

  /// Touches what is at the file's path by now, `java.nio` setting no times of open files.
  @Override
  public void touch() {
    try {
      Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
    } catch (IOException _) {
      // A file of another user's, or on a disk that can only be read, keeps its time.
    }
  }

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
