package holotree.testkit.windows;

/// The file systems that are imitated.
public enum FileSystemKind {
  /// Streams and links, no clones; that it can tell names by case it says, though nobody is served so; names go as soon as the handle that deleted is closed.
  NTFS(
      Numbers.VOLUME_CASE_SENSITIVE_SEARCH
          | Numbers.VOLUME_NAMED_STREAMS
          | Numbers.VOLUME_HARD_LINKS
          | Numbers.VOLUME_REPARSE_POINTS),
  /// As NTFS, with clones and ids of 128 bits.
  REFS(NTFS.flags | Numbers.VOLUME_BLOCK_REFCOUNTING),
  /// Nothing of that; a name stays until the last handle is closed.
  FAT32(0);

  private final int flags;

  FileSystemKind(int flags) {
    this.flags = flags;
  }

  SimulatedVolume volume(boolean readOnly) {
    return new SimulatedVolume(
        this == REFS ? "ReFS" : name(),
        flags | (readOnly ? Numbers.VOLUME_READ_ONLY : 0),
        Numbers.MAX_NAME,
        Numbers.CLUSTER);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
