package holotree.engine;

import java.nio.file.Path;

/// A place for a restored tree.
public sealed interface Target {

  /// A space in the home.
  ///
  /// @param name `[a-z0-9][a-z0-9._-]{0,99}`
  record Space(String name) implements Target {}

  /// A directory anywhere.
  ///
  /// @param path absolute, or relative to the working directory
  record Directory(Path path) implements Target {}
}
