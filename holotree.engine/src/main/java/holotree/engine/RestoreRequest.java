package holotree.engine;

import java.nio.file.Path;

/// What to restore and where to. Immutable.
///
/// @param recording a name, a catalog id, or the first 8 or more digits of one
/// @param target where to
public record RestoreRequest(String recording, Target target) {

  /// Restores `recording` into the space of the same name, unless told otherwise.
  public static RestoreRequest of(String recording) {
    return new RestoreRequest(recording, new Target.Space(recording));
  }

  /// The same, into the directory `directory`: not there, or empty.
  public RestoreRequest to(Path directory) {
    return new RestoreRequest(recording, new Target.Directory(directory));
  }

  /// The same, into the space `name` of the home.
  public RestoreRequest space(String name) {
    return new RestoreRequest(recording, new Target.Space(name));
  }
}
