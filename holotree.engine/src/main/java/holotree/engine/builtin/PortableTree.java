package holotree.engine.builtin;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import holotree.api.fs.KeptAttributes;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.WritableFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A tree over `java.nio`, by whole paths: each call first requires that the path of its directory
/// leads to the inode it led to before. Thread-safe.
///
/// Every promise of [SpaceTree] is kept, with these limits:
///
/// - Promise 1 and 2: `java.nio` cannot make entries relative to an open directory. Who swaps a
///   directory for a symlink between that check and the call, a few microseconds, is followed.
/// - [#linkFile] links what has the source's path, and takes the link back if that was another file
///   by then; without file keys, one of the same creation time passes for it.
/// - Promise 4: times before 1970 lose their nanoseconds; without POSIX permissions modes are
///   ignored; only symlinks whose targets `java.nio` would not rewrite can be made.
final class PortableTree implements SpaceTree {

  private final PortableDirectory root;
  private final FileNames names;
  private final RootMark mark;
  private final Clones clones;
  private volatile boolean closed;

  /// The tree at `path`, whose last name is no symlink.
  PortableTree(Path path, FileNames names, Clones clones) throws IOException {
    if (Files.isSymbolicLink(path)) {
      throw new NotDirectoryException(path.toString());
    }
    this.names = names;
    this.root = new PortableDirectory(this, null, path.toRealPath());
    this.mark = new RootMark(root.path());
    this.clones = clones;
  }

  @Override
  public TreeDirectory root() {
    return root;
  }

  @Override
  public KeptAttributes keptAttributes() {
    return Modes.kept(root.path());
  }

  @Override
  public TreeDirectory openDirectory(TreeDirectory parent, byte[] name) {
    return call("open the directory", parent, name, this::directory);
  }

