package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.api.ContentKind;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileKindTest {

  @ParameterizedTest
  @CsvSource({
    "504b0304, a.whl, ARCHIVE",
    "504b0506, empty.zip, ARCHIVE",
    "4a4d0100504b0304, java.base.jmod, ARCHIVE",
    "1f8b08, a.gz, ARCHIVE",
    "425a6839, a.bz2, ARCHIVE",
    "fd377a585a00, a.xz, ARCHIVE",
    "28b52ffd, a.zst, ARCHIVE",
    "04224d18, a.lz4, ARCHIVE",
    "377abcaf271c, a.7z, ARCHIVE",
    "526172211a0701, a.rar, ARCHIVE",
    "89504e470d0a1a0a, a.png, CHECKSUMMED",
    "255044462d312e37, a.pdf, CHECKSUMMED",
    "cffaedfe07000001, python, SIGNED",
    "feedface, a, SIGNED",
    "cafebabe00000002, universal, SIGNED",
    "cafebabe00000041, A.class, BINARY",
    "cafebabe0003002d, A.class, BINARY",
    "cafebabe, short, UNDECIDED",
    "4d5a9000, a.exe, SIGNED",
    "7f454c4602010100, a.so, ELF",
    "a70d0d0a00000000, a.cpython-311.pyc, PYC",
    "a70d0d0a00000000, a.data, BINARY",
    "a70d0d0a, a.data, UNDECIDED",
    "213c617263683e0a2f2020, a.a, UNDECIDED",
    "213c617263683e0a2f2000, a.a, BINARY",
    "2321, script, UNDECIDED",
    "a70d0d, cut.pyc, UNDECIDED",
  })
  void firstBytesAndName_decide(String head, String name, FileKind kind) {
    MemorySegment bytes = MemorySegment.ofArray(HexFormat.of().parseHex(head));

    assertThat(FileKind.detect(bytes, RecordedTree.bytes(name))).isEqualTo(kind);
  }

  @Test
  void emptyFile_isUndecided() {
    assertThat(FileKind.detect(MemorySegment.ofArray(new byte[0]), new byte[] {'a'}))
        .isEqualTo(FileKind.UNDECIDED);
  }

  @Test
  void nulInTheHead_decides_howeverMoreOfTheFileIsThere() {
    for (int length : new int[] {FileKind.HEAD_BYTES, FileKind.HEAD_BYTES + 1, 5000}) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, 0, FileKind.HEAD_BYTES, (byte) 'a');
      MemorySegment file = MemorySegment.ofArray(bytes);
      assertThat(FileKind.detect(file, new byte[] {'a'})).isEqualTo(FileKind.UNDECIDED);
      bytes[FileKind.HEAD_BYTES - 1] = 0;
      assertThat(FileKind.detect(file, new byte[] {'a'})).isEqualTo(FileKind.BINARY);
    }
  }

  @Test
  void tar_isKnownByItsMagicAt257() {
    byte[] head = new byte[FileKind.HEAD_BYTES];
    System.arraycopy(RecordedTree.bytes("ustar"), 0, head, 257, 5);

    assertThat(FileKind.detect(MemorySegment.ofArray(head), new byte[] {'a'}))
        .isEqualTo(FileKind.ARCHIVE);
  }

  @Test
  void undecided_isTextUnlessItHoldsNul() {
    assertThat(FileKind.UNDECIDED.contentKind(false)).isEqualTo(ContentKind.TEXT);
    assertThat(FileKind.UNDECIDED.contentKind(true)).isEqualTo(ContentKind.BINARY);
    assertThat(FileKind.ELF.contentKind(true)).isEqualTo(ContentKind.ELF);
  }

  @ParameterizedTest
  @EnumSource(FileKind.class)
  void stringsMayBePacked_inWhatIsNeitherTextNorByteCode(FileKind kind) {
    assertThat(kind.mayPackStrings())
        .isEqualTo(!Set.of(FileKind.UNDECIDED, FileKind.PYC).contains(kind));
  }

  @ParameterizedTest
  @EnumSource(FileKind.class)
  void opaqueKinds_haveNoKindOfContent(FileKind kind) {
    assertThat(kind.isOpaque())
        .isEqualTo(Set.of(FileKind.ARCHIVE, FileKind.SIGNED, FileKind.CHECKSUMMED).contains(kind));
    if (kind.isOpaque()) {
      assertThatThrownBy(() -> kind.contentKind(true)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void nul_isFoundAtEveryOffset() {
    for (int length = 0; length < 40; length++) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) 0x81);
      assertThat(FileKind.holdsNul(MemorySegment.ofArray(bytes))).isFalse();
      for (int at = 0; at < length; at++) {
        byte[] holding = bytes.clone();
        holding[at] = 0;
        assertThat(FileKind.holdsNul(MemorySegment.ofArray(holding))).isTrue();
      }
    }
  }
}
