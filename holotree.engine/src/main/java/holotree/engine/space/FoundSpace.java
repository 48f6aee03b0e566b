package holotree.engine.space;

import holotree.api.error.UnsafeException;
import java.nio.file.Path;

/// A space that stands somewhere.
///
/// @param state what is known of it
/// @param path where it stands now, absolute, every symlink resolved
public record FoundSpace(SpaceState state, Path path) {

  /// This space, if it is known what it was restored from.
  ///
  /// @throws UnsafeException if that was lost
  public FoundSpace requireKnown() {
    if (state.isLost()) {
      throw new UnsafeException(
          "the space " + path,
          "what it was restored from was lost with the power",
          "Restore onto it, which compares every byte, or delete it.");
    }
    return this;
  }

  /// Whether it was moved since it was restored.
  public boolean moved() {
    return !state.target().equals(path);
  }
}
