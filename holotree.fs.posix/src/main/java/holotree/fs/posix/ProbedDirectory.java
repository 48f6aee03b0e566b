package holotree.fs.posix;

import holotree.api.fs.FileStat;
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
    return EntryName.bytes(".holotree-probe-" + RandomName.next());
  }

  /// Its descriptor.
  int number() {
    return number;
  }

  /// Its path, for people.
  String displayPath() {
    return path.toString();
  }

  @Override
  public void close() {
    Libc.futimens(number, before.mtimeSeconds(), before.mtimeNanos());
    Libc.close(number);
  }
}
