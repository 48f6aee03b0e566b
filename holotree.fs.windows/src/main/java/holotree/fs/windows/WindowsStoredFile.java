package holotree.fs.windows;

import holotree.api.error.CorruptException;
import holotree.api.fs.FileStat;
import holotree.api.fs.StoredFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A published file, open for reading.
final class WindowsStoredFile implements StoredFile {

  private final Handle file;
  private final StoreRoot root;
  private final Disk disk;
  private final StorePath path;
  private final FileStat stat;

  /// @param file owned from now on
  /// @param path where it is in the store
  /// @param stat what it is
  WindowsStoredFile(Handle file, StoreRoot root, StorePath path, FileStat stat) {
    this.file = file;
    this.root = root;
    this.disk = root.disk();
    this.path = path;
    this.stat = stat;
  }

  /// Its handle, for calls that take an open file.
  Handle handle() {
    return file;
  }

  @Override
  public String displayPath() {
    return root.displayPath(path);
  }

  @Override
  public FileStat stat() {
    return stat;
  }

  @Override
  public void read(long offset, MemorySegment into) {
    checkOffset(offset);
    long number = file.acquire();
    try {
      long count = Transfer.read(disk, number, offset, into);
      if (count < into.byteSize()) {
        throw tooShort(offset, into.byteSize(), count);
      }
    } catch (WindowsError error) {
      throw root.failure("read", path, error);
    } finally {
      file.release();
    }
  }

  /// Reads the range into memory of the arena: Windows neither deletes nor replaces a file that is mapped, so
  /// that a reader would keep others from collecting garbage. It costs as much memory as the range is long.
  @Override
  public MemorySegment map(long offset, long length, Arena arena) {
    checkOffset(offset);
    if (length < 0) {
      throw new IllegalArgumentException("length " + length);
    }
    checkInside(offset, length);
    MemorySegment range = arena.allocate(length);
    read(offset, range);
    return range.asReadOnly();
  }

  /// Does nothing: Windows has no such call for a file, and reads ahead by itself for whoever reads on.
  @Override
  public void prefetch(long offset, long length) {}

  @Override
  public void touch() {
    if (!file.tryAcquire()) {
      return;
    }
    try {
      long again = disk.kernel().open(file.number(), "", Disk.MARK);
      try {
        disk.kernel().setFacts(again, disk.now(), 0);
      } finally {
        disk.close(again);
      }
    } catch (WindowsError kept) {
      // A file of another user's, or on a disk that can only be read, keeps its time.
    } finally {
      file.release();
    }
  }

  @Override
  public void close() {
    file.close();
  }

  // Asked before memory is taken for what is not there.
  private void checkInside(long offset, long length) {
    long number = file.acquire();
    try {
      long now = disk.kernel().facts(number).size();
      if (offset > now - length) {
        throw tooShort(offset, length, Math.clamp(now - offset, 0, length));
      }
    } catch (WindowsError error) {
      throw root.failure("look at", path, error);
    } finally {
      file.release();
    }
  }

  private CorruptException tooShort(long offset, long wanted, long there) {
    return new CorruptException(
        displayPath(), offset, wanted + " bytes", there + " bytes to the end of the file");
  }

  private static void checkOffset(long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset);
    }
  }
}
