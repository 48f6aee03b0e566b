package holotree.testkit.contract;

import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameDecoder.DamagedFrame;
import holotree.api.codec.FrameEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/// Encodes and decodes arrays through native segments, with a guard on both sides of what is written, and makes
/// contents to try codecs on.
public final class Frames {

  private static final int GUARD = 64;
  private static final byte GUARD_BYTE = 0x5A;

  private Frames() {}

  /// The frame of `plain` from a new encoder.
  public static byte[] encode(FrameCodec codec, byte[] plain, int level) {
    try (FrameEncoder encoder = codec.encoder(level)) {
      return encode(codec, encoder, plain);
    }
  }

  /// The frame of `plain`.
  ///
  /// @throws AssertionError if something was written outside the frame's room
  public static byte[] encode(FrameCodec codec, FrameEncoder encoder, byte[] plain) {
    long most = codec.maxEncodedLength(plain.length);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment guarded = guarded(arena, most);
      MemorySegment encoded = guarded.asSlice(GUARD, most);
      long length = encoder.encode(segment(arena, plain).asReadOnly(), encoded);
      requireGuards(guarded, most);
      return encoded.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /// The plain bytes of a frame, from a new decoder.
  public static byte[] decode(FrameCodec codec, byte[] frame, int plainLength) throws DamagedFrame {
    try (FrameDecoder decoder = codec.decoder()) {
      return decode(decoder, frame, plainLength);
    }
  }

  /// The plain bytes of a frame.
  ///
  /// @throws AssertionError if something was written outside the plain segment
  public static byte[] decode(FrameDecoder decoder, byte[] frame, int plainLength)
      throws DamagedFrame {
    return decode(decoder, frame, frame.length, plainLength);
  }

  /// The same of the first bytes of `memory`; those behind them lie there as well.
  static byte[] decode(FrameDecoder decoder, byte[] memory, int frameLength, int plainLength)
      throws DamagedFrame {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment guarded = guarded(arena, plainLength);
      MemorySegment plain = guarded.asSlice(GUARD, plainLength);
      try {
        decoder.decode(segment(arena, memory).asSlice(0, frameLength).asReadOnly(), plain);
      } finally {
        requireGuards(guarded, plainLength);
      }
      return plain.toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private static MemorySegment guarded(Arena arena, long length) {
    return arena.allocate(length + 2L * GUARD).fill(GUARD_BYTE);
  }

  private static void requireGuards(MemorySegment guarded, long length) {
    for (MemorySegment guard :
        new MemorySegment[] {guarded.asSlice(0, GUARD), guarded.asSlice(GUARD + length, GUARD)}) {
      for (byte there : guard.toArray(ValueLayout.JAVA_BYTE)) {
        if (there != GUARD_BYTE) {
          throw new AssertionError("something was written outside the segment");
        }
      }
    }
  }

  /// The bytes in native memory.
  public static MemorySegment segment(Arena arena, byte[] bytes) {
    MemorySegment segment = arena.allocate(bytes.length);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  /// Bytes that do not compress.
  public static byte[] noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Bytes that compress about as well as source text.
  public static byte[] words(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; at++) {
      boolean repeats = at > 16 && random.nextInt(8) != 0;
      bytes[at] = repeats ? bytes[at - 1 - random.nextInt(16)] : (byte) random.nextInt(64);
    }
    return bytes;
  }
}
