package holotree.api.fs;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Immutable files under one root, and notes that nothing depends on. Thread-safe.
///
/// Paths are relative to the root: names of `a-z`, `A-Z`, `0-9`, `.`, `_` and `-`, joined by `/`, none of them
/// `.` or `..`; anything else is an `IllegalArgumentException`. Directories are made as needed.
///
/// Promises of every implementation, which its contract tests cite:
///
/// 1. A file is under its name whole or not at all, whoever looks, whenever.
/// 2. [#publish] never replaces: if the name is taken, what is there stays and the temporary goes.
///    [#replace] exchanges in one step: a reader sees the old file or the new one.
/// 3. In a durable store, both return only when the file's bytes, its name and the directories above it
///    would survive a loss of power. After a failed sync the temporary is discarded and the error is
///    thrown; it is never tried again.
/// 4. A temporary whose maker is gone is removed by [#sweep]; one whose maker lives never is.
/// 5. A lock dies with its holder, however that ends, and with nothing else: closing another handle of
///    the same file, in this process or another, leaves it.
/// 6. A lock excludes holders in the same process as it does those in others.
/// 7. What [#append] writes is one piece: whoever appends at the same time, in this process or another,
///    no piece lies inside another. Network file systems may break this.
/// 8. [#move] replaces nothing either, and a file that is moved is at no moment under no name. After
///    [#syncDirectory], in a durable store, nothing that was removed from the directory comes back.
public interface LibraryStore extends AutoCloseable {

  /// A new, empty temporary file in `tmp/`. The caller closes it.
  TemporaryFile createTemporary();

  /// Gives a temporary its name and closes it.
  ///
  /// @return whether the name was free; if not, what was there stays
  boolean publish(TemporaryFile temporary, String path);

  /// Gives a temporary its name, in place of what has that name, and closes it.
  void replace(TemporaryFile temporary, String path);

  /// Gives the open file of a tree, on the same file system, a name in the store, too: a hard link. The
  /// file must not be written to any more. Neither its content nor its name is synced, whatever the
  /// store promises: this serves caches whose files are checked whenever they are used. Directories
  /// that are made on the way are as durable as for [#publish], which counts on them later.
  ///
  /// @param source a file of a tree of the same strategy
  /// @return the source's new [FileStat]; or why there is no such name, [Obstacle#NAME_TAKEN] among it
  ShareOutcome publishLink(ReadableFile source, String path);

  /// Publishes a file that shares the bytes of an open file of a tree: a reflink, on whose way to the
  /// disk the call may wait. Otherwise as [#publishLink].
  ///
  /// @return the new file's [FileStat], or why there is none
  ShareOutcome publishClone(ReadableFile source, String path);

  /// Writes `bytes` at the end of a file in one write, making the file if there is none: for notes that
  /// readers can do without. Nothing is synced, whatever the store promises, except directories made on
  /// the way; a failure, or a loss of power, may leave the beginning of `bytes` there.
  ///
  /// @param bytes native memory, read only
  void append(String path, MemorySegment bytes);

  /// Notes that something was used: makes an empty file, or sets the modification time of the one there
  /// to now. Best effort: it never fails, also where nothing can be written, and syncs nothing, whatever
  /// the store promises, except directories made on the way.
  void touch(String path);

  /// What is under a name; null if nothing is.
  @Nullable FileStat stat(String path);

  /// Opens a file for reading; null if there is none. The caller closes it.
  @Nullable StoredFile open(String path);

  /// The names in a directory, sorted; none if the directory is not there.
  List<String> list(String directory);

  /// Gives a file another name in the store, which must be free.
  ///
  /// @return whether it was moved; false if nothing is under `from`, or something under `to`
  boolean move(String from, String to);

  /// Removes a file. After a loss of power it may be there again: see [#syncDirectory].
  ///
  /// @return whether it was there
  boolean delete(String path);

  /// In a durable store, has what was done in a directory survive a loss of power, so that what depends on
  /// it can be done next. Needs no free space. A directory that is not there has nothing to sync.
  void syncDirectory(String directory);

  /// Removes the temporaries whose makers are gone.
  ///
  /// @return how many
  int sweep();

  /// Takes a lock, waiting for it; the lock file is made as needed and never removed. Made so, only its owner
  /// can open it; who else may read the store can share a lock whose file [#touch] made before. The caller closes
  /// the lock.
  ///
  /// @throws holotree.api.error.InterruptedOperationException if the thread is interrupted meanwhile
  StoreLock lock(String path, LockMode mode);

  /// Takes a lock if that is possible at once; null if not.
  @Nullable StoreLock tryLock(String path, LockMode mode);

  /// Closes the store; files and locks taken from it must have been closed.
  @Override
  void close();
}
