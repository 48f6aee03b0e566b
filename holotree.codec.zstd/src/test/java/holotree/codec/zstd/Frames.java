package holotree.codec.zstd;

import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameDecoder.DamagedFrame;
import holotree.api.codec.FrameEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/// Encodes and decodes arrays through native segments, with a guard on both sides of what is
/// written.
final class Frames {

  private static final int GUARD = 64;
  private static final byte GUARD_BYTE = 0x5A;

  private Frames() {}

  static byte[] encode(FrameCodec codec, byte[] plain, int level) {
    try (FrameEncoder encoder = codec.encoder(level)) {
      return encode(codec, encoder, plain);
    }
  }

  static byte[] encode(FrameCodec codec, FrameEncoder encoder, byte[] plain) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment encoded = arena.allocate(codec.maxEncodedLength(plain.length));
      long length = encoder.encode(segment(arena, plain).asReadOnly(), encoded);
      return encoded.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  static byte[] decode(FrameCodec codec, byte[] frame, int plainLength) throws DamagedFrame {
    try (FrameDecoder decoder = codec.decoder()) {
      return decode(decoder, frame, plainLength);
    }
  }

  static byte[] decode(FrameDecoder decoder, byte[] frame, int plainLength) throws DamagedFrame {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment guarded = arena.allocate(plainLength + 2L * GUARD).fill(GUARD_BYTE);
      MemorySegment plain = guarded.asSlice(GUARD, plainLength);
      try {
        decoder.decode(segment(arena, frame).asReadOnly(), plain);
      } finally {
        requireGuard(guarded.asSlice(0, GUARD));
        requireGuard(guarded.asSlice(GUARD + plainLength, GUARD));
      }
      return plain.toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private static void requireGuard(MemorySegment guard) {
    for (byte b : guard.toArray(ValueLayout.JAVA_BYTE)) {
      if (b != GUARD_BYTE) {
        throw new AssertionError("the decoder wrote outside its segment");
      }
    }
  }

  static MemorySegment segment(Arena arena, byte[] bytes) {
    MemorySegment segment = arena.allocate(bytes.length);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  static byte[] noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Bytes that compress about as well as source text.
  static byte[] words(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; at++) {
      boolean repeats = at > 16 && random.nextInt(8) != 0;
      bytes[at] = repeats ? bytes[at - 1 - random.nextInt(16)] : (byte) random.nextInt(64);
    }
    return bytes;
  }
}
