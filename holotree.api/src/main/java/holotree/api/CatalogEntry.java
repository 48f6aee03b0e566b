package holotree.api;

import org.jspecify.annotations.Nullable;

/// One entry of a catalog, made on demand: catalogs keep columns, not objects.
public sealed interface CatalogEntry {

  /// The path below the tree's root; empty for the root.
  RawPath path();

  /// Seconds of the modification time since 1970-01-01T00:00:00Z; may be negative.
  long mtimeSeconds();

  /// Nanoseconds of the modification time, 0 to 999,999,999.
  int mtimeNanos();

  /// A directory.
  ///
  /// @param mode permission bits, 0 to 0777
  record Directory(RawPath path, int mode, long mtimeSeconds, int mtimeNanos)
      implements CatalogEntry {}

  /// A regular file.
  ///
  /// @param mode permission bits, 0 to 0777
  /// @param size length of the content, bytes
  /// @param content the content id; null for an empty file
  /// @param relocations where the content holds filler; null where it holds none
  record File(
      RawPath path,
      int mode,
      long mtimeSeconds,
      int mtimeNanos,
      long size,
      @Nullable Digest content,
      @Nullable Relocations relocations)
      implements CatalogEntry {}

  /// A symbolic link.
  ///
  /// @param target the bytes it holds, with filler where it named the stage
  /// @param relocations where the target holds filler; null where it holds none
  record Symlink(
      RawPath path,
      long mtimeSeconds,
      int mtimeNanos,
      RawPath target,
      @Nullable Relocations relocations)
      implements CatalogEntry {}
}
