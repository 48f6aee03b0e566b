package holotree.fs.posix;

import holotree.api.error.CorruptException;
import holotree.api.fs.StoredFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A published file, open for reading.
final class LinuxStoredFile implements StoredFile {

  // A multiple of every page size that the two architectures have.
  private static final long ALIGNMENT = 64 << 10;

  private final Descriptor file;
  private final String path;
  private final long size;

  /// @param file owned from now on
  /// @param path absolute, for people
  /// @param size its length, bytes
  LinuxStoredFile(Descriptor file, String path, long size) {
    this.file = file;
    this.path = path;
    this.size = size;
  }

  @Override
  public String displayPath() {
    return path;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long offset, MemorySegment into) {
    checkOffset(offset);
    int number = file.acquire();
    try {
      long count = Transfer.read(number, offset, into);
      if (count < 0) {
        throw Errno.failure("read", path, count);
      }
      if (count < into.byteSize()) {
        throw tooShort(offset, into.byteSize(), count);
      }
    } finally {
      file.release();
    }
  }

  @Override
  public MemorySegment map(long offset, long length, Arena arena) {
    checkOffset(offset);
    int number = file.acquire();
    try {
      checkInside(number, offset, length);
      return length == 0 ? arena.allocate(0).asReadOnly() : map(number, offset, length, arena);
    } finally {
      file.release();
    }
  }

  @Override
  public void prefetch(long offset, long length) {
    // No length would mean: to the end.
    if (offset < 0 || length <= 0 || !file.tryAcquire()) {
      return;
    }
    try {
      // What becomes of advice is nobody's concern.
      Libc.willNeed(file.number(), offset, length);
    } finally {
      file.release();
    }
  }

  @Override
  public void close() {
    file.close();
  }

  @SuppressWarnings("restricted")
  private MemorySegment map(int number, long offset, long length, Arena arena) {
    long lead = offset % ALIGNMENT;
    long mapped = lead + length;
    long address = Libc.mmap(number, offset - lead, mapped);
    if (address < 0) {
      throw Errno.failure("map", path, address);
    }
    try {
      return MemorySegment.ofAddress(address)
          .reinterpret(mapped, arena, whole -> Libc.munmap(address, mapped))
          .asSlice(lead, length)
          .asReadOnly();
    } catch (IllegalStateException | WrongThreadException closedArena) {
      Libc.munmap(address, mapped);
      throw closedArena;
    }
  }

  // Asked of the file now, because reading past the end of a mapping would fail only then.
  private void checkInside(int number, long offset, long length) {
    if (length < 0) {
      throw new IllegalArgumentException("length " + length);
    }
    int result = Statx.ask(number);
    if (result < 0) {
      throw Errno.failure("stat", path, result);
    }
    long now = Statx.answer().size();
    if (offset > now - length) {
      throw tooShort(offset, length, Math.clamp(now - offset, 0, length));
    }
  }

  private CorruptException tooShort(long offset, long wanted, long there) {
    return new CorruptException(
        path, offset, wanted + " bytes", there + " bytes to the end of the file");
  }

  private static void checkOffset(long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset);
    }
  }
}
