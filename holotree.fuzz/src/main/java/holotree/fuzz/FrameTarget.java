package holotree.fuzz;

import holotree.api.codec.FrameCodec;
import holotree.engine.discovery.Providers;
import holotree.engine.format.FrameHeader;
import holotree.engine.frame.Decoders;
import holotree.engine.frame.FrameReader;
import holotree.engine.frame.FrameWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A frame: header, payload, decoder.
public final class FrameTarget {

  private static final int PAYLOAD_SUM = 24;
  private static final int HEADER_SUM = 28;
  private static final Providers PROVIDERS = Providers.installed();

  private FrameTarget() {}

  /// Reads the input as a frame, as it is and with its checksums put right.
  public static void fuzzerTestOneInput(byte[] input) {
    read(input);
    byte[] payload =
        Property.withChecksum(
            input, FrameHeader.BYTES, input.length - FrameHeader.BYTES, PAYLOAD_SUM);
    read(Property.withChecksum(payload, 0, HEADER_SUM, HEADER_SUM));
  }

  private static void read(byte[] frame) {
    if (frame.length >= FrameHeader.BYTES) {
      Property.parsedOrRefused(() -> decode(frame));
    }
  }

  private static void decode(byte[] frame) {
    try (Arena arena = Arena.ofConfined();
        Decoders decoders = new Decoders(PROVIDERS)) {
      MemorySegment head = arena.allocateFrom(ValueLayout.JAVA_BYTE, frame);
      FrameHeader header = FrameHeader.read(head, "input", 0);
      MemorySegment again = arena.allocate(FrameHeader.BYTES);
      header.write(again);
      Property.requireSame(
          head.asSlice(0, FrameHeader.BYTES).toArray(ValueLayout.JAVA_BYTE),
          again.toArray(ValueLayout.JAVA_BYTE),
          "the header");
      int length = header.plainLength();
      FrameReader reader = new FrameReader(decoders);
      MemorySegment slab = arena.allocate((long) length + frame.length);
      MemorySegment plain = reader.read(new InputFile(frame), 0, frame.length, length, slab);
      requireSameOnceMore(plain, header, reader, arena);
    }
  }

  private static void requireSameOnceMore(
      MemorySegment plain, FrameHeader header, FrameReader reader, Arena arena) {
    byte[] bytes = plain.toArray(ValueLayout.JAVA_BYTE);
    FrameCodec codec = PROVIDERS.codec(header.codec(), "the input");
    try (FrameWriter writer = new FrameWriter(codec, codec.defaultLevel())) {
      MemorySegment room = arena.allocate(writer.room(bytes.length));
      byte[] encoded = writer.encode(plain, header.chunks(), room).toArray(ValueLayout.JAVA_BYTE);
      MemorySegment slab = arena.allocate((long) bytes.length + encoded.length);
      MemorySegment again =
          reader.read(new InputFile(encoded), 0, encoded.length, bytes.length, slab);
      Property.requireSame(bytes, again.toArray(ValueLayout.JAVA_BYTE), "the plain bytes");
    }
  }
}
