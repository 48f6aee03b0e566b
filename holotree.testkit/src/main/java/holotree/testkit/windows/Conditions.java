package holotree.testkit.windows;

/// What the simulated Windows and its disk are like. May be changed at any time. Thread-safe.
public final class Conditions {

  private volatile FileSystemKind fileSystem = FileSystemKind.NTFS;
  private volatile boolean posixDelete = true;
  private volatile boolean longPaths;
  private volatile boolean symlinkPrivilege = true;
  private volatile boolean readOnly;
  private volatile int mostLinks = 1024;
  private volatile int mostHandles = Integer.MAX_VALUE;
  private volatile int deletePending = Numbers.ERROR_ACCESS_DENIED;
  private volatile String bootId = "1";
  private long bytesLeft = Long.MAX_VALUE;

  Conditions() {}

  /// Which file system it is; NTFS by default.
  public Conditions fileSystem(FileSystemKind kind) {
    fileSystem = kind;
    return this;
  }

  /// Whether a deleted name is gone when the handle that deleted it is closed, as on Windows 10 and later
  /// (the default), or when the last handle of the file is. FAT32 does the latter in any case.
  public Conditions posixDelete(boolean posix) {
    posixDelete = posix;
    return this;
  }

  /// Whether full names without `\\?\` may have more than 259 units; not by default.
  public Conditions longPaths(boolean allowed) {
    longPaths = allowed;
    return this;
  }

  /// Whether this user may make symbolic links; by default so.
  public Conditions symlinkPrivilege(boolean held) {
    symlinkPrivilege = held;
    return this;
  }

  /// Whether nothing can be changed; not by default.
  public Conditions readOnly(boolean protectedFromWriting) {
    readOnly = protectedFromWriting;
    return this;
  }

  /// How many names a file may have; 1,024 by default.
  public Conditions mostLinks(int names) {
    mostLinks = names;
    return this;
  }

  /// How many handles may be open at once; any number by default.
  public Conditions mostHandles(int handles) {
    mostHandles = handles;
    return this;
  }

  /// How opening what is about to be deleted is refused. By default 5 (access denied), which
  /// `RtlNtStatusToDosError` makes of it; 303 for a kernel that keeps the difference.
  public Conditions deletePending(int code) {
    deletePending = code;
    return this;
  }

  /// What counts the starts of the machine; empty if that is not known.
  public Conditions bootId(String id) {
    bootId = id;
    return this;
  }

  /// How many bytes can still be written; as many as there are by default.
  public synchronized Conditions bytesLeft(long bytes) {
    bytesLeft = bytes;
    return this;
  }

  synchronized long bytesLeft() {
    return bytesLeft;
  }

  synchronized void take(long bytes) throws WindowsRefusal {
    if (bytesLeft != Long.MAX_VALUE) {
      if (bytes > bytesLeft) {
        throw new WindowsRefusal(Numbers.ERROR_DISK_FULL);
      }
      bytesLeft -= bytes;
    }
  }

  synchronized void giveBack(long bytes) {
    if (bytesLeft != Long.MAX_VALUE) {
      bytesLeft += bytes;
    }
  }

  FileSystemKind fileSystem() {
    return fileSystem;
  }

  boolean deletesAtOnce() {
    return posixDelete && fileSystem != FileSystemKind.FAT32;
  }

  boolean hasLongPaths() {
    return longPaths;
  }

  boolean maySymlink() {
    return symlinkPrivilege;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  int mostLinks() {
    return mostLinks;
  }

  int mostHandles() {
    return mostHandles;
  }

  int deletePending() {
    return deletePending;
  }

  String bootId() {
    return bootId;
  }

  void requireWritable() throws WindowsRefusal {
    if (readOnly) {
      throw new WindowsRefusal(Numbers.ERROR_WRITE_PROTECT);
    }
  }

  /// Refuses to make anything where nothing can be written any more.
  void requireRoom() throws WindowsRefusal {
    requireWritable();
    if (bytesLeft() <= 0) {
      throw new WindowsRefusal(Numbers.ERROR_DISK_FULL);
    }
  }

  void requireFeature(int flag) throws WindowsRefusal {
    if (!fileSystem.has(flag)) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_FUNCTION);
    }
  }
}
