package holotree.fs.windows;

import holotree.api.fs.FileStat;
import holotree.api.fs.ReadableFile;
import java.lang.foreign.MemorySegment;

/// A file of a tree, open for reading.
final class WindowsReadableFile implements ReadableFile {

  private final Disk disk;
  private final Handle file;
  private final HeldDirectory parent;
  private final byte[] name;
  private final boolean program;

  /// @param file owned from now on
  /// @param text its name as Windows has it
  WindowsReadableFile(Disk disk, Handle file, HeldDirectory parent, byte[] name, String text) {
    this.disk = disk;
    this.file = file;
    this.parent = parent;
    this.name = name.clone();
    this.program = HardLink.isProgram(text);
  }

  /// Its handle, for calls that take an open file.
  Handle handle() {
    return file;
  }

  /// Whether it may be run, and so gets no further names.
  boolean isProgram() {
    return program;
  }

  @Override
  public FileStat stat() {
    long number = file.acquire();
    try {
      return Stats.of(disk.kernel(), number);
    } catch (WindowsError error) {
      throw parent.failure("look at", name, error);
    } finally {
      file.release();
    }
  }

  @Override
  public long read(long offset, MemorySegment into) {
    long number = file.acquire();
    try {
      return Transfer.read(disk, number, offset, into);
    } catch (WindowsError error) {
      throw parent.failure("read", name, error);
    } finally {
      file.release();
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
