package holotree.engine.space;

import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the root of a space says of itself, in an extended attribute: text, the space's id and the root's
/// inode in decimal with one blank between them. Journaling file systems keep it in the order in which it
/// was made, so that it is there wherever the root is, also after a loss of power that took the state. The
/// inode tells the root from its copies, which have the same attribute.
///
/// @param space the id, 32 hexadecimal digits
/// @param inode the root's number on its file system, unsigned
record RootNote(String space, long inode) {

  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{32}) ([0-9]{1,20})");

  /// The note on the root of a tree; null if there is none.
  static @Nullable RootNote of(SpaceTree tree) {
    String mark = tree.readMark();
    return mark == null ? null : parse(mark);
  }

  /// The note in `text`; null if that is none.
  static @Nullable RootNote parse(String text) {
    Matcher note = TEXT.matcher(text);
    if (!note.matches()) {
      return null;
    }
    try {
      return new RootNote(note.group(1), Long.parseUnsignedLong(note.group(2)));
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  /// Whether `root` is what the note was put on.
  boolean isOn(FileStat root) {
    return inode == root.inode();
  }

  /// The text of the attribute.
  String text() {
    return space + " " + Long.toUnsignedString(inode);
  }
}
