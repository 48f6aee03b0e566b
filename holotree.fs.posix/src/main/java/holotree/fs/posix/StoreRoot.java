package holotree.fs.posix;

import holotree.api.error.HolotreeException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A store's root directory: opened when it is first needed, made when it is first written to.
/// Thread-safe.
final class StoreRoot implements AutoCloseable {

  /// Mode of a store's directories, less the umask.
  static final int DIRECTORY_MODE = 0755;

  private final Path path;
  private final boolean durable;
  private @Nullable Descriptor opened;
  private boolean entryDurable;
  private boolean closed;

  /// @param path absolute
  /// @param durable whether what is made is synced
  StoreRoot(Path path, boolean durable) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + path);
    }
    this.path = path;
    this.durable = durable;
  }

  boolean durable() {
    return durable;
  }

  Path path() {
    return path;
  }

  /// A path in the store, for people: absolute.
  String displayPath(StorePath inside) {
    return path.resolve(inside.toString()).toString();
  }

  /// The exception for a failed call on a path in the store.
  HolotreeException failure(String operation, StorePath inside, long result) {
    return Errno.failure(operation, displayPath(inside), result);
  }

  /// The open root, acquired; null if it is not there.
  synchronized @Nullable Descriptor ifThere() {
    if (closed) {
      throw new IllegalStateException("store closed");
    }
    Descriptor root = opened;
    if (root == null) {
      int number = Libc.openat(Libc.AT_FDCWD, EntryName.bytes(path), OpenFlag.ROOT, 0);
      if (Errno.ENOENT.is(number)) {
        return null;
      }
      if (number < 0) {
        throw Errno.failure("open directory", path.toString(), number);
      }
      root = new Descriptor(number);
      opened = root;
    }
    root.acquire();
    return root;
  }

  /// The open root, acquired; made if it is not there. In a durable store its name, and those of
  /// the directories made above it, are durable.
  synchronized Descriptor made() {
    Descriptor root = ifThere();
    if (root == null) {
      DirectoryChain.make(path, durable);
      entryDurable = durable;
      root = ifThere();
    }
    if (root == null) {
      throw Errno.failure("open directory", path.toString(), Errno.ENOENT.asResult());
    }
    if (durable && !entryDurable) {
      makeEntryDurable(root);
    }
    return root;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Descriptor root = opened;
    if (root != null) {
      root.close();
    }
  }

  // Whoever makes a directory of a store syncs its name before anything is put in it: only an empty
  // one may still lack that.
  private void makeEntryDurable(Descriptor root) {
    try {
      if (Emptiness.of(root.number(), path.toString())) {
        Sync.parentOf(path);
      }
      entryDurable = true;
    } catch (RuntimeException | Error failure) {
      root.release();
      throw failure;
    }
  }
}
