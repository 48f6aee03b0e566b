package holotree.engine.relocate;

import holotree.api.ContentKind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What a file's name and first bytes say about it.
public enum FileKind {
  /// An archive or compressed: never given filler.
  ARCHIVE,
  /// An executable of a kind that is signed: never given filler.
  SIGNED,
  /// A format with checksums or offsets inside: never given filler.
  CHECKSUMMED,
  /// An ELF object.
  ELF,
  /// A Python byte code file.
  PYC,
  /// A file with a format of its own whose strings may be padded, or with a NUL byte in its head.
  BINARY,
  /// Text if the whole file has no NUL byte, binary otherwise, though by its head it could be text.
  UNDECIDED;

  /// First bytes that a decision needs, unless the file is shorter.
  public static final int HEAD_BYTES = 512;

  private static final byte[] PYC_NAME = {'.', 'p', 'y', 'c'};
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /// Decides.
  ///
  /// @param head the file's first [#HEAD_BYTES], or all of a shorter file; more does no harm and
  ///     changes nothing
  /// @param name the file's name in its directory
  public static FileKind detect(MemorySegment head, byte[] name) {
    if (isPyc(head, name)) {
      return PYC;
    }
    for (Signature signature : Signature.ALL) {
      if (signature.matches(head)) {
        return signature.kind();
      }
    }
    return holdsNul(head.asSlice(0, Math.min(HEAD_BYTES, head.byteSize()))) ? BINARY : UNDECIDED;
  }

  /// Whether a file of this kind is left as it is, whatever it holds.
  public boolean isOpaque() {
    return this == ARCHIVE || this == SIGNED || this == CHECKSUMMED;
  }

  /// Whether one string may directly follow another, as compilers of languages whose strings have a
  /// length and no NUL at their end lay them out. Known from the head alone, so that whoever holds
  /// any piece of the file decides alike: a file whose first NUL comes later is taken for text here.
  public boolean mayPackStrings() {
    return this != PYC && this != UNDECIDED;
  }

  /// The kind that goes into the catalog.
  ///
  /// @param holdsNul whether the file has a NUL byte anywhere; asked for [#UNDECIDED] alone
  /// @throws IllegalStateException where [#isOpaque]: such a file has no relocations
  public ContentKind contentKind(boolean holdsNul) {
    return switch (this) {
      case ARCHIVE, SIGNED, CHECKSUMMED ->
          throw new IllegalStateException("an opaque file has no relocations");
      case ELF -> ContentKind.ELF;
      case PYC -> ContentKind.PYC;
      case BINARY -> ContentKind.BINARY;
      case UNDECIDED -> holdsNul ? ContentKind.BINARY : ContentKind.TEXT;
    };
  }

  /// Whether `bytes` hold a NUL. Stops at the first one.
  public static boolean holdsNul(MemorySegment bytes) {
    long size = bytes.byteSize();
    long at = 0;
    // Eight bytes at a time: Mycroft's test (Warren, Hacker's Delight, 6-1).
    for (; at <= size - Long.BYTES; at += Long.BYTES) {
      long word = bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
      if (((word - LOW_BITS) & ~word & HIGH_BITS) != 0) {
        return true;
      }
    }
    for (; at < size; at++) {
      if (bytes.get(ValueLayout.JAVA_BYTE, at) == 0) {
        return true;
      }
    }
    return false;
  }

  /// CPython, Lib/importlib/_bootstrap_external.py: every magic number ends with a carriage return
  /// and a line feed.
  private static boolean isPyc(MemorySegment head, byte[] name) {
    return head.byteSize() >= 4
        && head.get(ValueLayout.JAVA_BYTE, 2) == '\r'
        && head.get(ValueLayout.JAVA_BYTE, 3) == '\n'
        && Bytes.endsWith(name, PYC_NAME);
  }
}
