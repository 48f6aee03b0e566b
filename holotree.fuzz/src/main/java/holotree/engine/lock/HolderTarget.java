package holotree.engine.lock;

import holotree.fuzz.Property;
import org.jspecify.annotations.Nullable;

/// The note of a lock's holder. None is ever refused: what is no note says nothing.
public final class HolderTarget {

  private HolderTarget() {}

  /// Reads the input as a note, and writes what was read.
  public static void fuzzerTestOneInput(byte[] input) {
    @Nullable HolderNote note = HolderNote.decode(input);
    if (note != null) {
      note.writerLives();
      Property.require(
          note.describe().chars().noneMatch(Character::isISOControl), "text for a terminal");
      HolderNote again = HolderNote.decode(note.encode());
      Property.require(note.equals(again), note + " became " + again);
    }
  }
}
