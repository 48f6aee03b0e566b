package holotree.fs.posix;

import holotree.api.fs.FileStat;
import holotree.api.fs.Probe;
import java.nio.file.Path;

/// A directory in which something is tried: open, and with its modification time put back on
/// closing. Not thread-safe.
final class ProbedDirectory implements AutoCloseable {

  private final Path path;
  private final int number;
  private final FileStat before;

  /// @param path absolute
  ProbedDirectory(Path path) {
    this.path = path;
    number = Libc.openat(Libc.AT_FDCWD, EntryName.bytes(path), OpenFlag.ROOT, 0);
    if (number < 0) {
      throw Errno.failure("open directory", path.toString(), number);
    }
    int result = Statx.ask(number);
    if (result < 0) {
      Libc.close(number);
      throw Errno.failure("stat", path.toString(), result);
    }
    before = Statx.answer();
  }

  /// A name that nothing in it has.
  static byte[] newName() {
    return EntryName.bytes(Probe.PREFIX + RandomName.next());
  }

  /// Its descriptor.
  int number() {
    return number;
  }

  /// Its path, for people.
  String displayPath() {
    return path.toString();
  }

  /// Removes what was tried. It must not stay unnoticed: the directory may be a space.
  void remove(byte[] name) {
    remove(number, name, path.toString());
  }

  /// Removes a file that was tried in an open directory.
  static void remove(int directory, byte[] name, String path) {
    checkRemoved(Libc.unlinkat(directory, name, 0), path);
  }

  /// Fails if what was tried could not be removed.
  ///
  /// @param result what removing it returned
  static void checkRemoved(int result, String path) {
    if (result < 0) {
      throw Errno.failure("remove what was tried in", path, result);
    }
  }

  @Override
  public void close() {
    int result = Libc.futimens(number, before.mtimeSeconds(), before.mtimeNanos());
    Libc.close(number);
    // Of a directory that is not ours only its owner can set the time.
    if (result < 0 && !Errno.EPERM.is(result)) {
      throw Errno.failure("put back the time of", path.toString(), result);
    }
  }
}
