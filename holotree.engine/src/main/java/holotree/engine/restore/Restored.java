package holotree.engine.restore;

import holotree.engine.space.PlacedColumns;
import java.util.List;
import java.util.Map;

/// What a restore placed.
///
/// @param directories made, the root of a new space included
/// @param copied files placed by copy
/// @param linked files placed by hard link
/// @param cloned files placed by reflink
/// @param symlinks made
/// @param bytes length of the files as placed
/// @param downgrades files that were copied though sharing was asked for, counted by reason
/// @param passedOver packs that are damaged or could not be read and were not needed, absolute paths
/// @param placed what the file system said of every entry that is there now
public record Restored(
    long directories,
    long copied,
    long linked,
    long cloned,
    long symlinks,
    long bytes,
    Map<String, Long> downgrades,
    List<String> passedOver,
    PlacedColumns placed) {

  /// Nothing was placed.
  ///
  /// @param there what stands there
  public static Restored nothing(PlacedColumns there) {
    return new Restored(0, 0, 0, 0, 0, 0, Map.of(), List.of(), there);
  }
}
