package holotree.fs.windows;

import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Immutable files under one root. Thread-safe.
final class WindowsStore implements LibraryStore {

  private final StoreRoot root;
  private final Disk disk;
  private final StoreDirectories directories;
  private final Temporaries temporaries;
  private final Publication publication;
  private final LooseFiles loose;
  private final StoreLocks locks;

  /// @param path absolute
  WindowsStore(Disk disk, Path path, Durability durability) {
    this.disk = disk;
    root = new StoreRoot(disk, path, durability == Durability.DURABLE);
    directories = new StoreDirectories(root);
    temporaries = new Temporaries(root, directories);
    publication = new Publication(root, directories);
    loose = new LooseFiles(root, directories);
    locks = new StoreLocks(root, directories);
  }

  @Override
  public TemporaryFile createTemporary() {
    return temporaries.create();
  }

  @Override
  public boolean publish(TemporaryFile temporary, String path) {
    return publication.publish(own(temporary), StorePath.of(path));
  }

  @Override
  public void replace(TemporaryFile temporary, String path) {
    publication.replace(own(temporary), StorePath.of(path));
  }

  @Override
  public ShareOutcome publishLink(ReadableFile source, String path) {
    WindowsReadableFile file = own(source);
    StorePath inside = StorePath.of(path);
    if (file.isProgram()) {
      return HardLink.NO_PROGRAMS;
    }
    long number = file.handle().acquire();
    try {
      return publication.link(number, inside);
    } finally {
      file.handle().release();
    }
  }

  @Override
  public ShareOutcome publishClone(ReadableFile source, String path) {
    Handle file = own(source).handle();
    StorePath inside = StorePath.of(path);
    long number = file.acquire();
    try {
      return publication.share(temporaries.create(), number, inside);
    } finally {
      file.release();
    }
  }

  @Override
  public void append(String path, MemorySegment bytes) {
    loose.append(StorePath.of(path), bytes);
  }

  @Override
  public void touch(String path) {
    loose.touch(StorePath.of(path));
  }

  @Override
  public @Nullable FileStat stat(String path) {
    StorePath inside = StorePath.of(path);
    try {
      long directory = directories.open(inside.parent());
      try {
        return disk.stat(directory, inside.name());
      } finally {
        disk.close(directory);
      }
    } catch (WindowsError error) {
      // Where a file stands in place of a directory, nothing is in it.
      if (Disk.isAbsent(error) || error.isAny(Win32.ERROR_DIRECTORY)) {
        return null;
      }
      throw root.failure("look at", inside, error);
    }
  }

  @Override
  public @Nullable StoredFile open(String path) {
    StorePath inside = StorePath.of(path);
    try {
      long directory = directories.open(inside.parent());
      try {
        return open(directory, inside);
      } finally {
        disk.close(directory);
      }
    } catch (WindowsError error) {
      if (Disk.isAbsent(error)) {
        return null;
      }
      throw root.failure("open", inside, error);
    }
  }

  @Override
  public List<String> list(String directory) {
    StorePath inside = StorePath.of(directory);
    try {
      long number = directories.open(inside);
      try {
        return Names.in(disk, number).stream().sorted().toList();
      } finally {
        disk.close(number);
      }
    } catch (WindowsError error) {
      if (Disk.isAbsent(error)) {
        return List.of();
      }
      throw root.failure("list", inside, error);
    }
  }

  @Override
  public boolean delete(String path) {
    StorePath inside = StorePath.of(path);
    try {
      long directory = directories.open(inside.parent());
      try {
        Removal.ofFile(disk, directory, inside.name());
        return true;
      } finally {
        disk.close(directory);
      }
    } catch (WindowsError error) {
      if (Disk.isAbsent(error)) {
        return false;
      }
      throw root.failure("remove", inside, error);
    }
  }

  @Override
  public boolean move(String from, String to) {
    return publication.move(StorePath.of(from), StorePath.of(to));
  }

  @Override
  public void syncDirectory(String directory) {
    publication.syncDirectory(StorePath.of(directory));
  }

  @Override
  public int sweep() {
    return temporaries.sweep();
  }

  @Override
  public StoreLock lock(String path, LockMode mode) {
    return locks.take(StorePath.of(path), mode);
  }

  @Override
  public @Nullable StoreLock tryLock(String path, LockMode mode) {
    return locks.tryTake(StorePath.of(path), mode);
  }

  @Override
  public void close() {
    temporaries.close();
    root.close();
  }

  private StoredFile open(long directory, StorePath path) throws WindowsError {
    long file = RegularFile.open(disk, directory, path.name());
    try {
      FileStat stat = Stats.of(disk.kernel(), file);
      return new WindowsStoredFile(new Handle(disk.kernel(), file), root, path, stat);
    } catch (WindowsError | RuntimeException | Error failure) {
      disk.close(file);
      throw failure;
    }
  }

  private static WindowsReadableFile own(ReadableFile source) {
    if (source instanceof WindowsReadableFile file) {
      return file;
    }
    throw new IllegalArgumentException("file of another strategy");
  }

  private WindowsTemporary own(TemporaryFile temporary) {
    if (temporary instanceof WindowsTemporary mine && mine.isOf(temporaries)) {
      return mine;
    }
    throw new IllegalArgumentException("temporary file of another store");
  }
}
