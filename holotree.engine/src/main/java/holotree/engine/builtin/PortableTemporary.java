package holotree.engine.builtin;

import holotree.api.fs.TemporaryFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A temporary file with a name in `tmp/`, which it loses when closed. Not thread-safe.
final class PortableTemporary implements TemporaryFile {

  private final Path path;
  private final FileChannel channel;
  private long length;
  private boolean closed;

  PortableTemporary(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  Path path() {
    return path;
  }

  @Override
  public void append(MemorySegment bytes) {
    requireOpen();
    try {
      Segments.write(channel, length, bytes);
    } catch (IOException e) {
      throw Failures.of("write", path, e);
    }
    length += bytes.byteSize();
  }

  @Override
  public long length() {
    return length;
  }

  /// Brings its bytes to disk, where the store is durable, and lets no more be written.
  void seal(StoreDirectories directories) throws IOException {
    requireOpen();
    try (channel) {
      directories.force(channel);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the temporary " + path + " is closed");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (channel) {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw Failures.of("remove", path, e);
    }
  }
}
