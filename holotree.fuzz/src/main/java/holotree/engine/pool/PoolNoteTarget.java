package holotree.engine.pool;

import holotree.fuzz.CheckedMapFile;
import holotree.fuzz.InputFile;
import holotree.fuzz.Property;
import java.time.Instant;

/// The pool's note of its size.
public final class PoolNoteTarget {

  private PoolNoteTarget() {}

  /// Reads the input as the note, as it is and with its checksum put right. One that cannot be read is
  /// as good as none: nothing is refused.
  public static void fuzzerTestOneInput(byte[] input) {
    read(input);
    read(CheckedMapFile.repaired(input));
  }

  private static void read(byte[] note) {
    long size = new PoolSize(InputFile.store(note), 1, Instant.EPOCH).read();
    Property.require(size >= -1, "a size: " + size);
  }
}
