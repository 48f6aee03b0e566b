package holotree.fs.windows;

import holotree.api.error.BusyException;
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
import holotree.fs.windows.Patience.Wait;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Windows by its own calls, with virus checkers and indexers at work. Thread-safe; touches nothing until it is
/// asked for something.
public final class WindowsStrategy implements FileSystemStrategy {

  private final Supplier<Kernel> kernels;
  private final Patience patience;
  private final InstantSource clock;
  private @Nullable Disk opened;

  /// For `java.util.ServiceLoader`.
  public WindowsStrategy() {
    this(
        NativeKernel::new,
        new Patience(System::nanoTime, TimeUnit.NANOSECONDS::sleep, System.nanoTime()),
        InstantSource.system());
  }

  /// @param kernels gives Windows, when it is first needed
  WindowsStrategy(Supplier<Kernel> kernels, Patience patience, InstantSource clock) {
    this.kernels = kernels;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public String id() {
    return "windows";
  }

  @Override
  public int rank() {
    return 100;
  }

  @Override
  public boolean appliesTo(OperatingSystem system) {
    return system == OperatingSystem.WINDOWS;
  }

  @Override
  public Probe probe() {
    return new WindowsProbe(disk());
  }

  @Override
  public LibraryStore store(Path root, Durability durability) {
    return new WindowsStore(disk(), root, durability);
  }

  @Override
  public SpaceTree openTree(Path root) {
    Disk disk = disk();
    String name = disk.fullName(root);
    try {
      return tree(disk, disk.openDirectory(name), root);
    } catch (WindowsError error) {
      throw Disk.failure("open directory", root, error);
    }
  }

  @Override
  public Path resolve(Path path) {
    Disk disk = disk();
    String name = disk.fullName(path);
    try {
      return disk.kernel().path(RealPath.of(disk, name));
    } catch (WindowsError error) {
      throw Disk.failure("resolve", path, error);
    }
  }

  @Override
  public void makeDirectories(Path path) {
    Disk disk = disk();
    disk.fullName(path);
    DirectoryChain.make(disk, path.normalize());
  }

  // Access that is denied is an answer, which nobody waits for; the name is nobody else's.
  @Override
  public TreeOutcome createTree(Path root) {
    Disk disk = disk();
    String name = disk.fullName(root);
    try {
      long made = disk.open(Wait.HELD, 0, name, Disk.NEW_SHARED_DIRECTORY);
      return new TreeOutcome.Created(tree(disk, made, root));
    } catch (WindowsError error) {
      if (Disk.isForbidden(error)) {
        return new TreeOutcome.NotApplicable(
            "no directory can be made: " + SystemError.reason(error));
      }
      throw Disk.failure("make directory", root, error);
    }
  }

  @Override
  public Outcome renameTree(Path from, Path to) {
    Disk disk = disk();
    String source = disk.fullName(from);
    String target = disk.fullName(to);
    try {
      long directory = openWholeDirectory(disk, source);
      try {
        disk.trees().letGoOf(disk.kernel().facts(directory));
        disk.patience()
            .untilDone(Wait.OPEN_BELOW, () -> disk.kernel().rename(directory, 0, target, false));
        return Outcome.DONE;
      } finally {
        disk.close(directory);
      }
    } catch (WindowsError error) {
      if (Disk.isTaken(error)
          || error.isAny(
              Win32.ERROR_DIR_NOT_EMPTY,
              Win32.ERROR_NOT_SAME_DEVICE,
              Win32.ERROR_INVALID_PARAMETER,
              Win32.ERROR_WRITE_PROTECT)) {
        return new Outcome.NotApplicable("it cannot be renamed: " + SystemError.reason(error));
      }
      throw renameFailure(from, to, error);
    }
  }

  @Override
  public Outcome removeEmptyDirectory(Path path) {
    Disk disk = disk();
    String name = disk.fullName(path);
    try {
      Removal.ofDirectory(disk, 0, name);
      return Outcome.DONE;
    } catch (WindowsError error) {
      if (Disk.isForbidden(error)
          || Patience.isHeld(error)
          || error.isAny(Win32.ERROR_DIR_NOT_EMPTY)) {
        return new Outcome.NotApplicable("it cannot be removed: " + SystemError.reason(error));
      }
      throw Disk.failure("remove directory", path, error);
    }
  }

  @Override
  public @Nullable FileStat stat(Path path) {
    Disk disk = disk();
    String name = disk.fullName(path);
    try {
      return disk.stat(0, name);
    } catch (WindowsError error) {
      // Where a file stands in place of a directory, nothing is in it.
      if (Disk.isAbsent(error) || error.isAny(Win32.ERROR_DIRECTORY)) {
        return null;
      }
      throw Disk.failure("look at", path, error);
    }
  }

  /// What is free. Entries are not counted, and a file may take less room than it has bytes: NTFS keeps small
  /// ones among its own records, and compresses those it is told to.
  @Override
  public FreeSpace free(Path path) {
    Disk disk = disk();
    disk.fullName(path);
    Path place = path.normalize();
    while (true) {
      try {
        return new FreeSpace(
            disk.kernel().space(disk.fullName(place)).bytes(), FreeSpace.UNCOUNTED, 0);
      } catch (WindowsError error) {
        Path above = place.getParent();
        if (above == null || !(Disk.isAbsent(error) || error.isAny(Win32.ERROR_DIRECTORY))) {
          throw Disk.failure("ask the free space of", place, error);
        }
        place = above;
      }
    }
  }

  @Override
  public String bootId() {
    return disk().kernel().bootId();
  }

  /// -1: users of Windows have no numbers.
  @Override
  public long user() {
    return -1;
  }

  /// Empty: there is one C library.
  @Override
  public String libc() {
    return "";
  }

  @Override
  public Outcome become(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Inheritance inherited,
      List<StoreLock> kept) {
    return new Outcome.NotApplicable("Windows cannot make a process another program");
  }

  private synchronized Disk disk() {
    Disk disk = opened;
    if (disk == null) {
      disk = new Disk(kernels.get(), patience, clock, new OpenTrees());
      opened = disk;
    }
    return disk;
  }

  // Owns the handle, also if it fails.
  private static SpaceTree tree(Disk disk, long root, Path path) throws WindowsError {
    try {
      FileFacts facts = disk.kernel().facts(root);
      return new WindowsTree(new OpenDirectories(disk, root, facts, path));
    } catch (WindowsError | RuntimeException | Error failure) {
      disk.close(root);
      throw failure;
    }
  }

  private static long openWholeDirectory(Disk disk, String name) throws WindowsError {
    long directory = disk.open(Wait.HELD_OR_DENIED, 0, name, Disk.REMOVE);
    try {
      FileFacts facts = disk.kernel().facts(directory);
      if (!Stats.isDirectory(facts) || Stats.isReparsePoint(facts)) {
        throw SystemError.ERROR_DIRECTORY.asError();
      }
      return directory;
    } catch (WindowsError | RuntimeException | Error failure) {
      disk.close(directory);
      throw failure;
    }
  }

  // Windows says the same where this user lacks a permission and where something below is open.
  private static RuntimeException renameFailure(Path from, Path to, WindowsError error) {
    if (error.isAny(Win32.ERROR_ACCESS_DENIED)) {
      return new BusyException(
          from.toString(),
          "another program that has something in it open, or this user may not rename it ("
              + SystemError.reason(error)
              + ")",
          "It could not be renamed to " + to + ".",
          "End the program, exclude the folder from the virus checker, or check the permissions of both"
              + " places, then try again.");
    }
    return Disk.failure("rename to " + to, from, error);
  }
}
