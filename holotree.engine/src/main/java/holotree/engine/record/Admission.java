package holotree.engine.record;

import holotree.api.Digest;
import holotree.engine.library.ChunkIndex;

/// Decides which chunks are stored: those that neither the library nor this recording has yet. Not
/// thread-safe.
final class Admission {

  private final ChunkIndex index;
  private final DigestSet admitted = new DigestSet();
  private long likely = ChunkIndex.ABSENT;
  private long reused;

  Admission(ChunkIndex index) {
    this.index = index;
  }

  /// Whether a chunk must be stored; from then on it counts as known.
  boolean admit(Digest digest) {
    long known = index.find(digest, likely);
    if (known != ChunkIndex.ABSENT) {
      likely = known + 1;
      reused++;
      return false;
    }
    if (!admitted.add(digest)) {
      reused++;
      return false;
    }
    return true;
  }

  /// How many chunks were not stored again.
  long reused() {
    return reused;
  }
}
