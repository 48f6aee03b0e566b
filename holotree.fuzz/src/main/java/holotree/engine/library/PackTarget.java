package holotree.engine.library;

import holotree.api.Digest;
import holotree.engine.discovery.Providers;
import holotree.engine.format.PackFooter;
import holotree.engine.frame.Decoders;
import holotree.engine.frame.FrameReader;
import holotree.fuzz.InputFile;
import holotree.fuzz.Property;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A pack: header, trailer, footer, and every frame.
public final class PackTarget {

  private static final int TRAILER = 48;
  private static final int MOST = 32;
  private static final long SLAB = 10 << 20;
  private static final Providers PROVIDERS = Providers.installed();

  private PackTarget() {}

  /// Reads the input as a pack, as it is and with the checksums of its ends put right.
  public static void fuzzerTestOneInput(byte[] input) {
    Property.parsedOrRefused(() -> read(input));
    long trailer = input.length - (long) TRAILER;
    long offset = Property.u64(input, trailer);
    long length = Property.u64(input, trailer + 8);
    byte[] right = Property.withChecksum(input, 0, 12, 12);
    right = Property.withChecksum(right, offset, length, trailer + 24);
    byte[] whole = Property.withChecksum(right, trailer, 36, trailer + 36);
    Property.parsedOrRefused(() -> read(whole));
  }

  private static void read(byte[] pack) {
    try (PackReader reader = new PackReader(new InputFile(pack))) {
      PackFooter footer = reader.footer();
      for (int chunk = 0; chunk < Math.min(MOST, footer.chunks()); chunk++) {
        Digest digest = footer.chunkDigest(chunk);
        int frame = footer.frameOf(chunk);
        Property.require(frame >= 0 && frame < footer.frames(), "a frame that the pack has");
        Property.parsedOrRefused(() -> {
          int found = footer.find(digest);
          Property.require(found < 0 || footer.isChunk(found, digest), "another chunk");
        });
      }
      for (int frame = 0; frame < Math.min(MOST, footer.frames()); frame++) {
        readFrame(reader, frame);
      }
    }
  }

  private static void readFrame(PackReader reader, int frame) {
    PackFooter footer = reader.footer();
    try (Arena arena = Arena.ofConfined();
        Decoders decoders = new Decoders(PROVIDERS)) {
      MemorySegment slab = arena.allocate(SLAB);
      Property.parsedOrRefused(() -> {
        MemorySegment plain =
            new FrameReader(decoders)
                .read(
                    reader.file(),
                    footer.frameOffset(frame),
                    footer.frameEnd(frame),
                    footer.framePlainLength(frame),
                    slab);
        Property.require(plain.byteSize() == footer.framePlainLength(frame), "its length");
      });
    }
  }
}
