package holotree.engine.relocate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.List;

/// The bytes that a file format begins with. Immutable.
final class Signature {

  /// What the four bytes after a magic must be. Fat Mach-O and Java class files share theirs: there
  /// a Mach-O has its number of architectures, a class file its version, which began at 45 (JVMS
  /// 4.1).
  enum Next {
    ANY,
    BELOW_45,
    FROM_45
  }

  /// Every format known, the first that matches wins.
  static final List<Signature> ALL =
      List.of(
          new Signature(FileKind.ELF, 0, "7f454c46", Next.ANY), // System V gABI, chapter 4
          archive("504b0304"), // zip, jar, wheel: PKWARE APPNOTE 4.3.7
          archive("504b0506"), // empty zip: APPNOTE 4.3.16
          archive("504b0708"), // spanned zip: APPNOTE 8.5.3
          archive("4a4d0100504b"), // jmod: jdk.internal.jmod.JmodFile
          archive("1f8b"), // gzip: RFC 1952
          archive("425a68"), // bzip2: "BZh"
          archive("fd377a585a00"), // xz: The .xz File Format 2.1.1
          archive("28b52ffd"), // zstd: RFC 8878
          archive("04224d18"), // lz4 frame: LZ4 Frame Format 1.6
          archive("377abcaf271c"), // 7z: 7zFormat.txt
          archive("526172211a07"), // rar: RAR 5.0 archive format
          archiveAt(257, "7573746172"), // tar: POSIX.1 pax, ustar
          checksummed("89504e470d0a1a0a"), // png: RFC 2083
          checksummed("255044462d"), // pdf: ISO 32000
          signed("feedface"), // Mach-O, 32 bits: mach-o/loader.h
          signed("feedfacf"), // Mach-O, 64 bits
          signed("cefaedfe"), // Mach-O, 32 bits, other byte order
          signed("cffaedfe"), // Mach-O, 64 bits, other byte order
          signed("cafebabf"), // fat Mach-O, 64 bits: mach-o/fat.h
          signed("bebafeca"), // fat Mach-O, other byte order
          signed("bfbafeca"), // fat Mach-O, 64 bits, other byte order
          new Signature(FileKind.SIGNED, 0, "cafebabe", Next.BELOW_45), // fat Mach-O
          new Signature(FileKind.BINARY, 0, "cafebabe", Next.FROM_45), // Java class
          signed("4d5a")); // PE: Microsoft PE format

  private final FileKind kind;
  private final int offset;
  private final byte[] magic;
  private final Next next;

  /// @param offset where the bytes stand in the file
  /// @param magic the bytes, hexadecimal
  private Signature(FileKind kind, int offset, String magic, Next next) {
    this.kind = kind;
    this.offset = offset;
    this.magic = HexFormat.of().parseHex(magic);
    this.next = next;
  }

  /// What a file of this format is.
  FileKind kind() {
    return kind;
  }

  /// Whether a file that begins with `head` has this format.
  boolean matches(MemorySegment head) {
    return Bytes.matches(head, offset, magic) && nextMatches(head);
  }

  private boolean nextMatches(MemorySegment head) {
    if (next == Next.ANY) {
      return true;
    }
    long at = (long) offset + magic.length;
    if (head.byteSize() < at + Integer.BYTES) {
      return false;
    }
    long number = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      number = (number << 8) | (head.get(ValueLayout.JAVA_BYTE, at + i) & 0xff);
    }
    return (number < 45) == (next == Next.BELOW_45);
  }

  private static Signature archive(String magic) {
    return archiveAt(0, magic);
  }

  private static Signature archiveAt(int offset, String magic) {
    return new Signature(FileKind.ARCHIVE, offset, magic, Next.ANY);
  }

  private static Signature signed(String magic) {
    return new Signature(FileKind.SIGNED, 0, magic, Next.ANY);
  }

  private static Signature checksummed(String magic) {
    return new Signature(FileKind.CHECKSUMMED, 0, magic, Next.ANY);
  }
}
