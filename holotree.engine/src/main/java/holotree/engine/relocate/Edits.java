package holotree.engine.relocate;

import holotree.api.Relocations;
import holotree.api.error.CorruptException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The stretches of one content that a restore changes, and where everything lands. Edit `i`
/// replaces place `i`; where a script's head is rewritten, edit 0 replaces the whole first line,
/// place 0 in it. Immutable and thread-safe.
final class Edits {

  private final long contentSize;
  private final Relocations places;
  private final PathTexts texts;
  private final @Nullable ScriptHead head;

  /// How far everything after edit 0 moves because of a rewritten head, beyond what place 0 would
  /// do.
  private final long headGrowth;

  /// Bytes that the places before place `i` grow by together; null where every place grows by the same
  /// number of bytes.
  private final long @Nullable [] growthBefore;

  Edits(long contentSize, Relocations places, PathTexts texts, @Nullable ScriptHead head) {
    this.contentSize = contentSize;
    this.places = places;
    this.texts = texts;
    this.head = head;
    this.headGrowth = head == null ? 0 : head.growth() - texts.growth(places.spelling(0));
    this.growthBefore = texts.uniform() ? null : sumGrowth(places, texts);
  }

  private static long[] sumGrowth(Relocations places, PathTexts texts) {
    long[] before = new long[places.count() + 1];
    for (int i = 0; i < places.count(); i++) {
      before[i + 1] = before[i] + texts.growth(places.spelling(i));
    }
    return before;
  }

  int count() {
    return places.count();
  }

  long contentSize() {
    return contentSize;
  }

  long restoredSize() {
    return contentSize + growthBefore(count());
  }

  /// The first byte of the content that edit `index` replaces.
  long start(int index) {
    return isHead(index) ? 0 : places.offset(index);
  }

  /// The end of what edit `index` replaces in the content.
  long end(int index) {
    return head != null && index == 0
        ? head.original().length
        : places.offset(index) + texts.placeLength(places.spelling(index));
  }

  /// What edit `index` puts in; not to be written to.
  byte[] text(int index) {
    return head != null && index == 0 ? head.restored() : texts.text(places.spelling(index));
  }

  /// The first edit that ends after `contentOffset`; [#count] if none does.
  int firstEndingAfter(long contentOffset) {
    int next = places.firstFrom(contentOffset);
    if (next > 0 && end(next - 1) > contentOffset) {
      return next - 1;
    }
    return next;
  }

  /// Where the restored file goes on for a piece of the content that starts at `contentOffset`.
  /// What an edit puts in belongs to the piece where the edit starts.
  long restoredOffset(long contentOffset) {
    int edit = firstEndingAfter(contentOffset);
    if (edit < count() && start(edit) < contentOffset) {
      return start(edit) + growthBefore(edit) + text(edit).length;
    }
    return contentOffset + growthBefore(edit);
  }

  /// Writes what the content has where edit `index` is, as far as a piece reaches.
  ///
  /// @param into the piece
  /// @param pieceOffset where the piece lies in the content
  void writeOriginal(int index, MemorySegment into, long pieceOffset) {
    long from = Math.max(start(index), pieceOffset);
    long to = Math.min(end(index), pieceOffset + into.byteSize());
    if (head != null && index == 0) {
      MemorySegment.copy(
          head.original(),
          (int) from,
          into,
          ValueLayout.JAVA_BYTE,
          from - pieceOffset,
          (int) (to - from));
    } else {
      Filler.write(into, from - pieceOffset, from - start(index), to - from);
    }
  }

  /// Checks that place `index` holds filler, as far as a piece reaches.
  ///
  /// @param file the file's name for the message
  /// @throws CorruptException if it does not
  void requireFiller(int index, MemorySegment piece, long pieceOffset, String file) {
    long start = places.offset(index);
    long from = Math.max(start, pieceOffset);
    long to =
        Math.min(start + texts.placeLength(places.spelling(index)), pieceOffset + piece.byteSize());
    if (from >= to) {
      return;
    }
    long wrong = Filler.mismatch(piece, from - pieceOffset, from - start, to - from);
    if (wrong >= 0) {
      long at = from + wrong;
      throw new CorruptException(
          file,
          at,
          "filler of the recorded path, byte 0x%02x".formatted(Filler.at(at - start)),
          "byte 0x%02x".formatted(piece.get(ValueLayout.JAVA_BYTE, at - pieceOffset)));
    }
  }

  private boolean isHead(int index) {
    return head != null && index == 0;
  }

  private long growthBefore(int index) {
    if (index == 0) {
      return 0;
    }
    long grown =
        growthBefore == null ? index * texts.growth(places.spelling(0)) : growthBefore[index];
    return grown + headGrowth;
  }
}
