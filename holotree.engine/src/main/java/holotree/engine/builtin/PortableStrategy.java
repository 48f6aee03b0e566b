package holotree.engine.builtin;

import holotree.api.fs.Durability;
import holotree.api.fs.FileCloner;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.FreeSpace;
import holotree.api.fs.Inheritance;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.Outcome;
import holotree.api.fs.Probe;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TreeOutcome;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The strategy `portable`: plain `java.nio`, for platforms without a module of their own.
/// Thread-safe.
///
/// It copies and links, and clones where a [FileCloner] does it. What `java.nio`
/// cannot keep of the promises is said where it matters: [PortableTree] (a symlink swapped in
/// between check and use), [#renameTree] (an empty directory made at that moment), [LockRegistry]
/// (class loaders and fairness), [FileStats] and [Failures].
public final class PortableStrategy implements FileSystemStrategy {

  private static final int PRIVATE = 0700;
  private static final int OWN_TO_WRITE = 0755;
  private static final Path LINUX_BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final Iterable<FileCloner> cloners;
  private @Nullable Clones clones;

  /// A strategy that makes no clones; there is nothing to close.
  public PortableStrategy() {
    this(List.of());
  }

  private PortableStrategy(Iterable<FileCloner> cloners) {
    this.cloners = cloners;
  }

  @Override
  public FileSystemStrategy cloningBy(Iterable<FileCloner> cloners) {
    return new PortableStrategy(cloners);
  }

  // Made when it is used: of a strategy that is not, only this class is initialised.
  private synchronized Clones clones() {
    if (clones == null) {
      clones = new Clones(cloners);
    }
    return clones;
  }

  @Override
  public String id() {
    return "portable";
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public boolean appliesTo(OperatingSystem system) {
    return true;
  }

  @Override
  public Probe probe() {
    return new PortableProbe(clones());
  }

  @Override
  public LibraryStore store(Path root, Durability durability) {
    return new PortableStore(absolute(root), durability, clones());
  }

  @Override
  public SpaceTree openTree(Path root) {
    try {
      return new PortableTree(absolute(root), FileNames.ofThisProcess(), clones());
    } catch (IOException e) {
      throw Failures.of("open the directory", root, e);
    }
  }

  @Override
  public Path resolve(Path path) {
    try {
      return absolute(path).toRealPath();
    } catch (IOException e) {
      throw Failures.of("resolve", path, e);
    }
  }

  @Override
  public void makeDirectories(Path path) {
    try {
      Files.createDirectories(absolute(path), Modes.attributes(path, OWN_TO_WRITE));
    } catch (IOException e) {
      throw Failures.of("make the directory", path, e);
    }
  }

  @Override
  public TreeOutcome createTree(Path root) {
    try {
      Files.createDirectory(absolute(root), Modes.attributes(root, PRIVATE));
    } catch (IOException e) {
      if (isForbidden(e)) {
        return new TreeOutcome.NotApplicable(Failures.reason(e));
      }
      throw Failures.of("make the directory", root, e);
    }
    return new TreeOutcome.Created(openTree(root));
  }

  /// Renames the tree. `java.nio` cannot rename without replacing: what is at `to` is looked for
  /// first, and an empty directory that another process makes there at that moment is replaced on
  /// POSIX.
  @Override
  public Outcome renameTree(Path from, Path to) {
    Path source = absolute(from);
    Path target = absolute(to);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return new Outcome.NotApplicable("something is at " + target);
    }
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      return Outcome.DONE;
    } catch (AtomicMoveNotSupportedException
        | DirectoryNotEmptyException
        | FileAlreadyExistsException e) {
      return new Outcome.NotApplicable(Failures.reason(e));
    } catch (IOException e) {
      if (Failures.isBusy(e)) {
        return new Outcome.NotApplicable(Failures.reason(e));
      }
      throw Failures.of("rename to " + to, from, e);
    }
  }

  @Override
  public Outcome removeEmptyDirectory(Path path) {
    try {
      // Files.delete would take a file or a symlink too.
      if (!Files.readAttributes(
              absolute(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isDirectory()) {
        throw new NotDirectoryException(path.toString());
      }
      Files.delete(path);
      return Outcome.DONE;
    } catch (DirectoryNotEmptyException e) {
      return new Outcome.NotApplicable(Failures.reason(e));
    } catch (IOException e) {
      if (isForbidden(e) || Failures.isBusy(e) || Failures.isNotSupported(e)) {
        return new Outcome.NotApplicable(Failures.reason(e));
      }
      throw Failures.of("remove", path, e);
    }
  }

  private static boolean isForbidden(IOException failure) {
    return failure instanceof AccessDeniedException || Failures.isReadOnly(failure);
  }

  @Override
  public @Nullable FileStat stat(Path path) {
    try {
      return FileStats.of(absolute(path));
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw Failures.of("look at", path, e);
    }
  }

  @Override
  public FreeSpace free(Path path) {
    try {
      return Free.at(absolute(path));
    } catch (IOException e) {
      throw Failures.of("ask the free space of", path, e);
    }
  }

  @Override
  public String bootId() {
    try {
      return Files.readString(LINUX_BOOT_ID).strip();
    } catch (IOException _) {
      return "";
    }
  }

  @Override
  public long user() {
    return ProcessOwner.id();
  }

  /// Empty: Java does not say.
  @Override
  public String libc() {
    return "";
  }

  /// Not applicable: Java has no such call.
  @Override
  public Outcome become(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Inheritance inherited,
      List<StoreLock> kept) {
    return new Outcome.NotApplicable("java.nio cannot make a process another program");
  }

  private static Path absolute(Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not an absolute path: " + path);
    }
    return path;
  }
}
