package holotree.engine.gc;

import holotree.api.Digest;
import holotree.api.error.NoSpaceException;
import holotree.api.fs.StoreLock;
import holotree.engine.discovery.Providers;
import holotree.engine.gc.PackUse.Fate;
import holotree.engine.library.Library;
import holotree.engine.preflight.Preflight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Takes out of a library what nothing needs, and what its limits leave no room for.
public final class GarbageCollector {

  private final Library library;
  private final Providers providers;
  private final Preflight room;
  private final Supplier<Map<Digest, Path>> spaces;

  /// A collector.
  ///
  /// @param room where the library is
  /// @param spaces tells the spaces of the home that are there, by the catalogs they were restored from
  public GarbageCollector(
      Library library, Providers providers, Preflight room, Supplier<Map<Digest, Path>> spaces) {
    this.library = library;
    this.providers = providers;
    this.room = room;
    this.spaces = spaces;
  }

  /// Tells what [#run] would do. Changes nothing.
  ///
  /// @throws holotree.api.error.CorruptException if it cannot be known what is needed
  public Collected explain(Limits limits) {
    try (StoreLock _ = library.locks().shared();
        Plan plan = plan(limits)) {
      long freed = 0;
      for (PackUse pack : plan.packs()) {
        freed +=
            switch (pack.fate()) {
              case GOES -> pack.bytes();
              case COMPACTED -> pack.bytes() - pack.neededBytes();
              case STAYS, NO_ROOM, DAMAGED, UNREADABLE, NEEDED_AGAIN -> 0;
            };
      }
      return new Collected(plan.recordings(), plan.packs(), freed, 0);
    }
  }

  /// Collects. Needs free space only to compact, and does without that where there is none.
  ///
  /// @param patience how long to wait for those that use the library, to delete
  /// @throws holotree.api.error.BusyException if they take longer, or another collection is at work; what was
  ///     compacted then is collected by the next one
  /// @throws holotree.api.error.CorruptException if it cannot be known what is needed; nothing was deleted
  public Collected run(Limits limits, Duration patience) {
    try (StoreLock _ = library.locks().care()) {
      Collected collected;
      StoreLock use = library.locks().shared();
      try (Plan plan = plan(limits)) {
        Compaction compaction = new Compaction(library, providers, room, plan.marking());
        Plan compacted;
        try (use) {
          compacted = plan.with(compaction.run(plan.packs()));
        }
        try (StoreLock _ = library.locks().alone(patience)) {
          collected = new Sweep(library, spaces, limits, compacted).run(compaction.written());
        }
      } finally {
        use.close();
      }
      try (StoreLock _ = library.locks().shared()) {
        library.mergeIndexes();
      } catch (NoSpaceException full) {
        // A cache; lookups do without it.
      }
      return collected;
    }
  }

  private Plan plan(Limits limits) {
    Plan plan = new Planner(library, spaces, limits).run();
    return limits.maxBytes() < 0 ? plan : plan.with(tightened(plan.packs(), limits.maxBytes()));
  }

  // Where the library is too large still, packs go that have less garbage, those with most of it
  // first.
  private static List<PackUse> tightened(List<PackUse> packs, long most) {
    long bytes = 0;
    for (PackUse pack : packs) {
      bytes +=
          switch (pack.fate()) {
            case GOES -> 0;
            case COMPACTED -> pack.neededBytes();
            case STAYS, NO_ROOM, DAMAGED, UNREADABLE, NEEDED_AGAIN -> pack.bytes();
          };
    }
    List<PackUse> result = new ArrayList<>();
    for (PackUse pack :
        packs.stream()
            .sorted(
                Comparator.comparingLong((PackUse pack) -> pack.neededBytes() - pack.bytes())
                    .thenComparing(PackUse::pack))
            .toList()) {
      boolean shortens = pack.fate() == Fate.STAYS && pack.neededBytes() < pack.bytes() * 9 / 10;
      if (shortens && bytes > most) {
        bytes -= pack.bytes() - pack.neededBytes();
        result.add(pack.with(Fate.COMPACTED));
      } else {
        result.add(pack);
      }
    }
    return result;
  }
}
