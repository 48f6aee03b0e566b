package holotree.fs.windows;

import holotree.api.error.HolotreeException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.ShareOutcome;
import holotree.fs.windows.Patience.Wait;
import java.lang.foreign.MemorySegment;

/// A file being made with the fewest calls, all through the handle that made it: so nobody else can write to
/// it before it is whole. Unless it is finished, closing it leaves nothing of it. Not thread-safe.
final class NewFile implements AutoCloseable {

  // Deleting is for what is not finished. Virus checkers may read meanwhile.
  private static final Opening NEW =
      new Opening(
          Win32.READ_DATA
              | Win32.WRITE_DATA
              | Win32.READ_ATTRIBUTES
              | Win32.WRITE_ATTRIBUTES
              | Win32.DELETE,
          Win32.SHARE_READ | Win32.SHARE_DELETE,
          Win32.CREATE,
          Win32.NON_DIRECTORY_FILE);

  private final Disk disk;
  private final HeldDirectory parent;
  private final byte[] name;
  private final long file;
  private boolean open = true;

  private NewFile(HeldDirectory parent, byte[] name) {
    this.disk = parent.disk();
    this.parent = parent;
    this.name = name;
    this.file = open(parent, name);
  }

  /// Makes a file of the bytes of `content`; if that fails, nothing of it remains.
  static FileStat make(
      HeldDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      MemorySegment content) {
    EntryName.ofNew(name, parent);
    long time = parent.time(name, mtimeSeconds, mtimeNanos);
    try (NewFile made = new NewFile(parent, name)) {
      try {
        Transfer.write(made.disk, made.file, 0, content);
        return made.finish(mode, time);
      } catch (WindowsError error) {
        throw made.failure("write", error, content.byteSize());
      }
    }
  }

  /// Makes a file that shares the bytes of the open file `source`; if that fails, nothing of it remains.
  static ShareOutcome makeClone(
      HeldDirectory parent, byte[] name, int mode, long mtimeSeconds, int mtimeNanos, long source) {
    EntryName.ofNew(name, parent);
    long time = parent.time(name, mtimeSeconds, mtimeNanos);
    ShareOutcome.NotApplicable impossible = BlockClone.obstacle(parent, source);
    if (impossible != null) {
      return impossible;
    }
    try (NewFile made = new NewFile(parent, name)) {
      try {
        ShareOutcome.NotApplicable obstacle = BlockClone.make(made.disk, source, made.file);
        return obstacle != null ? obstacle : new ShareOutcome.Shared(made.finish(mode, time));
      } catch (WindowsError error) {
        throw made.failure("create clone", error, -1);
      }
    }
  }

  /// Makes and opens an empty file.
  ///
  /// @return its handle
  static long open(HeldDirectory parent, byte[] name) {
    String text = EntryName.ofNew(name, parent);
    Handle directory = parent.owner().pin(parent);
    try {
      return parent.disk().open(Wait.HELD_OR_DENIED, directory.number(), text, NEW);
    } catch (WindowsError error) {
      throw parent.failure("create", name, error);
    } finally {
      directory.release();
    }
  }

  /// Gives an open entry a modification time and, if it is a file, what Windows has of its mode.
  static void setFacts(Disk disk, long entry, int mode, long time) throws WindowsError {
    FileFacts facts = disk.kernel().facts(entry);
    int wanted =
        Stats.kind(facts) == EntryKind.FILE
            ? Stats.attributes(facts.attributes(), mode)
            : facts.attributes();
    disk.kernel().setFacts(entry, time, wanted == facts.attributes() ? 0 : wanted);
  }

  /// Closes it, and removes it unless it is finished.
  @Override
  public void close() {
    if (!open) {
      return;
    }
    try {
      Removal.delete(disk, file);
    } catch (WindowsError error) {
      throw failure("remove", error, -1);
    } finally {
      disk.close(file);
    }
  }

  // Closed here, because closing may still say that what was written is lost.
  private FileStat finish(int mode, long time) throws WindowsError {
    disk.kernel()
        .setFacts(file, time, (mode & Stats.OWNER_WRITES) == 0 ? Win32.ATTRIBUTE_READONLY : 0);
    FileStat stat = Stats.of(disk.kernel(), file);
    open = false;
    disk.kernel().close(file);
    return stat;
  }

  private HolotreeException failure(String operation, WindowsError error, long needed) {
    return SystemError.failure(operation, parent.displayPath(name), error, needed);
  }
}
