package holotree.fs.posix;

import holotree.api.fs.TemporaryFile;
import java.lang.foreign.MemorySegment;

/// A file in `tmp/`, locked while its maker lives. Not thread-safe.
final class LinuxTemporary implements TemporaryFile {

  // Bytes appended before the kernel is told to write them to the disk, so that the sync at the end
  // finds little left.
  private static final long WRITE_AHEAD = 8L << 20;

  private final Temporaries owner;
  private final Descriptor directory;
  private final byte[] name;
  private final int file;
  private long length;
  private long writing;
  private boolean named;
  private boolean closed;

  /// @param directory the open `tmp/`, acquired; released on closing
  /// @param file its locked descriptor, owned from now on
  LinuxTemporary(Temporaries owner, Descriptor directory, byte[] name, int file) {
    this.owner = owner;
    this.directory = directory;
    this.name = name;
    this.file = file;
  }

  @Override
  public void append(MemorySegment bytes) {
    checkOpen();
    long result = Transfer.append(file, bytes);
    if (result < 0) {
      throw Errno.failure("write", displayPath(), result, bytes.byteSize());
    }
    length += bytes.byteSize();
    if (length - writing >= WRITE_AHEAD) {
      // Best effort: an error of the disk comes out when the file is synced.
      Libc.startWriting(file, writing, length - writing);
      writing = length;
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      int result = named ? 0 : Libc.unlinkat(directory.number(), name, 0);
      // Closed after it was removed, because closing it gives up the lock.
      Libc.close(file);
      if (result < 0 && !Errno.ENOENT.is(result)) {
        throw Errno.failure("remove", displayPath(), result);
      }
    } finally {
      directory.release();
    }
  }

  /// Brings its bytes to the disk.
  void sync() {
    checkOpen();
    Sync.file(file, displayPath());
  }

  /// Has it, still empty, share all bytes of an open file.
  ///
  /// @return 0, or an error
  int cloneFrom(int source) {
    checkOpen();
    return Libc.ficlone(file, source);
  }

  /// Asks what it is.
  ///
  /// @return 0 and the answer in [Statx#answer], or an error
  int ask() {
    checkOpen();
    return Statx.ask(file);
  }

  /// Gives it a name that is free, in one step.
  ///
  /// @return 0, or an error: `EEXIST` if the name is taken
  int moveTo(int target, byte[] newName) {
    checkOpen();
    int result = Renaming.withoutReplacing(directory.number(), name, target, newName);
    named = result == 0;
    return result;
  }

  /// Gives it a name, in place of what has that name, in one step.
  ///
  /// @return 0, or an error
  int moveOver(int target, byte[] newName) {
    checkOpen();
    int result = Libc.renameat2(directory.number(), name, target, newName, 0);
    named = result == 0;
    return result;
  }

  /// Whether it was made by `temporaries`.
  boolean isOf(Temporaries temporaries) {
    return owner == temporaries;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("temporary file closed");
    }
  }

  private String displayPath() {
    return owner.displayPath(name);
  }
}
