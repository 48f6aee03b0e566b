package holotree.engine.gc;

import holotree.api.Digest;
import holotree.engine.library.ChunkTable;
import java.util.List;
import java.util.Set;

/// What is to become of a library, as it looked while others worked.
///
/// @param known every catalog that was there
/// @param recordings what becomes of each of them
/// @param packs what becomes of each pack
/// @param chunks the chunks in the packs; closed with the plan
/// @param marking which of them are needed
record Plan(
    Set<Digest> known,
    List<Judged> recordings,
    List<PackUse> packs,
    ChunkTable chunks,
    Marking marking)
    implements AutoCloseable {

  Plan {
    known = Set.copyOf(known);
    recordings = List.copyOf(recordings);
    packs = List.copyOf(packs);
  }

  /// The same with other fates.
  Plan with(List<PackUse> other) {
    return new Plan(known, recordings, other, chunks, marking);
  }

  @Override
  public void close() {
    chunks.close();
  }
}
