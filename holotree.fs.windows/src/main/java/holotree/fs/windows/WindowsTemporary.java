package holotree.fs.windows;

import holotree.api.fs.FileStat;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.TemporaryFile;
import holotree.fs.windows.Patience.Wait;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A file in `tmp/`, held open while its maker lives. Not thread-safe.
final class WindowsTemporary implements TemporaryFile {

  private final Temporaries owner;
  private final Disk disk;
  private final String name;
  private final long file;
  private long length;
  private boolean named;
  private boolean closed;

  /// @param file its handle, owned from now on
  WindowsTemporary(Temporaries owner, Disk disk, String name, long file) {
    this.owner = owner;
    this.disk = disk;
    this.name = name;
    this.file = file;
  }

  @Override
  public void append(MemorySegment bytes) {
    checkOpen();
    try {
      Transfer.write(disk, file, length, bytes);
    } catch (WindowsError error) {
      throw SystemError.failure("write", displayPath(), error, bytes.byteSize());
    }
    length += bytes.byteSize();
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
      if (!named) {
        Removal.delete(disk, file);
      }
    } catch (WindowsError error) {
      throw SystemError.failure("remove", displayPath(), error);
    } finally {
      disk.close(file);
    }
  }

  /// Brings its bytes, what it is and its name to the disk.
  void sync() {
    checkOpen();
    try {
      disk.kernel().flush(file);
    } catch (WindowsError error) {
      throw SystemError.failure("sync", displayPath(), error);
    }
  }

  /// Has it, still empty, share all bytes of an open file.
  ///
  /// @return null if it was done
  ShareOutcome.@Nullable NotApplicable cloneFrom(long source) throws WindowsError {
    checkOpen();
    ShareOutcome.NotApplicable obstacle = BlockClone.obstacle(disk.kernel(), source, file);
    return obstacle != null ? obstacle : BlockClone.make(disk, source, file);
  }

  /// What it is.
  FileStat stat() throws WindowsError {
    checkOpen();
    return Stats.of(disk.kernel(), file);
  }

  /// Gives it a name in one step: one that is free or, with `replace`, in place of what has that name.
  void move(long directory, String newName, boolean replace) throws WindowsError {
    checkOpen();
    disk.patience()
        .untilDone(
            Wait.HELD_OR_DENIED,
            () -> {
              if (replace) {
                replace(directory, newName);
              } else {
                disk.kernel().rename(file, directory, newName, false);
              }
            });
    named = true;
  }

  private void replace(long directory, String newName) throws WindowsError {
    try {
      disk.kernel().rename(file, directory, newName, true);
    } catch (WindowsError error) {
      if (error.isAny(Win32.ERROR_ACCESS_DENIED)) {
        ReadOnly.drop(disk, directory, newName);
      }
      throw error;
    }
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
