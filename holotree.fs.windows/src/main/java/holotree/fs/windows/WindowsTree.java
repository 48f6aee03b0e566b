package holotree.fs.windows;

import holotree.api.error.RefusedException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import holotree.api.fs.KeptAttributes;
import holotree.api.fs.Obstacle;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.WritableFile;
import holotree.fs.windows.Patience.Wait;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A directory tree by calls relative to open directories. Thread-safe.
///
/// Of promise 4, Windows has times that are multiples of 100 ns, and of a mode whether the owner may write.
final class WindowsTree implements SpaceTree {

  private static final KeptAttributes KEPT =
      new KeptAttributes(Stats.OWNER_WRITES, 0, FileTimes.UNIT);

  private final OpenDirectories directories;
  private final Disk disk;

  WindowsTree(OpenDirectories directories) {
    this.directories = directories;
    this.disk = directories.disk();
  }

  @Override
  public KeptAttributes keptAttributes() {
    return KEPT;
  }

  @Override
  public TreeDirectory root() {
    return directories.root();
  }

  @Override
  public TreeDirectory openDirectory(TreeDirectory parent, byte[] name) {
    HeldDirectory above = own(parent);
    HeldDirectory opened = above.child(existing(above, "open directory", name));
    directories.pin(opened).release();
    return opened;
  }

