package holotree.engine.builtin;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.Obstacle;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A library over `java.nio`. Thread-safe.
///
/// Every promise of [LibraryStore] is kept, with these limits: on Windows a directory cannot be
/// forced to disk and NTFS's log is relied on; locks protect only within the bounds that
/// [LockRegistry] tells.
final class PortableStore implements LibraryStore {

  private static final Pattern PATH = Pattern.compile("[a-zA-Z0-9._-]+(/[a-zA-Z0-9._-]+)*");
  private static final Pattern DOTS = Pattern.compile("(.*/)?\\.\\.?(/.*)?");

  private final Path root;
  private final StoreDirectories directories;
  private final TemporaryFiles temporaries;
  private final Publication publication;
  private final LooseFiles loose;
  private final Clones clones;

  PortableStore(Path root, Durability durability, Clones clones) {
    Path tmp = root.resolve("tmp");
    this.root = root;
    this.directories = new StoreDirectories(root, durability);
    this.temporaries = new TemporaryFiles(tmp, directories);
    this.publication = new Publication(tmp.resolve("publish.lock"));
    this.loose = new LooseFiles(directories);
    this.clones = clones;
  }

  @Override
  public TemporaryFile createTemporary() {
    return temporaries.create();
  }

  @Override
  public boolean publish(TemporaryFile temporary, String path) {
    Path target = resolve(path);
    try (PortableTemporary own = own(temporary)) {
      Path directory = directoryOf(target);
      directories.make(directory);
      own.seal(directories);
      boolean free = publication.publish(own.path(), target);
      try {
        // Also where the name was taken: who took it may not have come to this yet.
        directories.force(directory);
      } catch (IOException e) {
        if (free) {
          takeBack(target, e);
        }
        throw e;
      }
      return free;
    } catch (IOException e) {
      throw Failures.of("publish", target, e);
    }
  }

  private static void takeBack(Path target, IOException reason) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void replace(TemporaryFile temporary, String path) {
    Path target = resolve(path);
    try (PortableTemporary own = own(temporary)) {
      Path directory = directoryOf(target);
      directories.make(directory);
      own.seal(directories);
      Files.move(own.path(), target, StandardCopyOption.ATOMIC_MOVE);
      directories.force(directory);
    } catch (IOException e) {
      throw Failures.of("replace", target, e);
    }
  }

  private static PortableTemporary own(TemporaryFile temporary) {
    if (temporary instanceof PortableTemporary own) {
      return own;
    }
    throw new IllegalArgumentException("a temporary of another store");
  }

  @Override
  public ShareOutcome publishLink(ReadableFile source, String path) {
    PortableReadableFile own = own(source);
    Path target = resolve(path);
    try {
      directories.make(directoryOf(target));
      return HardLink.make(target, own.path(), own.opened());
    } catch (FileAlreadyExistsException e) {
      return new ShareOutcome.NotApplicable(Obstacle.NAME_TAKEN, Failures.reason(e));
    } catch (IOException e) {
      throw Failures.of("publish", target, e);
    }
  }

  private static PortableReadableFile own(ReadableFile source) {
    if (source instanceof PortableReadableFile own) {
      return own;
    }
    throw new IllegalArgumentException("a file of another strategy");
  }

  @Override
  public ShareOutcome publishClone(ReadableFile source, String path) {
    PortableReadableFile own = own(source);
    Path target = resolve(path);
    try {
      directories.make(directoryOf(target));
      ShareOutcome.NotApplicable obstacle = clones.make(target, own.path(), own.opened());
      return obstacle == null ? new ShareOutcome.Shared(FileStats.of(target)) : obstacle;
    } catch (IOException e) {
      throw Failures.of("publish", target, e);
    }
  }

  @Override
  public void append(String path, MemorySegment bytes) {
    Path file = resolve(path);
    if (!bytes.isNative()) {
      throw new IllegalArgumentException("segment on the heap");
    }
    try {
      loose.append(directoryOf(file), file, bytes);
    } catch (IOException e) {
      throw Failures.of("append to", file, e);
    }
  }

