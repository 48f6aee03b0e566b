package holotree.engine.gc;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.RefusedException;
import holotree.engine.format.PackFooter;
import holotree.engine.gc.PackUse.Fate;
import holotree.engine.library.ChunkTable;
import holotree.engine.library.Library;
import holotree.engine.library.PackReader;
import holotree.engine.library.Quarantine.Kept;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Judges every recording and every pack of a library. Changes nothing.
final class Planner {

  private final Library library;
  private final Supplier<Map<Digest, Path>> spaces;
  private final Limits limits;
  private final List<Judged> judged = new ArrayList<>();
  private final Set<Digest> unreadable = new HashSet<>();

  Planner(Library library, Supplier<Map<Digest, Path>> spaces, Limits limits) {
    this.library = library;
    this.spaces = spaces;
    this.limits = limits;
  }

  /// Judges; the caller holds the library and closes the plan.
  ///
  /// @throws CorruptException if a name, or the catalog of a recording that stays, is damaged: nobody knows
  ///     then what it needs
  /// @throws FormatVersionException if one is of a later release
  Plan run() {
    List<Digest> catalogs = library.catalogs().ids();
    Roots roots = Roots.of(library, spaces);
    List<Digest> packs = library.packs();
    ChunkTable chunks = chunksOf(packs);
    try {
      Marking marking = new Marking(chunks);
      judge(catalogs, roots, marking);
      judgeQuarantined(Set.copyOf(catalogs), roots, marking);
      return new Plan(
          Set.copyOf(catalogs),
          judged,
          packs.stream().map(pack -> use(pack, marking)).toList(),
          chunks,
          marking);
    } catch (RuntimeException failed) {
      chunks.close();
      throw failed;
    }
  }

  private void judge(List<Digest> catalogs, Roots roots, Marking marking) {
    List<Judged> candidates = new ArrayList<>();
    for (Digest catalog : catalogs) {
      Reason protection = roots.protection(catalog, limits, library);
      Reason standing = roots.standing(catalog);
      Instant used = Roots.use(library, catalog);
      List<String> names = roots.namesOf(catalog);
      if (protection != null) {
        judged.add(new Judged(catalog, names, protection, used));
        marking.add(library.catalog(catalog));
      } else if (standing == null) {
        judged.add(new Judged(catalog, names, Reason.NOTHING_STANDS_FOR_IT, used));
      } else if (isBefore(used, limits.usedSince())) {
        judged.add(new Judged(catalog, names, Reason.UNUSED, used));
      } else {
        candidates.add(new Judged(catalog, names, standing, used));
      }
    }
    candidates.sort(Comparator.comparing(Judged::used).reversed().thenComparing(Judged::catalog));
    long most = limits.maxBytes() < 0 ? Long.MAX_VALUE : limits.maxBytes();
    boolean full = false;
    for (Judged each : candidates) {
      full = full || !marking.addWithin(library.catalog(each.catalog()), most);
      judged.add(
          full ? new Judged(each.catalog(), each.names(), Reason.OVER_SIZE, each.used()) : each);
    }
  }

  /// What they need stays as well: a healing brings them back when it finds what they miss.
  private void judgeQuarantined(Set<Digest> catalogs, Roots roots, Marking marking) {
    Set<Digest> seen = new HashSet<>(catalogs);
    for (Kept kept : library.quarantine().catalogs()) {
      Digest id = kept.catalog();
      Catalog catalog = seen.contains(id) ? null : library.catalogs().read(kept);
      if (catalog != null) {
        seen.add(id);
        marking.add(catalog);
        Instant recorded = Objects.requireNonNullElse(library.recorded(kept), Instant.EPOCH);
        List<String> names = roots.quarantinedNamesOf(id);
        judged.add(new Judged(id, names, Reason.QUARANTINED, recorded));
      }
    }
  }

  private static boolean isBefore(Instant used, @Nullable Instant limit) {
    return limit != null && used.isBefore(limit);
  }

  private ChunkTable chunksOf(List<Digest> packs) {
    ChunkTable chunks = new ChunkTable();
    for (Digest pack : packs) {
      try {
        addChunks(pack, chunks);
      } catch (CorruptException | FormatVersionException | RefusedException _) {
        unreadable.add(pack);
      }
    }
    return chunks;
  }

  private void addChunks(Digest pack, ChunkTable chunks) {
    try (PackReader reader = library.openPack(pack)) {
      if (reader != null) {
        PackFooter footer = reader.footer();
        for (int frame = 0; frame < footer.frames(); frame++) {
          for (int chunk = footer.firstChunk(frame);
              chunk < footer.firstChunk(frame + 1);
              chunk++) {
            chunks.add(footer.chunkDigest(chunk), (int) share(footer, frame, chunk));
          }
        }
      }
    }
  }

  /// How much of a pack a chunk takes, about, bytes.
  private static long share(PackFooter footer, int frame, int chunk) {
    long encoded = footer.frameEnd(frame) - footer.frameOffset(frame);
    long plain = Math.max(1, footer.framePlainLength(frame));
    return Math.clamp(encoded * footer.chunkLength(chunk) / plain, 0, Integer.MAX_VALUE);
  }

  private PackUse use(Digest pack, Marking marking) {
    long bytes = library.packLength(pack);
    if (unreadable.contains(pack)) {
      return new PackUse(pack, bytes, bytes, Fate.UNREADABLE);
    }
    long needed = 0;
    boolean isNeeded = false;
    boolean isWhole = true;
    try (PackReader reader = library.openPack(pack)) {
      if (reader == null) {
        return new PackUse(pack, 0, 0, Fate.GOES);
      }
      PackFooter footer = reader.footer();
      for (int frame = 0; frame < footer.frames(); frame++) {
        for (int chunk = footer.firstChunk(frame); chunk < footer.firstChunk(frame + 1); chunk++) {
          if (marking.isNeeded(footer.chunkDigest(chunk))) {
            needed += share(footer, frame, chunk);
            isNeeded = true;
          } else {
            isWhole = false;
          }
        }
      }
    } catch (RefusedException refused) {
      return new PackUse(pack, bytes, bytes, Fate.UNREADABLE);
    }
    if (isWhole && isNeeded) {
      // However much of a short pack its index is: written anew it would be the same pack, and as
      // that be
      // deleted.
      return new PackUse(pack, bytes, bytes, Fate.STAYS);
    }
    Fate fate = needed < bytes / 2 ? Fate.COMPACTED : Fate.STAYS;
    return new PackUse(pack, bytes, needed, isNeeded ? fate : Fate.GOES);
  }
}
