package holotree.engine;

import holotree.api.Digest;
import java.nio.file.Path;
import java.util.List;

/// The recordings of a library.
///
/// @param library where it is, absolute
/// @param recordings its names, sorted
/// @param packs how many packs it has
/// @param packBytes their length, bytes
public record Listing(Path library, List<Recording> recordings, long packs, long packBytes)
    implements Result {

  public Listing {
    recordings = List.copyOf(recordings);
  }

  /// One name.
  ///
  /// @param name the name
  /// @param catalog the catalog it stands for
  public record Recording(String name, Digest catalog) {}
}