  @Override
  public void touch(String path) {
    Path file = resolve(path);
    try {
      loose.touch(directoryOf(file), file);
    } catch (IOException _) {
      // A library of another user's, or on a disk that is full or can only be read. Nothing depends
      // on it.
    }
  }

  @Override
  public @Nullable FileStat stat(String path) {
    Path file = resolve(path);
    try {
      return FileStats.of(file);
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw Failures.of("look at", file, e);
    }
  }

  @Override
  public @Nullable StoredFile open(String path) {
    Path file = resolve(path);
    try {
      StoredFile opened = null;
      while (opened == null) {
        opened = openUnlessReplaced(file);
      }
      return opened;
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw Failures.of("open", file, e);
    }
  }

  // Looked at before, since opening a FIFO would wait, and after, since java.nio cannot ask an open
  // file what it is.
  private static @Nullable StoredFile openUnlessReplaced(Path file) throws IOException {
    FileStat before = FileStats.of(file);
    if (before.kind() != EntryKind.FILE) {
      throw Failures.refused(
          "open", file, "it is no regular file", "Remove what is there, then try again.");
    }
    FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    boolean same = false;
    try {
      same = before.sameAs(FileStats.of(file));
      return same ? new PortableStoredFile(file, channel, before) : null;
    } finally {
      if (!same) {
        LockRegistry.ofThisProcess().close(file, channel);
      }
    }
  }

  @Override
  public List<String> list(String directory) {
    Path path = resolve(directory);
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw Failures.of("list", path, Failures.cause(e));
    } catch (IOException e) {
      throw Failures.of("list", path, e);
    }
    Collections.sort(names);
    return List.copyOf(names);
  }

  @Override
  public boolean delete(String path) {
    Path file = resolve(path);
    try {
      requireNoDirectory(file);
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Failures.of("delete", file, e);
    }
  }

  @Override
  public boolean move(String from, String to) {
    Path source = resolve(from);
    Path target = resolve(to);
    if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      directories.make(directoryOf(target));
      if (!publication.publish(source, target)) {
        return false;
      }
      directories.force(directoryOf(target));
      Files.deleteIfExists(source);
      directories.force(directoryOf(source));
      return true;
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      throw Failures.of("move", source, e);
    }
  }

  @Override
  public void syncDirectory(String directory) {
    Path path = resolve(directory);
    try {
      directories.force(path);
    } catch (NoSuchFileException _) {
      // Nothing was ever in it.
    } catch (IOException e) {
      throw Failures.of("sync", path, e);
    }
  }

  // Files.delete would take an empty directory too.
  private static void requireNoDirectory(Path file) throws RefusedException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Failures.refused(
          "delete", file, "it is a directory", "See what made a directory there.");
    }
  }

  @Override
  public int sweep() {
    return temporaries.sweep();
  }

  @Override
  public StoreLock lock(String path, LockMode mode) {
    return LockRegistry.ofThisProcess().lock(lockFile(path), mode);
  }

  @Override
  public @Nullable StoreLock tryLock(String path, LockMode mode) {
    return LockRegistry.ofThisProcess().tryLock(lockFile(path), mode);
  }

  private Path lockFile(String path) {
    Path file = resolve(path);
    // Readers of a library that is not theirs lock what is there and make nothing.
    if (!Files.exists(file)) {
      Path directory = directoryOf(file);
      try {
        directories.make(directory);
      } catch (IOException e) {
        throw Failures.of("make the directory", directory, e);
      }
    }
    return file;
  }

  private Path resolve(String path) {
    if (!PATH.matcher(path).matches() || DOTS.matcher(path).matches()) {
      throw new IllegalArgumentException("not a path in a store: \"" + path + "\"");
    }
    return root.resolve(path);
  }

  private Path directoryOf(Path file) {
    Path directory = file.getParent();
    return directory == null ? root : directory;
  }

  @Override
  public void close() {
    temporaries.close();
  }
}
