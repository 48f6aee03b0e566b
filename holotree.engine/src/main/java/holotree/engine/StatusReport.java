package holotree.engine;

import holotree.api.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A library and a home at a glance.
///
/// @param library the library
/// @param home the home's spaces
/// @param pool the home's pool
/// @param recordings when each was used, by name
public record StatusReport(LibraryPart library, HomePart home, PoolPart pool, List<Use> recordings)
    implements Result {

  public StatusReport {
    recordings = List.copyOf(recordings);
  }

  /// The library.
  ///
  /// @param path where it is, absolute
  /// @param recordings how many names it has
  /// @param packs how many packs it has
  /// @param packBytes their length, bytes
  /// @param blueprints how many blueprints it has
  /// @param freeBytes what can still be written on its file system, bytes
  public record LibraryPart(
      Path path, long recordings, long packs, long packBytes, long blueprints, long freeBytes) {}

  /// The spaces of the home.
  ///
  /// @param path where it is, absolute
  /// @param spaces how many it has, elsewhere too
  /// @param incomplete how many of them are incomplete
  /// @param missing how many of them are no longer there
  /// @param unreadable states of spaces that are damaged, or of a later release
  /// @param bytes length of the files of all spaces as placed; what they share counts in each
  public record HomePart(
      Path path, long spaces, long incomplete, long missing, long unreadable, long bytes) {}

  /// The pool.
  ///
  /// @param bytes how large it is, about
  /// @param limit how large it may grow, bytes
  public record PoolPart(long bytes, long limit) {}

  /// One name.
  ///
  /// @param name the name
  /// @param catalog the catalog it stands for
  /// @param used when that was last restored from this library; null if that is not known
  public record Use(String name, Digest catalog, @Nullable Instant used) {}
}
