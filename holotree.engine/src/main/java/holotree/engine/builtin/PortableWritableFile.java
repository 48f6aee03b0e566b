package holotree.engine.builtin;

import holotree.api.fs.FileStat;
import holotree.api.fs.WritableFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A new file of a tree, being written. Thread-safe.
final class PortableWritableFile implements WritableFile {

  private final Path path;
  private final FileChannel channel;
  private final int mode;
  private final long size;

  PortableWritableFile(Path path, FileChannel channel, int mode, long size) {
    this.path = path;
    this.channel = channel;
    this.mode = mode;
    this.size = size;
  }

  @Override
  public void write(long offset, MemorySegment content) {
    if (offset < 0 || content.byteSize() > size - offset) {
      throw new IllegalArgumentException(
          content.byteSize()
              + " bytes at "
              + offset
              + " of "
              + path
              + ", which is to have "
              + size);
    }
    try {
      Segments.write(channel, offset, content);
    } catch (IOException e) {
      throw Failures.of("write", path, e);
    }
  }

  @Override
  public FileStat finish(long mtimeSeconds, int mtimeNanos) {
    try {
      if (channel.size() != size) {
        throw new IllegalStateException(
            path + " has " + channel.size() + " bytes, was to have " + size);
      }
      return Modes.finish(path, mode, mtimeSeconds, mtimeNanos);
    } catch (IOException e) {
      throw Failures.of("finish", path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw Failures.of("close", path, e);
    }
  }
}