  @Override
  public TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode) {
    HeldDirectory above = own(parent);
    String text = EntryName.ofNew(name, above);
    HeldDirectory made = above.child(text);
    try {
      long number =
          in(
              above,
              directory ->
                  disk.open(Wait.HELD_OR_DENIED, directory, text, Disk.NEW_HELD_DIRECTORY));
      made.adopt(number).release();
    } catch (WindowsError error) {
      throw above.failure("make directory", name, error);
    }
    directories.opened(made);
    return made;
  }

  @Override
  public FileStat finishDirectory(
      TreeDirectory directory, int mode, long mtimeSeconds, int mtimeNanos) {
    HeldDirectory held = own(directory);
    long time = held.time(new byte[0], mtimeSeconds, mtimeNanos);
    try {
      return in(
          held,
          number -> {
            long again = disk.open(Wait.HELD_OR_DENIED, number, "", Disk.MARK);
            try {
              disk.kernel().setFacts(again, time, 0);
              return Stats.of(disk.kernel(), again);
            } finally {
              disk.close(again);
            }
          });
    } catch (WindowsError error) {
      throw held.failure("set the time of", error);
    }
  }

  @Override
  public FileStat setAttributes(
      TreeDirectory parent, byte[] name, int mode, long mtimeSeconds, int mtimeNanos) {
    HeldDirectory above = own(parent);
    String text = existing(above, "set the attributes of", name);
    long time = above.time(name, mtimeSeconds, mtimeNanos);
    try {
      return in(
          above,
          directory -> {
            long entry = disk.open(Wait.HELD_OR_DENIED, directory, text, Disk.MARK);
            try {
              NewFile.setFacts(disk, entry, mode, time);
              return Stats.of(disk.kernel(), entry);
            } finally {
              disk.close(entry);
            }
          });
    } catch (WindowsError error) {
      throw above.failure("set the attributes of", name, error);
    }
  }

  @Override
  public FileStat createFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      MemorySegment content) {
    return NewFile.make(own(parent), name, mode, mtimeSeconds, mtimeNanos, content);
  }

  @Override
  public WritableFile createFile(TreeDirectory parent, byte[] name, int mode, long size) {
    if (size < 0) {
      throw new IllegalArgumentException("size " + size);
    }
    HeldDirectory above = own(parent);
    return new WindowsWritableFile(
        new Handle(disk.kernel(), NewFile.open(above, name)), above, name, mode, size);
  }

  @Override
  public ShareOutcome linkFile(TreeDirectory parent, byte[] name, StoredFile source) {
    HeldDirectory above = own(parent);
    String text = EntryName.ofNew(name, above);
    Handle file = handle(source);
    if (HardLink.isProgram(text)) {
      return HardLink.NO_PROGRAMS;
    }
    long number = file.acquire();
    try {
      ShareOutcome outcome = in(above, directory -> HardLink.make(disk, number, directory, text));
      if (outcome instanceof ShareOutcome.NotApplicable(Obstacle obstacle, String _)
          && obstacle == Obstacle.NAME_TAKEN) {
        throw SystemError.ERROR_ALREADY_EXISTS.asError();
      }
      return outcome;
    } catch (WindowsError error) {
      throw above.failure("create hard link", name, error);
    } finally {
      file.release();
    }
  }

  @Override
  public ShareOutcome cloneFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      StoredFile source) {
    Handle file = handle(source);
    long number = file.acquire();
    try {
      return NewFile.makeClone(own(parent), name, mode, mtimeSeconds, mtimeNanos, number);
    } finally {
      file.release();
    }
  }

  @Override
  public ReadableFile openFile(TreeDirectory parent, byte[] name) {
    HeldDirectory above = own(parent);
    String text = existing(above, "open", name);
    try {
      long file = in(above, directory -> RegularFile.open(disk, directory, text));
      return new WindowsReadableFile(disk, new Handle(disk.kernel(), file), above, name, text);
    } catch (WindowsError error) {
      throw above.failure("open", name, error);
    }
  }

  @Override
  public FileStat createSymlink(
      TreeDirectory parent, byte[] name, byte[] target, long mtimeSeconds, int mtimeNanos) {
    Symlink.check(target);
    HeldDirectory above = own(parent);
    String text = EntryName.ofNew(name, above);
    String wanted = Symlink.text(target, above.displayPath(name));
    long time = above.time(name, mtimeSeconds, mtimeNanos);
    Handle root = directories.pin(directories.root());
    try {
      return in(
          above, directory -> Symlink.make(disk, root.number(), directory, text, wanted, time));
    } catch (WindowsError error) {
      if (error.isAny(Win32.ERROR_PRIVILEGE_NOT_HELD)) {
        throw Symlink.withoutPrivilege(above.displayPath(name), error);
      }
      throw above.failure("create symbolic link", name, error);
    } finally {
      root.release();
    }
  }

  @Override
  public byte[] readSymlink(TreeDirectory parent, byte[] name) {
    HeldDirectory above = own(parent);
    String text = existing(above, "read symbolic link", name);
    try {
      return in(
          above,
          directory -> {
            long link = disk.open(Wait.HELD_OR_DENIED, directory, text, Disk.LOOK);
            try {
              return Symlink.target(disk.kernel().readLink(link));
            } finally {
              disk.close(link);
            }
          });
    } catch (WindowsError error) {
      throw above.failure("read symbolic link", name, error);
    }
  }

  @Override
  public @Nullable FileStat stat(TreeDirectory parent, byte[] name) {
    HeldDirectory above = own(parent);
    String text = EntryName.ofExisting(name);
    if (text == null) {
      return null;
    }
    try {
      return in(above, directory -> disk.stat(directory, text));
    } catch (WindowsError error) {
      if (Disk.isAbsent(error)) {
        return null;
      }
      throw above.failure("look at", name, error);
    }
  }

  @Override
  public FileStat stat(TreeDirectory directory) {
    HeldDirectory held = own(directory);
    try {
      return in(held, number -> Stats.of(disk.kernel(), number));
    } catch (WindowsError error) {
      throw held.failure("look at", error);
    }
  }

  @Override
  public DirectoryCursor list(TreeDirectory directory) {
    HeldDirectory held = own(directory);
    try {
      return new WindowsCursor(this, held, in(held, number -> held.names(number)));
    } catch (WindowsError error) {
      throw held.failure("list", error);
    }
  }

  @Override
  public void removeFile(TreeDirectory parent, byte[] name) {
    HeldDirectory above = own(parent);
    String text = existing(above, "remove", name);
    try {
      in(
          above,
          directory -> {
            Removal.ofFile(disk, directory, text);
            return text;
          });
    } catch (WindowsError error) {
      throw above.failure("remove", name, error);
    }
  }

  @Override
  public void removeDirectory(TreeDirectory parent, byte[] name) {
    HeldDirectory above = own(parent);
    String text = existing(above, "remove directory", name);
    directories.release(above, text);
    try {
      in(
          above,
          directory -> {
            Removal.ofDirectory(disk, directory, text);
            return text;
          });
    } catch (WindowsError error) {
      throw above.failure("remove directory", name, error);
    }
  }

  /// Not applicable: Windows has no call for what a tree has on the disk that is open to every user, and
  /// flushing each file and directory once more takes the right to write to each.
  @Override
  public Outcome sync() {
    return new Outcome.NotApplicable(
        "Windows brings a whole volume to the disk for administrators only");
  }

  @Override
  public Outcome mark(String note) {
    HeldDirectory root = directories.root();
    try {
      return in(root, directory -> RootMark.write(disk, directory, note));
    } catch (WindowsError error) {
      throw root.failure("mark", error);
    }
  }

  @Override
  public @Nullable String readMark() {
    HeldDirectory root = directories.root();
    try {
      return in(root, directory -> RootMark.read(disk, directory));
    } catch (WindowsError error) {
      throw root.failure("read the mark of", error);
    }
  }

  @Override
  public void close() {
    directories.close();
  }

  private HeldDirectory own(TreeDirectory directory) {
    if (directory instanceof HeldDirectory held && held.owner() == directories) {
      return held;
    }
    throw new IllegalArgumentException("directory of another tree");
  }

  private static String existing(HeldDirectory parent, String operation, byte[] name) {
    String text = EntryName.ofExisting(name);
    if (text == null) {
      throw new RefusedException(
          operation,
          parent.displayPath(name),
          "Windows has no files of such a name",
          "Check the path, then try again.",
          null);
    }
    return text;
  }

  private static Handle handle(StoredFile source) {
    if (source instanceof WindowsStoredFile file) {
      return file.handle();
    }
    throw new IllegalArgumentException("file of another strategy");
  }

  private <T extends @Nullable Object> T in(HeldDirectory directory, CallInDirectory<T> call)
      throws WindowsError {
    Handle pinned = directories.pin(directory);
    try {
      return call.on(pinned.number());
    } finally {
      pinned.release();
    }
  }

  /// A call on an open directory.
  private interface CallInDirectory<T extends @Nullable Object> {
    T on(long directory) throws WindowsError;
  }
}
