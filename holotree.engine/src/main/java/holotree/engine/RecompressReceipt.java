package holotree.engine;

import holotree.api.Digest;
import java.nio.file.Path;
import java.util.List;

/// What was encoded anew.
///
/// @param library absolute
/// @param codec id of the codec
/// @param level its level
/// @param packs how many packs there were
/// @param bytesBefore their length together
/// @param bytesAfter length of the packs that hold their contents now
/// @param left packs that stay as they were, and why
/// @param nanos how long it took, nanoseconds
public record RecompressReceipt(
    Path library,
    String codec,
    int level,
    int packs,
    long bytesBefore,
    long bytesAfter,
    List<Left> left,
    long nanos)
    implements Result {

  public RecompressReceipt {
    left = List.copyOf(left);
  }

  /// A pack that stays as it was.
  ///
  /// @param pack its name
  /// @param bytes its length
  /// @param reason why
  public record Left(Digest pack, long bytes, Reason reason) {}

  /// Why a pack stays.
  public enum Reason {
    /// There is no room to write it anew.
    NO_ROOM,
    /// It is damaged, or encoded with a codec that this runtime lacks.
    UNREADABLE
  }
}