  @Override
  public TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode) {
    return call(
        "make the directory",
        parent,
        name,
        (above, path) -> {
          TreeEntries.makeDirectory(path, mode);
          return directory(above, path);
        });
  }

  private PortableDirectory directory(PortableDirectory above, Path path) throws IOException {
    return new PortableDirectory(this, above, path);
  }

  @Override
  public FileStat finishDirectory(
      TreeDirectory directory, int mode, long mtimeSeconds, int mtimeNanos) {
    return call(
        "finish", directory, own -> Modes.finish(own.path(), mode, mtimeSeconds, mtimeNanos));
  }

  @Override
  public FileStat setAttributes(
      TreeDirectory parent, byte[] name, int mode, long mtimeSeconds, int mtimeNanos) {
    return call(
        "set mode and time of",
        parent,
        name,
        (_, path) -> TreeEntries.setAttributes(path, mode, mtimeSeconds, mtimeNanos));
  }

  @Override
  public FileStat createFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      MemorySegment content) {
    return call(
        "create",
        parent,
        name,
        (_, path) -> TreeEntries.createFile(path, mode, mtimeSeconds, mtimeNanos, content));
  }

  @Override
  public WritableFile createFile(TreeDirectory parent, byte[] name, int mode, long size) {
    return call("create", parent, name, (_, path) -> TreeEntries.createFile(path, mode, size));
  }

  @Override
  public ShareOutcome linkFile(TreeDirectory parent, byte[] name, StoredFile source) {
    PortableStoredFile own = own(source);
    return call(
        "create the hard link",
        parent,
        name,
        (_, path) -> HardLink.make(path, own.path(), own.stat()));
  }

  @Override
  public ShareOutcome cloneFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      StoredFile source) {
    PortableStoredFile own = own(source);
    return call(
        "clone",
        parent,
        name,
        (_, path) -> {
          ShareOutcome.NotApplicable obstacle = clones.make(path, own.path(), own.stat());
          return obstacle == null
              ? TreeEntries.finishClone(path, mode, mtimeSeconds, mtimeNanos)
              : TreeEntries.refusedIfTaken(path, obstacle);
        });
  }

  @Override
  public ReadableFile openFile(TreeDirectory parent, byte[] name) {
    return call("open", parent, name, (_, path) -> TreeEntries.openFile(path));
  }

  @Override
  public FileStat createSymlink(
      TreeDirectory parent, byte[] name, byte[] target, long mtimeSeconds, int mtimeNanos) {
    return call(
        "make the symbolic link",
        parent,
        name,
        (above, path) ->
            TreeEntries.createSymlink(
                path, names.target(above.path(), target), mtimeSeconds, mtimeNanos));
  }

  @Override
  public byte[] readSymlink(TreeDirectory parent, byte[] name) {
    return call(
        "read the symbolic link",
        parent,
        name,
        (above, path) -> names.bytes(above.path(), Files.readSymbolicLink(path)));
  }

  @Override
  public @Nullable FileStat stat(TreeDirectory parent, byte[] name) {
    PortableDirectory above = own(parent);
    Path path = names.resolve(above.path(), name);
    try {
      above.requireSame();
    } catch (IOException e) {
      throw Failures.of("look at", above.path(), e);
    }
    try {
      return FileStats.of(path);
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw Failures.of("look at", path, e);
    }
  }

  @Override
  public FileStat stat(TreeDirectory directory) {
    return call("look at", directory, own -> FileStats.of(own.path()));
  }

  // The cursor closes the stream.
  @SuppressWarnings("StreamResourceLeak")
  @Override
  public DirectoryCursor list(TreeDirectory directory) {
    return call(
        "list",
        directory,
        own -> {
          DirectoryStream<Path> stream = Files.newDirectoryStream(own.path());
          boolean same = false;
          try {
            // Opening a directory follows; so it has to be the right one before and after.
            own.requireSame();
            same = true;
          } finally {
            if (!same) {
              stream.close();
            }
          }
          return new PortableCursor(own, names, stream);
        });
  }

  @Override
  public void removeFile(TreeDirectory parent, byte[] name) {
    call("remove", parent, name, (_, path) -> TreeEntries.remove(path, false));
  }

  @Override
  public void removeDirectory(TreeDirectory parent, byte[] name) {
    call("remove", parent, name, (_, path) -> TreeEntries.remove(path, true));
  }

  @Override
  public Outcome mark(String note) {
    return call("mark", root, _ -> mark.write(note));
  }

  @Override
  public Outcome sync() {
    return new Outcome.NotApplicable("java.nio can sync single files alone");
  }

  @Override
  public @Nullable String readMark() {
    return call("read the mark of", root, _ -> mark.read());
  }

  @Override
  public void close() {
    closed = true;
  }

  private interface DirectoryCall<T extends @Nullable Object> {
    T run(PortableDirectory directory) throws IOException;
  }

  private interface EntryCall<T> {
    T run(PortableDirectory parent, Path path) throws IOException;
  }

  private <T extends @Nullable Object> T call(
      String operation, TreeDirectory directory, DirectoryCall<T> call) {
    PortableDirectory own = own(directory);
    try {
      own.requireSame();
      return call.run(own);
    } catch (IOException e) {
      throw Failures.of(operation, own.path(), e);
    }
  }

  private <T> T call(String operation, TreeDirectory parent, byte[] name, EntryCall<T> call) {
    PortableDirectory own = own(parent);
    Path path = names.resolve(own.path(), name);
    try {
      own.requireSame();
      return call.run(own, path);
    } catch (IOException e) {
      throw Failures.of(operation, path, e);
    }
  }

  private static PortableStoredFile own(StoredFile source) {
    if (source instanceof PortableStoredFile own) {
      return own;
    }
    throw new IllegalArgumentException("a file of another strategy");
  }

  private PortableDirectory own(TreeDirectory directory) {
    if (closed) {
      throw new IllegalStateException("the tree at " + root.path() + " is closed");
    }
    if (directory instanceof PortableDirectory own && own.isOf(this)) {
      return own;
    }
    throw new IllegalArgumentException("a directory of another tree");
  }
}
