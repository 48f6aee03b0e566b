package holotree.engine;

/// How files come into a space.
public enum Placement {
  /// As [#REFLINK] where that works, from the second restore of a catalog on; else as [#COPY].
  AUTO,
  /// Each file is written and is the space's own.
  COPY,
  /// Files are further names of files in the pool: the fastest way, and the one that takes the least
  /// space. Writing to such a file changes every space that shares it.
  HARDLINK,
  /// Files share the bytes of files in the pool until they are written to. Some file systems can do
  /// that: XFS, Btrfs, APFS, ReFS.
  REFLINK
}
