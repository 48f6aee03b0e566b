package holotree.fs.posix;

import holotree.api.fs.FileStat;
import holotree.api.fs.WritableFile;
import java.lang.foreign.MemorySegment;

/// A new file of a tree, written at any offset by any thread.
final class LinuxWritableFile implements WritableFile {

  private final Descriptor file;
  private final HeldDirectory parent;
  private final byte[] name;
  private final int mode;
  private final long size;

  /// @param file owned from now on
  /// @param size the length it will have, bytes
  LinuxWritableFile(Descriptor file, HeldDirectory parent, byte[] name, int mode, long size) {
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
    int number = file.acquire();
    try {
      long result = Transfer.write(number, offset, content);
      if (result < 0) {
        throw Errno.failure("write", parent.displayPath(name), result, content.byteSize());
      }
    } finally {
      file.release();
    }
  }

  /// @throws IllegalStateException if the end of the file was not written
  @Override
  public FileStat finish(long mtimeSeconds, int mtimeNanos) {
    int number = file.acquire();
    try {
      FileStat stat = NewFile.finish(number, parent, name, mode, mtimeSeconds, mtimeNanos);
      if (stat.size() != size) {
        throw new IllegalStateException(stat.size() + " bytes written of " + size);
      }
      return stat;
    } finally {
      file.release();
    }
  }

  @Override
  public void close() {
    int result = file.close();
    if (result < 0) {
      throw parent.failure("write", name, result);
    }
  }
}
