package holotree.engine.journal;

import holotree.fuzz.InputFile;
import holotree.fuzz.Property;

/// Lines of the journal. None is ever refused: what is no line is passed over.
public final class JournalTarget {

  private JournalTarget() {}

  /// Reads the input as lines, and writes what was read.
  public static void fuzzerTestOneInput(byte[] input) {
    long passed = LineReader.read(new InputFile(input), JournalTarget::requireSameOnceMore);
    Property.require(passed >= 0, "a count");
  }

  private static void requireSameOnceMore(JournalLine line) {
    byte[] written = line.encode();
    JournalLine again = JournalLine.decode(written, 0, written.length - 1);
    Property.require(line.equals(again), line + " became " + again);
  }
}
