package holotree.engine.program;

import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.WritableFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A file that keeps what a build writes. One thread writes at a time. The caller closes it; the file
/// stays unless it is removed.
public final class BuildLog implements AutoCloseable {

  private static final int PRIVATE = 0600;

  // A build that writes without end must not fill the disk as well.
  private static final long MOST_BYTES = 1L << 30;

  private final Path path;
  private final SpaceTree directory;
  private final byte[] name;
  private final WritableFile file;
  private long length;

  private BuildLog(Path path, SpaceTree directory, byte[] name, WritableFile file) {
    this.path = path;
    this.directory = directory;
    this.name = name;
    this.file = file;
  }

  /// Makes the log `name` in `folder`, in place of one that is there.
  ///
  /// @param folder absolute; made if it is not there
  public static BuildLog create(FileSystemStrategy strategy, Path folder, String name) {
    strategy.makeDirectories(folder);
    SpaceTree directory = strategy.openTree(folder);
    try {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      if (directory.stat(directory.root(), bytes) != null) {
        directory.removeFile(directory.root(), bytes);
      }
      WritableFile file = directory.createFile(directory.root(), bytes, PRIVATE, MOST_BYTES);
      return new BuildLog(folder.resolve(name), directory, bytes, file);
    } catch (RuntimeException failed) {
      directory.close();
      throw failed;
    }
  }

  /// Where it is, absolute.
  public Path path() {
    return path;
  }

  /// Adds the first `count` of `bytes`, as long as it holds less than 1 GiB; the rest is not kept.
  public void append(byte[] bytes, int count) {
    if (count > MOST_BYTES - length) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment content = arena.allocate(count);
      MemorySegment.copy(bytes, 0, content, ValueLayout.JAVA_BYTE, 0, count);
      file.write(length, content);
      length += count;
    }
  }

  /// Removes the file.
  public void remove() {
    directory.removeFile(directory.root(), name);
  }

  @Override
  public void close() {
    file.close();
    directory.close();
  }
}
