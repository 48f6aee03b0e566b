package holotree.fs.posix;

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
final class LinuxStore implements LibraryStore {

  private final StoreRoot root;
  private final StoreDirectories directories;
  private final Temporaries temporaries;
  private final Publication publication;
  private final LooseFiles loose;
  private final StoreLocks locks;

  /// @param path absolute
  LinuxStore(Path path, Durability durability) {
    root = new StoreRoot(path, durability == Durability.DURABLE);
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
    Descriptor file = descriptor(source);
    int number = file.acquire();
    try {
      return publication.link(number, StorePath.of(path));
    } finally {
      file.release();
    }
  }

  @Override
  public ShareOutcome publishClone(ReadableFile source, String path) {
    Descriptor file = descriptor(source);
    StorePath inside = StorePath.of(path);
    int number = file.acquire();
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

  // Opened beneath the root, because a path given to stat would follow links on the way.
  @Override
  public @Nullable FileStat stat(String path) {
    StorePath inside = StorePath.of(path);
    int number = directories.open(inside, OpenFlag.LOOK);
    if (Errno.isAny(number, Errno.ENOENT, Errno.ENOTDIR)) {
      return null;
    }
    if (number < 0) {
      throw root.failure("stat", inside, number);
    }
    try {
      int result = Statx.ask(number);
      if (result < 0) {
        throw root.failure("stat", inside, result);
      }
      return Statx.answer();
    } finally {
      Libc.close(number);
    }
  }

  @Override
  public @Nullable StoredFile open(String path) {
    StorePath inside = StorePath.of(path);
    int file = directories.open(inside, OpenFlag.READ);
    if (Errno.ENOENT.is(file)) {
      return null;
    }
    if (file < 0) {
      throw root.failure("open", inside, file);
    }
    int result = RegularFile.check(file);
    if (result < 0) {
      throw root.failure("stat", inside, result);
    }
    if (result == RegularFile.OTHER) {
      throw RegularFile.refusal(root.displayPath(inside));
    }
    return new LinuxStoredFile(new Descriptor(file), root, inside, Statx.answer());
  }

  @Override
  public List<String> list(String directory) {
    StorePath inside = StorePath.of(directory);
    int number = directories.open(inside, OpenFlag.DIRECTORY);
    if (Errno.ENOENT.is(number)) {
      return List.of();
    }
    if (number < 0) {
      throw root.failure("open directory", inside, number);
    }
    try {
      return Names.in(number, root.displayPath(inside)).stream()
          .map(EntryName::text)
          .sorted()
          .toList();
    } finally {
      Libc.close(number);
    }
  }

  @Override
  public boolean delete(String path) {
    StorePath inside = StorePath.of(path);
    int directory = directories.open(inside.parent(), OpenFlag.DIRECTORY);
    int result = directory;
    if (directory >= 0) {
      result = Libc.unlinkat(directory, inside.name(), 0);
      Libc.close(directory);
    }
    if (Errno.ENOENT.is(result)) {
      return false;
    }
    if (result < 0) {
      throw root.failure("remove", inside, result);
    }
    return true;
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

  private static Descriptor descriptor(ReadableFile source) {
    if (source instanceof LinuxReadableFile file) {
      return file.descriptor();
    }
    throw new IllegalArgumentException("file of another strategy");
  }

  private LinuxTemporary own(TemporaryFile temporary) {
    if (temporary instanceof LinuxTemporary mine && mine.isOf(temporaries)) {
      return mine;
    }
    throw new IllegalArgumentException("temporary file of another store");
  }
}
