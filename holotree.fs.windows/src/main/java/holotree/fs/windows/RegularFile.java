package holotree.fs.windows;

import holotree.api.fs.EntryKind;
import holotree.fs.windows.Patience.Wait;

/// Opens a file to be read, and makes sure that it is one: a link is opened itself, and so may be what a driver
/// takes for something else.
final class RegularFile {

  private RegularFile() {}

  /// Opens it.
  ///
  /// @return its handle
  static long open(Disk disk, long directory, String name) throws WindowsError {
    long file = disk.open(Wait.HELD_OR_DENIED, directory, name, Disk.READ);
    try {
      require(disk.kernel().facts(file));
      return file;
    } catch (WindowsError | RuntimeException | Error failure) {
      disk.close(file);
      throw failure;
    }
  }

  /// Requires that something open is a file.
  static void require(FileFacts facts) throws WindowsError {
    EntryKind kind = Stats.kind(facts);
    if (kind == EntryKind.DIRECTORY) {
      throw SystemError.ERROR_DIRECTORY_NOT_SUPPORTED.asError();
    }
    if (kind != EntryKind.FILE) {
      throw SystemError.ERROR_REPARSE_TAG_INVALID.asError();
    }
  }
}
