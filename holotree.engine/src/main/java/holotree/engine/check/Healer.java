package holotree.engine.check;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.error.HolotreeException;
import holotree.api.error.RefusedException;
import holotree.engine.check.Fault.Kind;
import holotree.engine.discovery.Providers;
import holotree.engine.format.PackFooter;
import holotree.engine.frame.SlabPool.Slab;
import holotree.engine.library.ChunkTable;
import holotree.engine.library.Library;
import holotree.engine.library.NameStore;
import holotree.engine.library.PackFrames;
import holotree.engine.library.PackReader;
import holotree.engine.library.Quarantine;
import holotree.engine.library.Quarantine.Kept;
import holotree.engine.library.Repacker;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Heals a library of what a check that read all data has found: takes what is damaged out of use, brings back
/// contents from wherever they are intact, each verified by its digest, and takes recordings out of use that
/// stay incomplete. Nothing is deleted; what was taken out of use is in quarantine. If it is interrupted, the
/// next healing goes on: the quarantine is one of its sources.
///
/// A file that the system cannot read is not damaged for all that is known, and stays where it is. While a
/// pack, a catalog or a source cannot be read, recordings that miss something stay in use, too.
public final class Healer {

  private final Library library;
  private final Providers providers;
  private final Sources sources;
  private final Quarantine quarantine;
  private final List<String> quarantined = new ArrayList<>();
  private final List<Digest> broughtBack = new ArrayList<>();
  private final List<Unusable> unusable = new ArrayList<>();
  private final Unread unread = new Unread();
  private final Set<String> passedOver = new HashSet<>();

  /// Heals `library`, once.
  ///
  /// @param sources where contents may be
  public Healer(Library library, Providers providers, Sources sources) {
    this.library = library;
    this.providers = providers;
    this.sources = sources;
    this.quarantine = library.quarantine();
  }

  /// Heals; the caller has the library alone.
  ///
  /// @param found what was found wrong, since when nothing was taken out of the library
  public Healed run(Checked found) {
    // First, so that what is written anew may have the name that the damaged file had.
    quarantineFiles(found);
    long[] from = new long[3];
    try (ChunkTable good = goodChunks();
        Repacker repacker = new Repacker(library, providers);
        LostChunks lost = new LostChunks(good, repacker, providers.defaultCodec().id(), unread)) {
      forEachCatalog(lost::add);
      from[0] = searchPacks(lost);
      from[1] = searchPool(lost) - from[0];
      from[2] = searchSpaces(lost) - from[0] - from[1];
      repacker.seal();
      quarantineIncomplete(good, lost);
      bringBack(lost);
    }
    library.mergeIndexes();
    return new Healed(quarantined, from[0], from[1], from[2], broughtBack, unusable);
  }

  private void quarantineFiles(Checked found) {
    Set<String> paths = new TreeSet<>();
    Set<String> unreadable = new TreeSet<>();
    for (Fault fault : found.faults()) {
      switch (fault.kind()) {
        case PACK, PACK_NAME, FRAME, CATALOG, NAME, DANGLING, INDEX, FORMAT ->
            paths.add(fault.path());
        case INCOMPLETE -> {
          // It may be whole again soon.
        }
        case UNREADABLE -> unreadable.add(fault.path());
      }
    }
    // Also what is damaged, too: what of it is intact cannot be told from what is not.
    paths.removeAll(unreadable);
    paths.forEach(this::quarantine);
    if (found.faults().stream().anyMatch(fault -> fault.kind() == Kind.FORMAT)) {
      library.writeFormat();
    }
    found.unusable().stream()
        .filter(each -> each.missingChunks() == 0)
        .forEach(each -> {
          quarantineNames(each.catalog());
          unusable.add(each);
        });
  }

  private void quarantine(String path) {
    String place = quarantine.put(path);
    if (!place.equals(path)) {
      quarantined.add(place);
    }
  }

  private void quarantineNames(Digest catalog) {
    for (NameStore names : List.of(library.names(), library.blueprints(), library.pins())) {
      names.standingFor(catalog, unread::note).forEach(name -> quarantine(names.pathOf(name)));
    }
  }

  // Packs that came after the check were written by a recorder just now.
  private ChunkTable goodChunks() {
    List<Digest> packs = library.packs();
    ChunkTable good = new ChunkTable();
    for (Digest id : packs) {
      try (PackReader pack = unread.read(() -> library.openPack(id))) {
        for (int frame = 0; pack != null && frame < pack.footer().frames(); frame++) {
          PackCheck.addChunks(pack.footer(), frame, good);
        }
      } catch (RuntimeException failed) {
        good.close();
        throw failed;
      }
    }
    return good;
  }

