package holotree.testkit.crash;

/// One thing done to a disk. Files and directories are numbered; a number is given once.
sealed interface DiskOperation {

  /// A directory, empty, under a name.
  record MakeDirectory(int parent, String name, int node) implements DiskOperation {}

  /// A file, empty, under a name.
  record CreateFile(int parent, String name, int node) implements DiskOperation {}

  /// A symbolic link under a name.
  record CreateSymlink(int parent, String name, int node, String target) implements DiskOperation {}

  /// A further name of a file.
  record Link(int parent, String name, int node) implements DiskOperation {}

  /// Another name for what has one, in place of what has that.
  record Rename(int from, String name, int to, String newName, int node) implements DiskOperation {}

  /// A name that is taken away.
  record Remove(int parent, String name) implements DiskOperation {}

  /// Bytes written to a file.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Write(int node, long offset, byte[] bytes) implements DiskOperation {}

  /// Mode and modification time.
  record Attributes(int node, int mode, long seconds, int nanos) implements DiskOperation {}

  /// The note of a space on a directory.
  record Mark(int node, String space) implements DiskOperation {}

  /// A file's bytes and attributes brought to the disk.
  record SyncFile(int node) implements DiskOperation {}

  /// A directory's names and attributes brought to the disk.
  record SyncDirectory(int node) implements DiskOperation {}

  /// Everything brought to the disk.
  record SyncAll() implements DiskOperation {}

  /// Somebody was told that something is done; nothing happens on the disk.
  record Acknowledged(String what) implements DiskOperation {}

  /// Whether this, done later, brings `earlier` to the disk.
  default boolean syncs(DiskOperation earlier) {
    return switch (this) {
      case SyncAll _ -> true;
      case SyncFile(int node) -> node == earlier.writtenNode();
      case SyncDirectory(int node) -> node == earlier.namesIn() || node == earlier.writtenNode();
      default -> false;
    };
  }

  /// Whether a loss of power may take it.
  default boolean canBeLost() {
    return namesIn() >= 0 || writtenNode() >= 0;
  }

  private int namesIn() {
    return switch (this) {
      case MakeDirectory made -> made.parent();
      case CreateFile made -> made.parent();
      case CreateSymlink made -> made.parent();
      case Link made -> made.parent();
      case Rename renamed -> renamed.to();
      case Remove removed -> removed.parent();
      default -> -1;
    };
  }

  private int writtenNode() {
    return switch (this) {
      case Write write -> write.node();
      case Attributes set -> set.node();
      case Mark mark -> mark.node();
      default -> -1;
    };
  }
}
