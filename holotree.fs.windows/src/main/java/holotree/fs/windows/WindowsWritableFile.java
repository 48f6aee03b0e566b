package holotree.fs.windows;

import holotree.api.fs.FileStat;
import holotree.api.fs.WritableFile;
import java.lang.foreign.MemorySegment;

/// A new file of a tree, written at any offset by any thread.
final class WindowsWritableFile implements WritableFile {

  private final Handle file;
  private final HeldDirectory parent;
  private final byte[] name;
  private final int mode;
  private final long size;

  /// @param file owned from now on
  /// @param size the length it will have, bytes
  WindowsWritableFile(Handle file, HeldDirectory parent, byte[] name, int mode, long size) {
    this.file = file;
    this.parent = parent;
    this.name = name.clone();
    this.mode = mode;
    this.size = size;
  }

  @Override
  public void write(long offset, MemorySegment content) {
    if (offset < 0 || offset > size - content.byteSize()) {
      throw new IllegalArgumentException(
          content.byteSize() + " bytes at " + offset + " of a file of " + size);
    }
    long number = file.acquire();
    try {
      Transfer.write(parent.disk(), number, offset, content);
    } catch (WindowsError error) {
      throw SystemError.failure("write", parent.displayPath(name), error, content.byteSize());
    } finally {
      file.release();
    }
  }

  /// @throws IllegalStateException if the end of the file was not written
  @Override
  public FileStat finish(long mtimeSeconds, int mtimeNanos) {
    long time = parent.time(name, mtimeSeconds, mtimeNanos);
    long number = file.acquire();
    try {
      NewFile.setFacts(parent.disk(), number, mode, time);
      FileStat stat = Stats.of(parent.disk().kernel(), number);
      if (stat.size() != size) {
        throw new IllegalStateException(stat.size() + " bytes written of " + size);
      }
      return stat;
    } catch (WindowsError error) {
      throw parent.failure("set the time of", name, error);
    } finally {
      file.release();
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
