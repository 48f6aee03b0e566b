package holotree.fs.windows;

import holotree.api.error.HolotreeException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A store's root directory: opened when it is first needed, made when it is first written to. Thread-safe.
final class StoreRoot implements AutoCloseable {

  private final Disk disk;
  private final Path path;
  private final boolean durable;
  private @Nullable Handle opened;
  private boolean closed;

  /// @param path absolute
  /// @param durable whether what is made is synced
  StoreRoot(Disk disk, Path path, boolean durable) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + path);
    }
    this.disk = disk;
    this.path = path;
    this.durable = durable;
  }

  Disk disk() {
    return disk;
  }

  boolean durable() {
    return durable;
  }

  /// A path in the store, for people: absolute.
  String displayPath(StorePath inside) {
    return path.resolve(inside.toString()).toString();
  }

  /// The exception for a failed call on a path in the store.
  HolotreeException failure(String operation, StorePath inside, WindowsError error) {
    return SystemError.failure(operation, displayPath(inside), error);
  }

  /// The open root, acquired; null if it is not there.
  synchronized @Nullable Handle ifThere() {
    if (closed) {
      throw new IllegalStateException("store closed");
    }
    Handle root = opened;
    if (root == null) {
      try {
        String name = RealPath.of(disk, disk.fullName(path));
        root = new Handle(disk.kernel(), disk.openDirectory(name));
      } catch (WindowsError error) {
        if (Disk.isAbsent(error)) {
          return null;
        }
        throw Disk.failure("open directory", path, error);
      }
      opened = root;
    }
    root.acquire();
    return root;
  }

  /// The open root, acquired; made if it is not there.
  synchronized Handle made() {
    Handle root = ifThere();
    if (root == null) {
      DirectoryChain.make(disk, path);
      root = ifThere();
    }
    if (root == null) {
      throw Disk.failure("open directory", path, SystemError.ERROR_PATH_NOT_FOUND.asError());
    }
    return root;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Handle root = opened;
    if (root != null) {
      root.close();
    }
  }
}
