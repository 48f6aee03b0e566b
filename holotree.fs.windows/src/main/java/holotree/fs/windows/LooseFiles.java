package holotree.fs.windows;

import holotree.api.error.HolotreeException;
import holotree.fs.windows.Patience.Wait;
import java.lang.foreign.MemorySegment;

/// The files of a store that nothing depends on: written where they stand and not synced. Thread-safe.
final class LooseFiles {

  private static final Opening APPEND =
      new Opening(
          Win32.APPEND_DATA | Win32.READ_ATTRIBUTES,
          Win32.SHARE_ALL,
          Win32.OPEN_IF,
          Win32.NON_DIRECTORY_FILE);
  private static final Opening TOUCH =
      new Opening(
          Win32.READ_ATTRIBUTES | Win32.WRITE_ATTRIBUTES,
          Win32.SHARE_ALL,
          Win32.OPEN_IF,
          Win32.NON_DIRECTORY_FILE);

  private final StoreRoot root;
  private final StoreDirectories directories;
  private final Disk disk;

  LooseFiles(StoreRoot root, StoreDirectories directories) {
    this.root = root;
    this.directories = directories;
    this.disk = root.disk();
  }

  /// Writes all of `bytes` at the end of a file, in one call.
  void append(StorePath path, MemorySegment bytes) {
    Transfer.requireNative(bytes);
    long directory = directories.openOrMake(path.parent());
    try {
      long file = disk.open(Wait.HELD, directory, path.name(), APPEND);
      try {
        RegularFile.require(disk.kernel().facts(file));
        append(file, bytes);
      } finally {
        disk.close(file);
      }
    } catch (WindowsError error) {
      throw SystemError.failure("append to", root.displayPath(path), error, bytes.byteSize());
    } finally {
      disk.close(directory);
    }
  }

  /// Makes an empty file, or sets the modification time of the one there to now, if that can be done.
  void touch(StorePath path) {
    try {
      long directory = directories.openOrMake(path.parent());
      try {
        touch(directory, path.name());
      } finally {
        disk.close(directory);
      }
    } catch (WindowsError | HolotreeException notHere) {
      // A library of another user's, or on a disk that is full or can only be read. Nothing depends
      // on it.
    }
  }

  private void append(long file, MemorySegment bytes) throws WindowsError {
    if (bytes.byteSize() == 0) {
      return;
    }
    int written = disk.patience().until(Wait.HELD, () -> disk.kernel().append(file, bytes));
    if (written != bytes.byteSize()) {
      // A rest written later might land behind what another has appended meanwhile.
      throw SystemError.ERROR_HANDLE_DISK_FULL.asError();
    }
  }

  private void touch(long directory, String name) throws WindowsError {
    long file = disk.kernel().open(directory, name, TOUCH);
    try {
      RegularFile.require(disk.kernel().facts(file));
      disk.kernel().setFacts(file, disk.now(), 0);
    } finally {
      disk.close(file);
    }
  }
}
