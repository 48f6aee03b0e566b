package holotree.fs.posix;

import holotree.api.fs.Durability;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Linux by direct system calls. Thread-safe; touches nothing until it is asked for something.
public final class LinuxStrategy implements FileSystemStrategy {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int PRIVATE = 0700;

  /// For `java.util.ServiceLoader`.
  public LinuxStrategy() {}

  @Override
  public String id() {
    return "linux";
  }

  @Override
  public int rank() {
    return 100;
  }

  @Override
  public boolean appliesTo(OperatingSystem system) {
    return system == OperatingSystem.LINUX && Abi.isKnown();
  }

  @Override
  public Probe probe() {
    return new LinuxProbe();
  }

  @Override
  public LibraryStore store(Path root, Durability durability) {
    return new LinuxStore(root, durability);
  }

  @Override
  public SpaceTree openTree(Path root) {
    byte[] path = EntryName.bytes(root);
    int directory = Libc.openat(Libc.AT_FDCWD, path, OpenFlag.DIRECTORY, 0);
    if (directory < 0) {
      throw Errno.failure("open directory", root.toString(), directory);
    }
    return new LinuxTree(new OpenDirectories(directory, path));
  }

  @Override
  public Path resolve(Path path) {
    return RealPath.of(path);
  }

  @Override
  public void makeDirectories(Path path) {
    DirectoryChain.make(path, false);
  }

  @Override
  public TreeOutcome createTree(Path root) {
    int result = Libc.mkdirat(Libc.AT_FDCWD, EntryName.bytes(root), PRIVATE);
    if (Errno.isAny(result, Errno.EACCES, Errno.EPERM, Errno.EROFS)) {
      return new TreeOutcome.NotApplicable("no directory can be made: " + Errno.reason(result));
    }
    if (result < 0) {
      throw Errno.failure("make directory", root.toString(), result);
    }
    return new TreeOutcome.Created(openTree(root));
  }

  @Override
  public Outcome renameTree(Path from, Path to) {
    int result =
        Libc.renameat2(
            Libc.AT_FDCWD,
            EntryName.bytes(from),
            Libc.AT_FDCWD,
            EntryName.bytes(to),
            Libc.RENAME_NOREPLACE);
    if (Errno.isAny(
        result,
        Errno.EEXIST,
        Errno.ENOTEMPTY,
        Errno.EXDEV,
        Errno.EBUSY,
        Errno.EINVAL,
        Errno.ENOSYS,
        Errno.EPERM,
        Errno.EACCES)) {
      return new Outcome.NotApplicable("it cannot be renamed: " + Errno.reason(result));
    }
    if (result < 0) {
      throw Errno.failure("rename to " + to, from.toString(), result);
    }
    return Outcome.DONE;
  }

  @Override
  public Outcome removeEmptyDirectory(Path path) {
    int result = Libc.unlinkat(Libc.AT_FDCWD, EntryName.bytes(path), Libc.AT_REMOVEDIR);
    if (Errno.isAny(
        result,
        Errno.ENOTEMPTY,
        Errno.EEXIST,
        Errno.EBUSY,
        Errno.EACCES,
        Errno.EPERM,
        Errno.EROFS)) {
      return new Outcome.NotApplicable("it cannot be removed: " + Errno.reason(result));
    }
    if (result < 0) {
      throw Errno.failure("remove directory", path.toString(), result);
    }
    return Outcome.DONE;
  }

  @Override
  public @Nullable FileStat stat(Path path) {
    int result = Statx.ask(Libc.AT_FDCWD, EntryName.bytes(path));
    if (Errno.isAny(result, Errno.ENOENT, Errno.ENOTDIR)) {
      return null;
    }
    if (result < 0) {
      throw Errno.failure("stat", path.toString(), result);
    }
    return Statx.answer();
  }

  @Override
  public FreeSpace free(Path path) {
    return FileSystemStat.of(path).free();
  }

  @Override
  public String bootId() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException absent) {
      return "";
    }
  }

  @Override
  public long user() {
    return Libc.geteuid();
  }

  @Override
  public String libc() {
    String gnu = Libc.gnuVersion();
    return gnu.isEmpty() ? MuslVersion.ofThisProcess() : gnu.replace(' ', '-');
  }

  @Override
  public Outcome become(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Inheritance inherited,
      List<StoreLock> kept) {
    throw new Succession(inherited, kept).become(program, arguments, environment);
  }
}
