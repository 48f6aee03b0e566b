package holotree.fs.windows;

import holotree.api.fs.Probe;
import holotree.fs.windows.Patience.Wait;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/// A directory in which something is tried: open, and with its modification time put back on closing. Not
/// thread-safe.
final class ProbedDirectory implements AutoCloseable {

  private static final Opening NEW_FILE =
      new Opening(
          Win32.READ_DATA
              | Win32.WRITE_DATA
              | Win32.READ_ATTRIBUTES
              | Win32.WRITE_ATTRIBUTES
              | Win32.DELETE,
          Win32.SHARE_ALL,
          Win32.CREATE,
          Win32.NON_DIRECTORY_FILE);

  private final Disk disk;
  private final Path path;
  private final long number;
  private final long before;

  /// @param path absolute
  ProbedDirectory(Disk disk, Path path) {
    this.disk = disk;
    this.path = path;
    String name = disk.fullName(path);
    try {
      number = disk.openDirectory(RealPath.of(disk, name));
      try {
        before = disk.kernel().facts(number).modified();
      } catch (WindowsError error) {
        disk.close(number);
        throw error;
      }
    } catch (WindowsError error) {
      throw Disk.failure("open directory", path, error);
    }
  }

  /// A name that nothing in it has.
  static String newName() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Probe.PREFIX + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }

  Disk disk() {
    return disk;
  }

  /// Its handle.
  long number() {
    return number;
  }

  /// Its path, for people.
  Path path() {
    return path;
  }

  /// Makes a file, to be closed with [#remove].
  ///
  /// @return its handle
  static long makeFile(Disk disk, long directory, String name) throws WindowsError {
    return disk.open(Wait.HELD_OR_DENIED, directory, name, NEW_FILE);
  }

  /// Removes a file that was made, and closes it.
  static void remove(Disk disk, long file) throws WindowsError {
    try {
      disk.patience().untilDone(Wait.HELD_OR_DENIED, () -> disk.kernel().delete(file));
    } finally {
      disk.close(file);
    }
  }

  @Override
  public void close() {
    try {
      long again = disk.open(Wait.HELD_OR_DENIED, number, "", Disk.MARK);
      try {
        disk.kernel().setFacts(again, before, 0);
      } finally {
        disk.close(again);
      }
    } catch (WindowsError error) {
      if (!Disk.isForbidden(error)) {
        throw Disk.failure("put back the time of", path, error);
      }
    } finally {
      disk.close(number);
    }
  }
}