  /// Every catalog that can be read, also in quarantine: what it misses may be found today.
  private void forEachCatalog(Consumer<Catalog> use) {
    for (Digest id : library.catalogs().ids()) {
      Catalog catalog = read(Library.pathOfCatalog(id), () -> library.catalogIfThere(id));
      if (catalog != null) {
        use.accept(catalog);
      }
    }
    for (Kept kept : quarantine.catalogs()) {
      Catalog catalog = read(kept);
      if (catalog != null) {
        use.accept(catalog);
      }
    }
  }

  private @Nullable Catalog read(Kept kept) {
    return read(kept.place(), () -> library.catalogs().read(kept));
  }

  // One that could not be read once is left alone: what it misses was not looked for.
  private @Nullable Catalog read(String path, Supplier<? extends @Nullable Catalog> reader) {
    if (passedOver.contains(path)) {
      return null;
    }
    try {
      return reader.get();
    } catch (RefusedException refused) {
      unread.note(refused);
      passedOver.add(path);
      return null;
    }
  }

  private long searchPacks(LostChunks lost) {
    try (PackFrames frames = new PackFrames(providers)) {
      quarantine.forEachPack(
          pack -> {
            for (int frame = 0; frame < pack.footer().frames() && lost.any(); frame++) {
              search(pack, frame, frames, lost);
            }
          },
          unread::note);
    }
    return lost.found();
  }

  private static void search(PackReader pack, int frame, PackFrames frames, LostChunks lost) {
    PackFooter footer = pack.footer();
    boolean wanted = false;
    for (int chunk = footer.firstChunk(frame); chunk < footer.firstChunk(frame + 1); chunk++) {
      wanted |= lost.isLost(footer.chunkDigest(chunk));
    }
    if (!wanted) {
      return;
    }
    try {
      frames.read(pack, frame);
    } catch (HolotreeException failed) {
      lost.passOver(failed);
      return;
    }
    long at = 0;
    for (int chunk = footer.firstChunk(frame); chunk < footer.firstChunk(frame + 1); chunk++) {
      int length = footer.chunkLength(chunk);
      lost.offer(footer.chunkDigest(chunk), frames.plain().asSlice(at, length));
      at += length;
    }
  }

  private long searchPool(LostChunks lost) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(Catalog.CHUNK_BYTES, Long.BYTES);
      forEachCatalog(catalog -> {
        if (lost.any()) {
          sources.searchPool(catalog, lost, buffer);
        }
      });
    }
    return lost.found();
  }

  private long searchSpaces(LostChunks lost) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(Catalog.CHUNK_BYTES, Long.BYTES);
      sources.searchSpaces(lost, buffer, arena.allocate(Slab.SMALL_PLAIN, Long.BYTES));
    }
    return lost.found();
  }

  private void quarantineIncomplete(ChunkTable good, LostChunks lost) {
    for (Digest id : library.catalogs().ids()) {
      Catalog catalog = read(Library.pathOfCatalog(id), () -> library.catalogIfThere(id));
      if (catalog != null && !lost.isWhole(catalog)) {
        Missing missing = Missing.of(catalog, good);
        String stays =
            unread
                .first()
                .map(why -> "; it stays, since it may be in what could not be read: " + why.what())
                .orElse("");
        unusable.add(
            new Unusable(
                id,
                library.names().standingFor(id, unread::note),
                missing.chunks(),
                missing.example(catalog),
                missing.reason(catalog) + stays));
        if (stays.isEmpty()) {
          quarantineNames(id);
          quarantine(Library.pathOfCatalog(id));
        }
      }
    }
  }

  /// Brings recordings back that an earlier healing took out of use and that are whole now. What stands for
  /// them comes last, and also where the recording is back already: this may have been interrupted, or the
  /// tree recorded again.
  private void bringBack(LostChunks lost) {
    for (Kept kept : quarantine.catalogs()) {
      Catalog catalog = read(kept);
      if (catalog != null && lost.isWhole(catalog) && quarantine.takeBack(kept.place())) {
        broughtBack.add(kept.catalog());
      }
    }
    for (NameStore names : List.of(library.names(), library.blueprints(), library.pins())) {
      names
          .quarantined(unread::note)
          .values()
          .forEach(kept -> {
            Digest id = kept.catalog();
            Catalog catalog = read(Library.pathOfCatalog(id), () -> library.catalogIfThere(id));
            if (catalog != null && lost.isWhole(catalog)) {
              quarantine.takeBack(kept.place());
            }
          });
    }
  }
}
