package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class FillerTest {

  @Test
  void filler_isASlashAndTheWordOverAndOver() {
    assertThat(RecordedTree.text(Filler.of(25))).isEqualTo("/holotree_holotree_holotr");
  }

  @Test
  void stretches_writtenApart_makeTheWhole() {
    for (int cut = 0; cut <= 40; cut++) {
      byte[] bytes = new byte[40];
      MemorySegment into = MemorySegment.ofArray(bytes);

      Filler.write(into, cut, cut, 40 - cut);
      Filler.write(into, 0, 0, cut);

      assertThat(bytes).isEqualTo(Filler.of(40));
      assertThat(Filler.mismatch(into, cut, cut, 40 - cut)).isEqualTo(-1);
    }
  }

  @Test
  void wrongByte_isReportedWithItsPosition() {
    byte[] bytes = Filler.of(30);
    bytes[17] = 'x';

    assertThat(Filler.mismatch(MemorySegment.ofArray(bytes), 10, 10, 20)).isEqualTo(7);
  }
}
