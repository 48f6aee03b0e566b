package holotree.fs.posix;

import holotree.api.error.CorruptException;
import holotree.api.fs.FileStat;
import holotree.api.fs.StoredFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A published file, open for reading.
final class LinuxStoredFile implements StoredFile {

  // A multiple of every page size that the two architectures have.
  private static final long ALIGNMENT = 64 << 10;

  private final Descriptor file;
  private final StoreRoot root;
  private final StorePath path;
  private final FileStat stat;

  /// @param file owned from now on
  /// @param path where it is in the store
  /// @param stat what it is
  LinuxStoredFile(Descriptor file, StoreRoot root, StorePath path, FileStat stat) {
    this.file = file;
    this.root = root;
    this.path = path;
    this.stat = stat;
  }

  /// Its descriptor, for calls that take an open file.
  Descriptor descriptor() {
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
    int number = file.acquire();
    try {
      long count = Transfer.read(number, offset, into);
      if (count < 0) {
        throw root.failure("read", path, count);
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
  public void touch() {
    if (!file.tryAcquire()) {
      return;
    }
    try {
      // A file of another user's, or on a disk that can only be read, keeps its time.
      Libc.touch(file.number());
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
      throw root.failure("map", path, address);
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
      throw root.failure("stat", path, result);
    }
    long now = Statx.answer().size();
    if (offset > now - length) {
      throw tooShort(offset, length, Math.clamp(now - offset, 0, length));
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
