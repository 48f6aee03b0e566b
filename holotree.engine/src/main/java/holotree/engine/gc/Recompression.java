package holotree.engine.gc;

import holotree.api.Digest;
import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import holotree.api.codec.FrameCodec;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.ProviderMissingException;
import holotree.api.fs.StoreLock;
import holotree.engine.discovery.Providers;
import holotree.engine.frame.FrameWriter;
import holotree.engine.gc.Recompressed.Fate;
import holotree.engine.library.ChunkTable;
import holotree.engine.library.Library;
import holotree.engine.library.PackAppender;
import holotree.engine.library.PackReader;
import holotree.engine.library.PackWriter.Sealed;
import holotree.engine.preflight.Need;
import holotree.engine.preflight.Preflight;
import holotree.engine.work.Spares;
import holotree.engine.work.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/// Encodes all that a library holds anew, with another codec or at another level. Contents keep their digests and
/// recordings their ids.
///
/// Pack by pack, its frames by several threads: each is decoded, verified, encoded, and the new pack made
/// durable and read back from the file before the old one counts as written anew. The old ones go at the
/// end, while the library is had alone; until then others record and restore. Whatever interrupts it, every
/// content is in a pack, some in two: frames that another new pack has already are left out, so that doing it again
/// clears that up.
public final class Recompression {

  private final Library library;
  private final Providers providers;
  private final Preflight room;
  private final int workerCount;
  private final ProgressListener progress;

  /// A recompression of `library`.
  ///
  /// @param room where the library is
  public Recompression(
      Library library,
      Providers providers,
      Preflight room,
      int workerCount,
      ProgressListener progress) {
    this.library = library;
    this.providers = providers;
    this.room = room;
    this.workerCount = workerCount;
    this.progress = progress;
  }

  /// Encodes everything with `codec` at `level`.
  ///
  /// @param patience how long to wait for those that use the library, to delete
  /// @return what became of each pack that was there
  /// @throws holotree.api.error.BusyException if they take longer, or a collection or a healing is at work
  public List<Recompressed> run(FrameCodec codec, int level, Duration patience) {
    try (StoreLock _ = library.locks().care()) {
      List<Recompressed> packs;
      try (StoreLock _ = library.locks().shared();
          FrameWriter writer = new FrameWriter(codec, level);
          Run run = new Run(writer)) {
        packs = run.all();
      }
      try (StoreLock _ = library.locks().alone(patience)) {
        delete(packs);
        library.tidy();
      }
      try {
        library.mergeIndexes();
      } catch (NoSpaceException full) {
        // A cache; lookups do without it.
      }
      return packs;
    }
  }

  // A pack that was encoded to the very same bytes has the same name, and stays.
  private void delete(List<Recompressed> packs) {
    Set<Digest> made = new HashSet<>();
    packs.forEach(pack -> pack.into().forEach(sealed -> made.add(sealed.pack())));
    for (Recompressed pack : packs) {
      if (pack.fate() == Fate.RECOMPRESSED && !made.contains(pack.pack())) {
        library.deletePack(pack.pack());
      }
    }
  }

  /// One recompression.
  private final class Run implements AutoCloseable {
    private final List<Digest> packs = library.packs();
    private final ChunkTable known = new ChunkTable();
    private final Spares<FrameRecoder> recoders;
    private boolean isFull;

    Run(FrameWriter writer) {
      recoders = new Spares<>(() -> new FrameRecoder(providers, writer), FrameRecoder::close);
    }

    List<Recompressed> all() {
      progress.began(Activity.RECOMPRESS, ProgressListener.UNKNOWN, library.packTotals().bytes());
      List<Recompressed> done = new ArrayList<>();
      for (Digest id : packs) {
        long bytes = library.packLength(id);
        done.add(one(id, bytes));
        progress.advanced(1, bytes);
      }
      return done;
    }

    private Recompressed one(Digest id, long bytes) {
      Need need = room.need();
      need.addFile(bytes);
      isFull = isFull || !room.fits(need);
      if (isFull) {
        return new Recompressed(id, bytes, List.of(), Fate.NO_ROOM);
      }
      try (PackReader pack = library.openPack(id);
          PackAppender appender = new PackAppender(library)) {
        if (pack != null) {
          forEachFrame(pack, (recoder, frame) -> recoder.recode(pack, frame, known, appender));
          appender.seal();
        }
        for (Sealed sealed : appender.sealed()) {
          verify(sealed.pack());
        }
        return new Recompressed(id, bytes, appender.sealed(), Fate.RECOMPRESSED);
      } catch (CorruptException | FormatVersionException | ProviderMissingException unreadable) {
        return new Recompressed(id, bytes, List.of(), Fate.UNREADABLE);
      } catch (NoSpaceException full) {
        isFull = true;
        return new Recompressed(id, bytes, List.of(), Fate.NO_ROOM);
      }
    }

    private void verify(Digest made) {
      try (PackReader pack = library.openPack(made)) {
        if (pack == null) {
          throw new CorruptException(Library.pathOfPack(made), -1, "a pack", "nothing");
        }
        forEachFrame(pack, (recoder, frame) -> recoder.verify(pack, frame));
        for (int chunk = 0; chunk < pack.footer().chunks(); chunk++) {
          known.add(pack.footer().chunkDigest(chunk), 0);
        }
      }
    }

    private void forEachFrame(PackReader pack, ObjIntConsumer<FrameRecoder> work) {
      try (Workers workers = new Workers("recompress", workerCount)) {
        workers.forEach(
            0,
            pack.footer().frames(),
            frame -> {
              FrameRecoder recoder = recoders.take();
              try {
                work.accept(recoder, frame);
              } finally {
                recoders.giveBack(recoder);
              }
            });
      }
    }

    @Override
    public void close() {
      recoders.close();
      known.close();
    }
  }
}
