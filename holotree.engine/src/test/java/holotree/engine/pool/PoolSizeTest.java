package holotree.engine.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolSizeTest {

  private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");
  private static final long BEFORE = NOW.getEpochSecond() * 1_000_000 - 1;
  private static final long SINCE = BEFORE + 1;

  @TempDir Path scratch;
  @AutoClose private PoolFolder pool;

  @BeforeEach
  void open() {
    pool = new PoolFolder(scratch.resolve("home"));
  }

  private PoolSize size(long limit) {
    return new PoolSize(pool, limit, NOW);
  }

  @Test
  void reservations_addUpToTheLimit() {
    assertThat(size(1000).reserve(400)).isEqualTo(400);
    assertThat(size(1000).reserve(600)).isEqualTo(600);
    assertThat(size(1000).reserve(2000)).as("more than the limit").isEqualTo(1000);
  }

  @Test
  void whatDoesNotFit_isGrantedAsFarAsItDoes() throws IOException {
    pool.put(PoolKind.LINKS, "aa1", 700, SINCE);
    assertThat(size(1000).reserve(400)).isEqualTo(300);
    assertThat(size(1000).reserve(400)).as("what is noted is not there yet").isEqualTo(300);
    assertThat(pool.files()).hasSize(1);
  }

  @Test
  void roomIsMade_ofWhatWasUsedBefore_andNoMoreThanIsNeeded() throws IOException {
    for (int i = 0; i < 10; i++) {
      pool.put(PoolKind.LINKS, "aa" + i, 100, BEFORE - i);
    }
    PoolSize size = size(1000);
    assertThat(size.reserve(250)).isEqualTo(250);
    assertThat(size.evicted()).isEqualTo(3);
    assertThat(pool.files()).hasSize(7).doesNotContainKey("pool/links/aa/aa9");
  }

  @Test
  void aSmallerLimit_takesOutWhatIsOverIt() throws IOException {
    for (int i = 0; i < 10; i++) {
      pool.put(PoolKind.CLONES, "aa" + i, 100, BEFORE - i);
    }
    assertThat(size(5000).reserve(1)).isEqualTo(1);
    assertThat(size(300).reserve(50)).isEqualTo(50);
    assertThat(pool.files()).hasSize(2);
  }

  @Test
  void aPoolOverItsLimit_thatWasAllUsedSince_growsNoFurther() throws IOException {
    pool.put(PoolKind.LINKS, "aa1", 1500, SINCE);
    assertThat(size(1000).reserve(10)).isZero();
    assertThat(pool.files()).hasSize(1);
  }

  @Test
  void aNoteThatIsTooHigh_isPutRightByACount() {
    assertThat(size(1000).reserve(900)).isEqualTo(900);
    assertThat(size(1000).reserve(900)).as("nothing was added").isEqualTo(900);
  }

  @Test
  void aMissingNote_isPutRightByACount() throws IOException {
    pool.put(PoolKind.LINKS, "aa1", 600, SINCE);
    assertThat(size(1000).reserve(1)).isEqualTo(1);
    Files.delete(pool.note());
    assertThat(size(1000).reserve(1000)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 5000})
  void aDamagedNote_isPutRightByACount(int length) throws IOException {
    pool.put(PoolKind.LINKS, "aa1", 600, SINCE);
    assertThat(size(1000).reserve(1)).isEqualTo(1);
    Files.write(pool.note(), new byte[length]);
    assertThat(size(1000).reserve(1000)).isEqualTo(400);
    assertThat(pool.note()).isNotEmptyFile();
  }

  @Test
  void aNoteWithAnyBitFlipped_isPutRightByACount() throws IOException {
    pool.put(PoolKind.LINKS, "aa1", 600, SINCE);
    assertThat(size(1000).reserve(1)).isEqualTo(1);
    byte[] note = Files.readAllBytes(pool.note());
    for (int bit = 0; bit < note.length * 8; bit++) {
      byte[] damaged = note.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(pool.note(), damaged);
      assertThat(size(1000).reserve(400)).as("bit %d", bit).isEqualTo(400);
      assertThat(size(1000).reserve(1)).as("after bit %d", bit).isEqualTo(1);
    }
  }

  @Test
  void whatIsGivenBack_isCountedOut_withoutACount() throws IOException {
    PoolSize size = size(1000);
    assertThat(size.reserve(900)).isEqualTo(900);
    size.giveBack(900);
    pool.put(PoolKind.LINKS, "aa1", 100, BEFORE);
    assertThat(size.reserve(1000)).isEqualTo(1000);
    assertThat(size.evicted()).as("the files were not looked at").isZero();
  }

  @Test
  void moreGivenBackThanNoted_leavesNothingNoted() {
    PoolSize size = size(1000);
    assertThat(size.reserve(100)).isEqualTo(100);
    size.giveBack(5000);
    assertThat(size.reserve(1000)).isEqualTo(1000);
  }

  @Test
  void givingBack_withoutANote_notesNothing() {
    size(1000).giveBack(100);
    assertThat(pool.note()).doesNotExist();
  }

  @Test
  void noLimitAtAll_grantsNothing_andTouchesNothing() throws IOException {
    pool.put(PoolKind.LINKS, "aa1", 100, BEFORE);
    assertThat(size(0).reserve(100)).isZero();
    assertThat(size(1000).reserve(0)).isZero();
    size(1000).giveBack(0);
    assertThat(pool.files()).hasSize(1);
    assertThat(pool.note()).doesNotExist();
  }
}
