package holotree.fs.posix;

import holotree.api.error.HolotreeException;
import holotree.api.fs.FileStat;
import java.lang.foreign.MemorySegment;

/// Makes files with the fewest calls: open, write, set the time, stat, close; and a chmod where the
/// umask took bits of the mode away.
final class NewFile {

  private NewFile() {}

  /// Makes and opens an empty file.
  ///
  /// @return its descriptor
  static int open(HeldDirectory parent, byte[] name, int mode) {
    EntryName.check(name);
    Descriptor directory = parent.owner().pin(parent);
    int file;
    try {
      file = Libc.openat(directory.number(), name, OpenFlag.CREATE, mode);
    } finally {
      directory.release();
    }
    if (file < 0) {
      throw parent.failure("create", name, file);
    }
    return file;
  }

  /// Makes a whole file; if that fails, nothing of it remains.
  static FileStat make(
      HeldDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      MemorySegment content) {
    int file = open(parent, name, mode);
    FileStat stat;
    boolean closed = false;
    try {
      long result = Transfer.append(file, content);
      if (result < 0) {
        throw Errno.failure("write", parent.displayPath(name), result, content.byteSize());
      }
      stat = finish(file, parent, name, mode, mtimeSeconds, mtimeNanos);
      closed = true;
      result = Libc.close(file);
      if (result < 0) {
        throw Errno.failure("write", parent.displayPath(name), result, content.byteSize());
      }
    } catch (RuntimeException | Error failure) {
      if (!closed) {
        Libc.close(file);
      }
      takeBack(parent, name, failure);
      throw failure;
    }
    return stat;
  }

  /// Gives a written file its mode and time.
  static FileStat finish(
      int file, HeldDirectory parent, byte[] name, int mode, long mtimeSeconds, int mtimeNanos) {
    int left = Umask.left(mode);
    int result = Attributes.set(file, left, mode, mtimeSeconds, mtimeNanos);
    if (result < 0) {
      throw parent.failure("set mode and time of", name, result);
    }
    return Statx.answer();
  }

  private static void takeBack(HeldDirectory parent, byte[] name, Throwable failure) {
    try {
      Descriptor directory = parent.owner().pin(parent);
      try {
        Libc.unlinkat(directory.number(), name, 0);
      } finally {
        directory.release();
      }
    } catch (HolotreeException | IllegalStateException second) {
      failure.addSuppressed(second);
    }
  }
}
