package holotree.engine.check;

import holotree.api.Digest;
import holotree.api.ProgressListener;
import holotree.api.error.CorruptException;
import holotree.api.error.HolotreeException;
import holotree.api.error.RefusedException;
import holotree.engine.check.Fault.Kind;
import holotree.engine.discovery.Providers;
import holotree.engine.format.PackFooter;
import holotree.engine.library.ChunkTable;
import holotree.engine.library.Library;
import holotree.engine.library.PackFrames;
import holotree.engine.library.PackReader;
import holotree.engine.work.Spares;
import holotree.engine.work.Workers;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Checks packs, one after the other, the frames of one by several threads.
final class PackCheck implements AutoCloseable {

  private final Library library;
  private final int workerCount;
  private final ProgressListener progress;
  private final List<Fault> faults;
  private final LongAdder bytes = new LongAdder();
  // What they read into is too large to be had anew for each pack.
  private final Spares<PackFrames> readers;

  /// @param faults what is found is added to
  PackCheck(
      Library library,
      Providers providers,
      int workerCount,
      ProgressListener progress,
      List<Fault> faults) {
    this.library = library;
    this.workerCount = workerCount;
    this.progress = progress;
    this.faults = faults;
    this.readers = new Spares<>(() -> new PackFrames(providers), PackFrames::close);
  }

  /// Checks a pack. Where the system cannot read it, that is told once, and nothing is known of its damage.
  ///
  /// @param readData whether every frame is read
  /// @param good its chunks are added to, those in damaged frames left out; weighed by their lengths
  void run(Digest id, boolean readData, ChunkTable good) {
    String path = Library.pathOfPack(id);
    try (PackReader pack = library.openPack(id)) {
      if (pack == null) {
        return;
      }
      PackFooter footer = pack.footer();
      Unread unread = new Unread();
      BitSet damaged = readData ? readFrames(pack, id, path, unread) : new BitSet();
      unread.first().ifPresent(refused -> addUnread(path, refused));
      requireOrder(footer, path);
      for (int frame = 0; frame < footer.frames(); frame++) {
        if (!damaged.get(frame)) {
          addChunks(footer, frame, good);
        }
      }
    } catch (CorruptException damaged) {
      add(Kind.PACK, path, damaged);
    } catch (RefusedException refused) {
      addUnread(path, refused);
    }
  }

  @Override
  public void close() {
    readers.close();
  }

  /// Bytes of frames that were read.
  long bytes() {
    return bytes.sum();
  }

  /// Adds the chunks of a frame, weighed by their lengths.
  static void addChunks(PackFooter footer, int frame, ChunkTable good) {
    for (int chunk = footer.firstChunk(frame); chunk < footer.firstChunk(frame + 1); chunk++) {
      good.add(footer.chunkDigest(chunk), footer.chunkLength(chunk));
    }
  }

  // A chunk that a lookup cannot find is as good as lost.
  private void requireOrder(PackFooter footer, String path) {
    for (int chunk = 0; chunk < footer.chunks(); chunk++) {
      if (footer.find(footer.chunkDigest(chunk)) < 0) {
        throw new CorruptException(
            path, -1, "chunk " + footer.chunkDigest(chunk) + " in the order of digests", "it not");
      }
    }
  }

  private BitSet readFrames(PackReader pack, Digest id, String path, Unread unread) {
    BitSet damaged = new BitSet();
    try (Workers workers = new Workers("check", workerCount)) {
      workers.forEach(
          -1,
          pack.footer().frames(),
          frame -> {
            try {
              if (frame < 0) {
                checkName(pack, id, path);
              } else {
                read(pack, frame, path, damaged);
              }
            } catch (RefusedException refused) {
              unread.note(refused);
            }
          });
    }
    return damaged;
  }

  private void read(PackReader pack, int frame, String path, BitSet damaged) {
    long length = pack.footer().frameEnd(frame) - pack.footer().frameOffset(frame);
    PackFrames frames = readers.take();
    try {
      frames.read(pack, frame);
    } catch (CorruptException broken) {
      synchronized (damaged) {
        damaged.set(frame);
      }
      add(Kind.FRAME, path, broken);
    } finally {
      readers.giveBack(frames);
    }
    bytes.add(length);
    progress.advanced(1, length);
  }

  private void checkName(PackReader pack, Digest id, String path) {
    try {
      Digest actual = PackReader.digest(pack.file());
      if (!actual.equals(id)) {
        add(Kind.PACK_NAME, path, new CorruptException(path, -1, "pack " + id, "pack " + actual));
      }
    } catch (CorruptException shorter) {
      add(Kind.PACK_NAME, path, shorter);
    }
  }

  private void addUnread(String path, HolotreeException refused) {
    synchronized (faults) {
      faults.add(new Fault(Kind.UNREADABLE, path, refused.what()));
    }
  }

  private void add(Kind kind, String path, CorruptException damage) {
    synchronized (faults) {
      faults.add(new Fault(kind, path, damage.what()));
    }
  }
}
