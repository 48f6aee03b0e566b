package holotree.api.fs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The engine's only way to the disk. A service: see `java.util.ServiceLoader`; of those that apply to
/// the operating system, the highest rank is used.
///
/// Whole paths enter here and nowhere else; they are absolute. Everything below a root is named relative
/// to it.
///
/// Promises of every implementation, which its contract tests cite:
///
/// 1. Constructing it, [#id], [#rank] and [#appliesTo] load no native code, touch no file and do not
///    throw. It is thread-safe.
/// 2. Failures of the system are thrown as one of [holotree.api.error.HolotreeException]: no space,
///    inodes or quota as `NoSpaceException`; what another program keeps from being changed as
///    `BusyException`; everything else as `RefusedException` with the path and the system's reason. What merely cannot be done that way here is answered by
///    [Outcome.NotApplicable].
/// 3. No file that it opens is inherited by child processes, and the process's umask and working
///    directory are never changed.
/// 4. An interrupted system call is taken up again; a short read or write is completed.
/// 5. [#become] returns or throws only if this process goes on as it is. Otherwise the process, under the
///    same id, is the program: it holds the locks that it was to keep, for as long as it or a child that
///    inherits its files lives; it has the files open that this process had from its caller, and none that
///    this process opened; no signal is blocked, and those are ignored that the caller had ignored.
public interface FileSystemStrategy {

  /// A stable id for reports: 1 to 20 of `a-z`, `0-9` and `-`.
  String id();

  /// Which of several strategies that apply is used: the highest.
  int rank();

  /// Whether it works on `system`.
  boolean appliesTo(OperatingSystem system);

  /// This strategy, with clones made by the first of `cloners` that applies to the system; this itself
  /// if it makes its own or none.
  ///
  /// @param cloners gone through once, when the first clone is asked for
  default FileSystemStrategy cloningBy(Iterable<FileCloner> cloners) {
    return this;
  }

  /// What places can do.
  Probe probe();

  /// The store of immutable files under `root`, which need not exist yet; nothing is created before the
  /// first write. The caller closes it.
  ///
  /// @param root absolute
  /// @param durability what publishing there promises
  LibraryStore store(Path root, Durability durability);

  /// The existing directory `root` as a tree. Neither the last name of `root` nor anything below is
  /// followed: a symlink there is refused, as someone may have put it in a tree's place. The caller closes
  /// it.
  ///
  /// @param root absolute, every symlink resolved
  SpaceTree openTree(Path root);

  /// The path with every symbolic link in it resolved.
  ///
  /// @param path absolute; exists
  Path resolve(Path path);

  /// Makes the directory `path` and those above it that are missing; what is there stays.
  ///
  /// @param path absolute
  void makeDirectories(Path path);

  /// Makes the directory `root` (mode 0700), whose parent exists, and opens it as a tree.
  ///
  /// @param root absolute; not there
  /// @return the tree, or why a directory cannot be made there: no permission in the parent, or a
  ///     read-only file system there
  TreeOutcome createTree(Path root);

  /// Renames the tree `from` to `to` on the same file system, never replacing what is there.
  ///
  /// @return [Outcome.NotApplicable] if something is at `to`, or the file system cannot do it
  Outcome renameTree(Path from, Path to);

  /// Removes the directory `path` if it is empty.
  ///
  /// @return [Outcome.NotApplicable] if it is not empty, a mount point, or must stay for want of
  ///     permission
  Outcome removeEmptyDirectory(Path path);

  /// What is at `path`, the last name not followed; null if nothing is.
  @Nullable FileStat stat(Path path);

  /// What is free where `path` is, or would be: on the file system of the nearest directory above that is
  /// there.
  ///
  /// @param path absolute
  FreeSpace free(Path path);

  /// An id that differs after each start of the machine; empty if the platform has none.
  String bootId();

  /// Id of the user that this process acts as, the one that its files belong to; -1 if the platform has no
  /// such ids, or it is not known.
  long user();

  /// The C library that this process runs with, and its version, such as `glibc-2.36` or `musl-1.2.5`;
  /// empty if the platform has no such choice, or it is not known.
  String libc();

  /// Makes this process another program. Nothing of this one runs any more: no shutdown hook, no
  /// `finally`; what is buffered is lost.
  ///
  /// @param program absolute path of its file
  /// @param arguments what it gets as arguments, its own name first
  /// @param environment all its variables
  /// @param inherited what the caller of this process had set up
  /// @param kept locks taken from stores of this strategy
  /// @return [Outcome.NotApplicable] if the platform cannot do that
  /// @throws holotree.api.error.RefusedException if the file cannot be run
  Outcome become(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Inheritance inherited,
      List<StoreLock> kept);
}
