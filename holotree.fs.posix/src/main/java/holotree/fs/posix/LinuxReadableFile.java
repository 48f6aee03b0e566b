package holotree.fs.posix;

import holotree.api.fs.FileStat;
import holotree.api.fs.ReadableFile;
import java.lang.foreign.MemorySegment;

/// A file of a tree, open for reading.
final class LinuxReadableFile implements ReadableFile {

  private final Descriptor file;
  private final HeldDirectory parent;
  private final byte[] name;

  /// @param file owned from now on
  LinuxReadableFile(Descriptor file, HeldDirectory parent, byte[] name) {
    this.file = file;
    this.parent = parent;
    this.name = name.clone();
  }

  /// Its descriptor, for calls that take an open file.
  Descriptor descriptor() {
    return file;
  }

  @Override
  public FileStat stat() {
    int number = file.acquire();
    try {
      int result = Statx.ask(number);
      if (result < 0) {
        throw parent.failure("stat", name, result);
      }
      return Statx.answer();
    } finally {
      file.release();
    }
  }

  @Override
  public long read(long offset, MemorySegment into) {
    int number = file.acquire();
    try {
      long count = Transfer.read(number, offset, into);
      if (count < 0) {
        throw parent.failure("read", name, count);
      }
      return count;
    } finally {
      file.release();
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
