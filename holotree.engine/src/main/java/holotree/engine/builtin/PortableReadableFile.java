package holotree.engine.builtin;

import holotree.api.fs.FileStat;
import holotree.api.fs.ReadableFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file of a tree, being read. `java.nio` cannot ask an open file what it is, so [#stat] asks its
/// path: once something else stands there, that is what it shows, with another inode. Thread-safe.
final class PortableReadableFile implements ReadableFile {

  private final Path path;
  private final FileChannel channel;
  private final FileStat opened;

  /// @param opened what it was when it was opened
  PortableReadableFile(Path path, FileChannel channel, FileStat opened) {
    this.path = path;
    this.channel = channel;
    this.opened = opened;
  }

  Path path() {
    return path;
  }

  /// What it was when it was opened.
  FileStat opened() {
    return opened;
  }

  @Override
  public FileStat stat() {
    try {
      return FileStats.of(path);
    } catch (IOException e) {
      throw Failures.of("look at", path, e);
    }
  }

  @Override
  public long read(long offset, MemorySegment into) {
    try {
      return Segments.read(channel, offset, into);
    } catch (IOException e) {
      throw Failures.of("read", path, e);
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
