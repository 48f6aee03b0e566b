package holotree.fs.posix;

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
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// A directory tree by calls relative to open directories. Thread-safe.
final class LinuxTree implements SpaceTree {

  // What the owner needs to work in a directory; the final mode comes when it is finished.
  private static final int WORKING_MODE = 0700;
  private static final byte[] MARK = EntryName.bytes("user.holotree.space");

  private final OpenDirectories directories;

  LinuxTree(OpenDirectories directories) {
    this.directories = directories;
  }

  @Override
  public TreeDirectory root() {
    return directories.root();
  }

  @Override
  public KeptAttributes keptAttributes() {
    return KeptAttributes.ALL;
  }

  @Override
  public TreeDirectory openDirectory(TreeDirectory parent, byte[] name) {
    EntryName.check(name);
    HeldDirectory opened = new HeldDirectory(directories, own(parent), name, -1);
    directories.pin(opened).release();
    return opened;
  }

  // Opened when it is first needed, so that an unused handle costs nothing. What stands there then
  // is a directory and no link; that it is the one made here, no call can tell.
  @Override
  public TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode) {
    EntryName.check(name);
    HeldDirectory above = own(parent);
    int working = mode | WORKING_MODE;
    int result = in(above, directory -> Libc.mkdirat(directory, name, working));
    if (result < 0) {
      throw above.failure("make directory", name, result);
    }
    return new HeldDirectory(directories, above, name, Umask.left(working));
  }

  @Override
  public FileStat finishDirectory(
      TreeDirectory directory, int mode, long mtimeSeconds, int mtimeNanos) {
    HeldDirectory held = own(directory);
    int present = held.madeMode() < 0 ? mode : held.madeMode();
    int result =
        in(held, number -> Attributes.set(number, present, mode, mtimeSeconds, mtimeNanos));
    if (result < 0) {
      throw held.failure("set mode and time of", result);
    }
    FileStat stat = Statx.answer();
    held.identify(stat);
    return stat;
  }

  @Override
  public FileStat setAttributes(
      TreeDirectory parent, byte[] name, int mode, long mtimeSeconds, int mtimeNanos) {
    EntryName.check(name);
    HeldDirectory above = own(parent);
    int result =
        in(
            above,
            directory -> Attributes.setUnopened(directory, name, mode, mtimeSeconds, mtimeNanos));
    if (result < 0) {
      throw above.failure("set mode and time of", name, result);
    }
    return Statx.answer();
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
    int file = NewFile.open(above, name, mode);
    return new LinuxWritableFile(new Descriptor(file), above, name, mode, size);
  }

  @Override
  public ShareOutcome linkFile(TreeDirectory parent, byte[] name, StoredFile source) {
    EntryName.check(name);
    HeldDirectory above = own(parent);
    Descriptor file = descriptor(source);
    int number = file.acquire();
    ShareOutcome outcome;
    try {
      outcome = link(number, above, name);
    } finally {
      file.release();
    }
    if (outcome instanceof ShareOutcome.NotApplicable obstacle
        && obstacle.obstacle() == Obstacle.NAME_TAKEN) {
      throw above.failure("create hard link", name, Errno.EEXIST.asResult());
    }
    return outcome;
  }

  @Override
  public ShareOutcome cloneFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      StoredFile source) {
    HeldDirectory above = own(parent);
    Descriptor file = descriptor(source);
    int number = file.acquire();
    try {
      return NewFile.makeClone(above, name, mode, mtimeSeconds, mtimeNanos, number);
    } finally {
      file.release();
    }
  }

  @Override
  public ReadableFile openFile(TreeDirectory parent, byte[] name) {
    EntryName.check(name);
    HeldDirectory above = own(parent);
    int file = in(above, directory -> Libc.openat(directory, name, OpenFlag.READ, 0));
    if (file < 0) {
      throw above.failure("open", name, file);
    }
    int result = RegularFile.check(file);
    if (result < 0) {
      throw above.failure("stat", name, result);
    }
    if (result == RegularFile.OTHER) {
      throw RegularFile.refusal(above.displayPath(name));
    }
    return new LinuxReadableFile(new Descriptor(file), above, name);
  }

  @Override
  public FileStat createSymlink(
      TreeDirectory parent, byte[] name, byte[] target, long mtimeSeconds, int mtimeNanos) {
    EntryName.check(name);
    checkTarget(target);
    HeldDirectory above = own(parent);
    int result =
        in(
            above,
            directory -> {
              int made = Libc.symlinkat(target, directory, name);
              if (made < 0) {
                return made;
              }
              int set = Libc.utimensat(directory, name, mtimeSeconds, mtimeNanos);
              set = set < 0 ? set : Statx.ask(directory, name);
              if (set < 0) {
                Libc.unlinkat(directory, name, 0);
              }
              return set;
            });
    if (result < 0) {
      throw above.failure("create symbolic link", name, result);
    }
    return Statx.answer();
  }

  @Override
  public byte[] readSymlink(TreeDirectory parent, byte[] name) {
    EntryName.check(name);
    HeldDirectory above = own(parent);
    int length = in(above, directory -> Libc.readlinkat(directory, name));
    if (Errno.EINVAL.is(length)) {
      throw new RefusedException(
          "read symbolic link",
          above.displayPath(name),
          "not a symbolic link (EINVAL)",
          "Keep other programs out of the tree, then try again.",
          null);
    }
    if (length < 0) {
      throw above.failure("read symbolic link", name, length);
    }
    return Scratch.current().result().asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public @Nullable FileStat stat(TreeDirectory parent, byte[] name) {
    EntryName.check(name);
    HeldDirectory above = own(parent);
    int result = in(above, directory -> Statx.ask(directory, name));
    if (Errno.ENOENT.is(result)) {
      return null;
    }
    if (result < 0) {
      throw above.failure("stat", name, result);
    }
    return Statx.answer();
  }

  @Override
  public FileStat stat(TreeDirectory directory) {
    HeldDirectory held = own(directory);
    int result = in(held, Statx::ask);
    if (result < 0) {
      throw held.failure("stat", result);
    }
    FileStat stat = Statx.answer();
    held.identify(stat);
    return stat;
  }

  @Override
  public DirectoryCursor list(TreeDirectory directory) {
    return LinuxCursor.open(this, own(directory));
  }

  @Override
  public void removeFile(TreeDirectory parent, byte[] name) {
    remove(parent, name, "remove", 0);
  }

  @Override
  public void removeDirectory(TreeDirectory parent, byte[] name) {
    remove(parent, name, "remove directory", Libc.AT_REMOVEDIR);
  }

  @Override
  public Outcome mark(String note) {
    HeldDirectory root = directories.root();
    byte[] value = EntryName.bytes(note);
    int result = in(root, directory -> Libc.fsetxattr(directory, MARK, value));
    if (Errno.EOPNOTSUPP.is(result)) {
      return new Outcome.NotApplicable("no extended attributes here: " + Errno.reason(result));
    }
    if (result < 0) {
      throw root.failure("mark", result);
    }
    return Outcome.DONE;
  }

  @Override
  public Outcome sync() {
    HeldDirectory root = directories.root();
    int result = in(root, Libc::syncfs);
    if (result < 0) {
      throw root.failure("sync the file system of", result);
    }
    return Outcome.DONE;
  }

  @Override
  public @Nullable String readMark() {
    HeldDirectory root = directories.root();
    int length = in(root, directory -> Libc.fgetxattr(directory, MARK));
    if (Errno.EOPNOTSUPP.is(length)) {
      return null;
    }
    if (Errno.ENODATA.is(length)) {
      return "";
    }
    if (length < 0) {
      throw root.failure("read the mark of", length);
    }
    return EntryName.text(
        Scratch.current().result().asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public void close() {
    directories.close();
  }

  private void remove(TreeDirectory parent, byte[] name, String operation, int flags) {
    EntryName.check(name);
    HeldDirectory above = own(parent);
    int result = in(above, directory -> Libc.unlinkat(directory, name, flags));
    if (result < 0) {
      throw above.failure(operation, name, result);
    }
  }

  private HeldDirectory own(TreeDirectory directory) {
    if (directory instanceof HeldDirectory held && held.owner() == directories) {
      return held;
    }
    throw new IllegalArgumentException("directory of another tree");
  }

  private ShareOutcome link(int source, HeldDirectory above, byte[] name) {
    Descriptor directory = directories.pin(above);
    try {
      return HardLink.make(
          source,
          directory.number(),
          name,
          result -> above.failure("create hard link", name, result));
    } finally {
      directory.release();
    }
  }

  private static Descriptor descriptor(StoredFile source) {
    if (source instanceof LinuxStoredFile file) {
      return file.descriptor();
    }
    throw new IllegalArgumentException("file of another strategy");
  }

  private int in(HeldDirectory directory, CallInDirectory call) {
    Descriptor pinned = directories.pin(directory);
    try {
      return call.on(pinned.number());
    } finally {
      pinned.release();
    }
  }

  private static void checkTarget(byte[] target) {
    if (target.length == 0) {
      throw new IllegalArgumentException("empty target");
    }
    for (byte b : target) {
      if (b == 0) {
        throw new IllegalArgumentException("target with NUL");
      }
    }
  }

  /// A system call on an open directory.
  private interface CallInDirectory {
    int on(int directory);
  }
}
