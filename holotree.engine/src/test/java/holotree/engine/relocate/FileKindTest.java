package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.api.ContentKind;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {

  @ParameterizedTest
  @CsvSource({
    "504b0304, a.whl, OPAQUE",
    "504b0506, empty.zip, OPAQUE",
    "4a4d0100504b0304, java.base.jmod, OPAQUE",
    "1f8b08, a.gz, OPAQUE",
    "425a6839, a.bz2, OPAQUE",
    "fd377a585a00, a.xz, OPAQUE",
    "28b52ffd, a.zst, OPAQUE",
    "04224d18, a.lz4, OPAQUE",
    "377abcaf271c, a.7z, OPAQUE",
    "526172211a0701, a.rar, OPAQUE",
    "89504e470d0a1a0a, a.png, OPAQUE",
    "255044462d312e37, a.pdf, OPAQUE",
    "cffaedfe07000001, python, OPAQUE",
    "feedface, a, OPAQUE",
    "cafebabe00000002, universal, OPAQUE",
    "cafebabe00000041, A.class, BINARY",
    "cafebabe0003002d, A.class, BINARY",
    "cafebabe, short, UNDECIDED",
    "4d5a9000, a.exe, OPAQUE",
    "7f454c4602010100, a.so, ELF",
    "a70d0d0a00000000, a.cpython-311.pyc, PYC",
    "a70d0d0a00000000, a.data, UNDECIDED",
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
  void tar_isKnownByItsMagicAt257() {
    byte[] head = new byte[FileKind.HEAD_BYTES];
    System.arraycopy(RecordedTree.bytes("ustar"), 0, head, 257, 5);

    assertThat(FileKind.detect(MemorySegment.ofArray(head), new byte[] {'a'}))
        .isEqualTo(FileKind.OPAQUE);
  }

  @Test
  void undecided_isTextUnlessItHoldsNul() {
    assertThat(FileKind.UNDECIDED.contentKind(false)).isEqualTo(ContentKind.TEXT);
    assertThat(FileKind.UNDECIDED.contentKind(true)).isEqualTo(ContentKind.BINARY);
    assertThat(FileKind.ELF.contentKind(true)).isEqualTo(ContentKind.ELF);
    assertThatThrownBy(() -> FileKind.OPAQUE.contentKind(true))
        .isInstanceOf(IllegalStateException.class);
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
