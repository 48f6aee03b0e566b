package holotree.fs.windows;

import holotree.api.fs.EntryKind;

/// A file that is not read-only for a moment, so that its name can be taken from it where that stands in the
/// way. What it was it is again on closing, since other names of the file may stay. Not thread-safe.
final class ReadOnly implements AutoCloseable {

  private final Disk disk;
  private final long again;
  private final int attributes;

  private ReadOnly(Disk disk, long again, int attributes) {
    this.disk = disk;
    this.again = again;
    this.attributes = attributes;
  }

  /// Whether an open file is read-only.
  static boolean isSet(Disk disk, long file) throws WindowsError {
    FileFacts facts = disk.kernel().facts(file);
    return Stats.kind(facts) == EntryKind.FILE
        && (facts.attributes() & Win32.ATTRIBUTE_READONLY) != 0;
  }

  /// Has a read-only file that is open be so no longer, until this is closed.
  static ReadOnly lift(Disk disk, long file) throws WindowsError {
    int attributes = disk.kernel().facts(file).attributes();
    long again = disk.kernel().open(file, "", Disk.MARK);
    try {
      disk.kernel().setFacts(again, 0, Stats.attributes(attributes, Stats.OWNER_WRITES));
      return new ReadOnly(disk, again, attributes);
    } catch (WindowsError | RuntimeException | Error failure) {
      disk.close(again);
      throw failure;
    }
  }

  /// Has a file be read-only no longer, if it is, and if that can be.
  static void drop(Disk disk, long directory, String name) {
    try {
      long file = disk.kernel().open(directory, name, Disk.MARK);
      try {
        if (isSet(disk, file)) {
          int attributes = disk.kernel().facts(file).attributes();
          disk.kernel().setFacts(file, 0, Stats.attributes(attributes, Stats.OWNER_WRITES));
        }
      } finally {
        disk.close(file);
      }
    } catch (WindowsError stays) {
      // Whatever stands in the way is told by the call that it stands in the way of.
    }
  }

  @Override
  public void close() throws WindowsError {
    try {
      disk.kernel().setFacts(again, 0, attributes);
    } finally {
      disk.close(again);
    }
  }
}
