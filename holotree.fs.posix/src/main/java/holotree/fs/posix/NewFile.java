package holotree.fs.posix;

import holotree.api.error.HolotreeException;
import holotree.api.fs.FileStat;
import holotree.api.fs.ShareOutcome;
import java.lang.foreign.MemorySegment;

/// A file being made with the fewest calls: open, fill, set the time, stat, close; and a chmod where
/// the umask took bits of the mode away. Unless it is finished, closing it leaves nothing of it.
/// Not thread-safe.
final class NewFile implements AutoCloseable {

  private final HeldDirectory parent;
  private final byte[] name;
  private final int mode;
  private final int file;
  private boolean open = true;
  private boolean finished;

  private NewFile(HeldDirectory parent, byte[] name, int mode) {
    this.parent = parent;
    this.name = name;
    this.mode = mode;
    this.file = open(parent, name, mode);
  }

  /// Makes a file of the bytes of `content`; if that fails, nothing of it remains.
  static FileStat make(
      HeldDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      MemorySegment content) {
    try (NewFile made = new NewFile(parent, name, mode)) {
      long result = Transfer.append(made.file, content);
      if (result < 0) {
        throw made.failure(result, content.byteSize());
      }
      return made.finish(mtimeSeconds, mtimeNanos, content.byteSize());
    }
  }

  /// Makes a file that shares the bytes of the open file `source`; if that fails, nothing of it
  /// remains.
  static ShareOutcome makeClone(
      HeldDirectory parent, byte[] name, int mode, long mtimeSeconds, int mtimeNanos, int source) {
    try (NewFile made = new NewFile(parent, name, mode)) {
      ShareOutcome.NotApplicable obstacle =
          Reflink.obstacle(
              Libc.ficlone(made.file, source),
              result -> parent.failure("create clone", name, result));
      return obstacle != null
          ? obstacle
          : new ShareOutcome.Shared(made.finish(mtimeSeconds, mtimeNanos, -1));
    }
  }

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

  /// Closes it, and removes it unless it is finished.
  @Override
  public void close() {
    if (open) {
      Libc.close(file);
    }
    if (finished) {
      return;
    }
    Descriptor directory = parent.owner().pin(parent);
    int result;
    try {
      result = Libc.unlinkat(directory.number(), name, 0);
    } finally {
      directory.release();
    }
    if (result < 0 && !Errno.ENOENT.is(result)) {
      throw parent.failure("remove", name, result);
    }
  }

  // Closed here, because closing may still say that what was written is lost.
  private FileStat finish(long mtimeSeconds, int mtimeNanos, long written) {
    FileStat stat = finish(file, parent, name, mode, mtimeSeconds, mtimeNanos);
    open = false;
    int result = Libc.close(file);
    if (result < 0) {
      throw failure(result, written);
    }
    finished = true;
    return stat;
  }

  private HolotreeException failure(long result, long written) {
    return Errno.failure("write", parent.displayPath(name), result, written);
  }
}
