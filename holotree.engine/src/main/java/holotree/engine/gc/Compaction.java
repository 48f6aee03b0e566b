package holotree.engine.gc;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.RefusedException;
import holotree.engine.discovery.Providers;
import holotree.engine.format.PackFooter;
import holotree.engine.gc.PackUse.Fate;
import holotree.engine.library.Library;
import holotree.engine.library.PackFrames;
import holotree.engine.library.PackReader;
import holotree.engine.library.PackWriter.Chunk;
import holotree.engine.library.Repacker;
import holotree.engine.preflight.Need;
import holotree.engine.preflight.Preflight;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes anew what is needed of packs that are mostly garbage. Every byte is verified on the way; what is
/// written is durable before anything is deleted. A frame of which all is needed is copied as it is.
final class Compaction {

  // Headers, footers, the trailer, and what the file system needs.
  private static final long MARGIN = 1L << 20;

  private final Library library;
  private final Providers providers;
  private final Preflight room;
  private final Marking marking;
  private long written;

  Compaction(Library library, Providers providers, Preflight room, Marking marking) {
    this.library = library;
    this.providers = providers;
    this.room = room;
    this.marking = marking;
  }

  /// Compacts the packs that are to be; the caller holds the library.
  ///
  /// @return the packs, each with what became of it
  List<PackUse> run(List<PackUse> packs) {
    Map<Digest, Fate> tried = new HashMap<>();
    try (Repacker repacker = new Repacker(library, providers);
        PackFrames frames = new PackFrames(providers)) {
      for (PackUse pack : packs) {
        if (pack.fate() == Fate.COMPACTED && hasRoom(pack)) {
          tried.put(pack.pack(), copy(pack.pack(), frames, repacker));
        }
      }
      written = repacker.seal();
    } catch (NoSpaceException full) {
      // None of them goes then; what was sealed by then is found again by the next collection.
      tried.values().removeIf(fate -> fate == Fate.COMPACTED);
    }
    List<PackUse> done = new ArrayList<>();
    for (PackUse pack : packs) {
      done.add(
          pack.fate() == Fate.COMPACTED
              ? pack.with(tried.getOrDefault(pack.pack(), Fate.NO_ROOM))
              : pack);
    }
    return done;
  }

  /// Length of the packs that were written, bytes.
  long written() {
    return written;
  }

  private boolean hasRoom(PackUse pack) {
    Need need = room.need();
    need.addFile(pack.neededBytes() + MARGIN);
    return room.fits(need);
  }

  /// What becomes of a pack: [Fate#COMPACTED] if all that is needed of it could be copied.
  private Fate copy(Digest id, PackFrames frames, Repacker repacker) {
    try (PackReader pack = library.openPack(id)) {
      if (pack != null) {
        for (int frame = 0; frame < pack.footer().frames(); frame++) {
          copy(pack, frame, frames, repacker);
        }
      }
      return Fate.COMPACTED;
    } catch (CorruptException | ProviderMissingException unreadable) {
      return Fate.DAMAGED;
    } catch (RefusedException refused) {
      // What could not be written is another matter.
      if (!refused.path().contains(id.toString())) {
        throw refused;
      }
      return Fate.UNREADABLE;
    }
  }

  private void copy(PackReader pack, int frame, PackFrames frames, Repacker repacker) {
    PackFooter footer = pack.footer();
    List<Chunk> all = new ArrayList<>();
    int needed = 0;
    for (int chunk = footer.firstChunk(frame); chunk < footer.firstChunk(frame + 1); chunk++) {
      all.add(new Chunk(footer.chunkDigest(chunk), footer.chunkLength(chunk)));
      needed += marking.isNeeded(all.getLast().digest()) ? 1 : 0;
    }
    if (needed == 0) {
      return;
    }
    frames.read(pack, frame);
    if (needed == all.size()) {
      repacker.addFrame(frames.raw(), (int) frames.plain().byteSize(), all);
      return;
    }
    long at = 0;
    for (Chunk chunk : all) {
      MemorySegment bytes = frames.plain().asSlice(at, chunk.length());
      if (marking.isNeeded(chunk.digest())) {
        repacker.addChunk(chunk.digest(), bytes, frames.codec());
      }
      at += chunk.length();
    }
  }
}
