package holotree.engine.space;

import holotree.api.error.UnsafeException;
import holotree.api.fs.SpaceTree;
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

  /// Goes on if the root of a tree bears the mark of this space, or its file system keeps none: one that its owner
  /// may not look into was found without it.
  ///
  /// @throws UnsafeException if it does not
  public void requireMark(SpaceTree tree) {
    String marked = tree.readMark();
    RootNote note = marked == null ? null : RootNote.parse(marked);
    if (marked != null && (note == null || !note.space().equals(state.space()))) {
      throw new UnsafeException(
          "the directory " + path,
          "it has the number of the space that was at " + state.target() + ", and not its mark",
          "Restore to another place.");
    }
  }
}
