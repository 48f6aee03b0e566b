package holotree.fs.windows;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/// What the strategy asks of Windows, one method for each thing; everything that is decided is decided above.
/// Thread-safe.
///
/// Names are single names, given relative to an open directory, or full ones for the directory 0. They are
/// taken as they are: no dot or space is cut off, no device is meant, and no length but that of a single name
/// matters. Nothing is ever followed: where a symbolic link or junction stands, that is opened itself.
///
/// Handles are opened for synchronous calls and are not inherited. Times are in units of 100 ns since
/// 1601-01-01T00:00:00Z. Sources: "Windows Driver Kit, ntifs.h" and "Win32 API, fileapi.h and winbase.h" of
/// Microsoft's documentation.
interface Kernel {

  /// The full name of a path: `\\?\C:\a\b`, `\\?\UNC\server\share\a`.
  ///
  /// @param path absolute
  String fullName(Path path);

  /// The path that a full name stands for.
  ///
  /// @param fullName full
  Path path(String fullName);

  /// Opens or makes a file or directory.
  ///
  /// @param directory an open directory; 0 for a full name
  /// @param name a single name; a full one for the directory 0; `:stream` for a stream of `directory`; empty
  ///     for what `directory`, which may then be a file as well, is open for, once more
  /// @return the handle, not 0
  long open(long directory, String name, Opening how) throws WindowsError;

  /// Closes a handle. What failed before stays as it is.
  void close(long handle) throws WindowsError;

  /// What stands behind a handle.
  FileFacts facts(long handle) throws WindowsError;

  /// Gives it a modification time and attributes. Its change time is now, and stays so whatever was written
  /// through this handle before.
  ///
  /// @param modified 0 to leave it
  /// @param attributes 0 to leave them; else all of them
  void setFacts(long handle, long modified, int attributes) throws WindowsError;

  /// The next names in a directory, `.` and `..` among them, as many as one call gives; none at the end.
  ///
  /// @param first whether to begin again
  List<String> list(long directory, boolean first) throws WindowsError;

  /// Reads at an offset.
  ///
  /// @param into native, its size is over 0
  /// @return bytes read, 0 at the end
  int read(long handle, long offset, MemorySegment into) throws WindowsError;

  /// Writes at an offset.
  ///
  /// @param from native, its size is over 0
  /// @return bytes written
  int write(long handle, long offset, MemorySegment from) throws WindowsError;

  /// Writes at the end of a file, whoever else does so.
  ///
  /// @param from native, its size is over 0
  /// @return bytes written
  int append(long handle, MemorySegment from) throws WindowsError;

  /// Makes a file as long as that.
  void setSize(long handle, long size) throws WindowsError;

  /// Brings the bytes of a file, its facts and its name to the disk.
  void flush(long handle) throws WindowsError;

  /// Gives what was opened for deletion another name; with `replace`, in place of the file of that name,
  /// which those keep who have it open with [Win32#SHARE_DELETE]. Of a read-only file, some file systems do not
  /// take the place.
  ///
  /// @param directory an open directory; 0 for a full name
  void rename(long handle, long directory, String name, boolean replace) throws WindowsError;

  /// Gives an open file one more name.
  ///
  /// @param directory an open directory; 0 for a full name
  void link(long handle, long directory, String name) throws WindowsError;

  /// Takes the name from what was opened for deletion: when this handle is closed, or, where the file system
  /// cannot do that, when the last handle of it is, and then not from a read-only file.
  void delete(long handle) throws WindowsError;

  /// Has a file share bytes of another until either is written to. The range begins at a cluster's start and
  /// ends at one's end, or past the end of the file.
  ///
  /// @param offset the same in both, bytes
  /// @param length at most 1 GiB, bytes
  void share(long source, long target, long offset, long length) throws WindowsError;

  /// Makes a symbolic link.
  ///
  /// @param fullName full
  /// @param target as Windows has it, with `\`
  /// @param toDirectory whether it is one to a directory
  void makeSymlink(String fullName, String target, boolean toDirectory) throws WindowsError;

  /// What a symbolic link or junction that is open holds, with `\`.
  String readLink(long handle) throws WindowsError;

  /// Takes the lock that the open file stands for, until [#unlock] or the handle is closed, if that is possible
  /// at once. Readers and writers of the file do not notice.
  ///
  /// @return whether it was taken
  boolean tryLock(long handle, boolean exclusive) throws WindowsError;

  /// Lets go of the lock.
  void unlock(long handle) throws WindowsError;

  /// What the file system of something open is.
  Volume volume(long handle) throws WindowsError;

  /// What is free for this user where a directory is.
  ///
  /// @param fullName full
  Space space(String fullName) throws WindowsError;

  /// The full name of something open, every link in it resolved.
  String finalName(long handle) throws WindowsError;

  /// Counts the starts of the machine; empty if that is not known.
  String bootId();

  /// A file system.
  ///
  /// @param type such as `NTFS`, `ReFS`, `FAT32`
  /// @param flags see [Win32]
  /// @param maxName longest name, UTF-16 units
  /// @param cluster bytes that a file's size on disk is a multiple of
  record Volume(String type, int flags, int maxName, int cluster) {}

  /// What is free.
  ///
  /// @param bytes that this user can still write
  record Space(long bytes) {}
}
