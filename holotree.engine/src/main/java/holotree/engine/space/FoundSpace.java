package holotree.engine.space;

import java.nio.file.Path;

/// A space that stands somewhere.
///
/// @param state what is known of it
/// @param path where it stands now, absolute, every symlink resolved
public record FoundSpace(SpaceState state, Path path) {

  /// Whether it was moved since it was restored.
  public boolean moved() {
    return !state.target().equals(path);
  }
}
