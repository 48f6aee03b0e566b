package holotree.api.fs;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A directory tree that is made, read or removed, one name at a time, relative to directories that are
/// held open. Thread-safe.
///
/// Names are single names, never paths: bytes as the platform has them, without `/` and NUL, neither `.`
/// nor `..`, not empty; anything else is an `IllegalArgumentException`.
///
/// Promises of every implementation, which its contract tests cite:
///
/// 1. Nothing is read, written or removed through a symbolic link below the root: where a directory or
///    file was expected and a symlink stands, the call fails.
/// 2. A directory is the inode it was when it was opened or made, or the call fails; directories are
///    reopened as needed, at most 512 being open at once.
/// 3. What a create call makes was not there before; it never opens or replaces what is there.
/// 4. A created entry has the size asked for, and of the mode and modification time (nanoseconds) asked for
///    what [#keptAttributes] says, as the returned [FileStat] shows; the umask takes nothing away. A clone
///    has the source's size, a link all that the source has.
/// 5. A name that the platform cannot hold byte for byte is refused before anything is made.
/// 6. Closing the tree closes every directory; entries stay.
public interface SpaceTree extends AutoCloseable {

  /// The root.
  TreeDirectory root();

  /// What the file system of the tree keeps of modes and times.
  KeptAttributes keptAttributes();

  /// Opens the directory `name` in `parent`.
  TreeDirectory openDirectory(TreeDirectory parent, byte[] name);

  /// Makes the directory `name` in `parent` with one call, for the owner to work in; its final mode and
  /// time come with [#finishDirectory].
  TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode);

  /// Gives a directory its final mode and modification time.
  FileStat finishDirectory(TreeDirectory directory, int mode, long mtimeSeconds, int mtimeNanos);

  /// Gives what stands under `name` in `parent` - a file, a directory or a symbolic link - a mode and a
  /// modification time; a symbolic link takes the time alone. Nothing is opened for it, so that it works
  /// on what its owner may neither read nor enter. A hard link passes both on to its other names.
  FileStat setAttributes(
      TreeDirectory parent, byte[] name, int mode, long mtimeSeconds, int mtimeNanos);

  /// Makes the whole file `name` in `parent`.
  ///
  /// @param content its bytes; native, kept by the caller
  FileStat createFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      MemorySegment content);

  /// Makes the file `name` in `parent`, to be written piece by piece. The caller closes it.
  ///
  /// @param size the length it will have, bytes
  WritableFile createFile(TreeDirectory parent, byte[] name, int mode, long size);

  /// Makes `name` in `parent` another name of the open file `source`: a hard link to the inode that is
  /// open, whatever has its name by now. Mode and time are the source's.
  ///
  /// @param source a file of a store of the same strategy
  ShareOutcome linkFile(TreeDirectory parent, byte[] name, StoredFile source);

  /// Makes the file `name` in `parent`, sharing the bytes of the open file `source` until either is
  /// written to: a reflink.
  ///
  /// @param source a file of a store of the same strategy
  ShareOutcome cloneFile(
      TreeDirectory parent,
      byte[] name,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      StoredFile source);

  /// Opens the regular file `name` in `parent` for reading. The caller closes it.
  ReadableFile openFile(TreeDirectory parent, byte[] name);

  /// Makes the symbolic link `name` in `parent`.
  ///
  /// @param target the bytes it holds, not empty, without NUL
  FileStat createSymlink(
      TreeDirectory parent, byte[] name, byte[] target, long mtimeSeconds, int mtimeNanos);

  /// The bytes that the symbolic link `name` in `parent` holds.
  byte[] readSymlink(TreeDirectory parent, byte[] name);

  /// What stands under `name` in `parent`; null if nothing does.
  @Nullable FileStat stat(TreeDirectory parent, byte[] name);

  /// What the directory itself is.
  FileStat stat(TreeDirectory directory);

  /// Lists a directory, in the order the file system has. The caller closes the cursor.
  DirectoryCursor list(TreeDirectory directory);

  /// Removes the file or symbolic link `name` from `parent`.
  void removeFile(TreeDirectory parent, byte[] name);

  /// Removes the empty directory `name` from `parent`.
  void removeDirectory(TreeDirectory parent, byte[] name);

  /// Brings what was written to the tree to the disk, along with what else waits on its file system.
  ///
  /// @return [Outcome.NotApplicable] if the platform has no call for that
  Outcome sync();

  /// Notes on the root which space it is, in an extended attribute or what the platform has for it. It is there
  /// after a loss of power wherever the root is, as far as the file system keeps the order of such calls.
  ///
  /// @param note text in ASCII, at most 64 bytes
  /// @return [Outcome.NotApplicable] if the file system keeps no such notes
  Outcome mark(String note);

  /// The note on the root; empty if there is none, null if the file system keeps no such notes.
  @Nullable String readMark();

  /// Closes the tree and every directory in it. Idempotent.
  @Override
  void close();
}
