package holotree.api.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KeptAttributesTest {

  private static final KeptAttributes WINDOWS = new KeptAttributes(0200, 0, 100);

  @Test
  void modeOfAFile_differsInTheBitsThatAreKept() {
    assertThat(WINDOWS.hasMode(stat(EntryKind.FILE, 0644, 0), 0755)).isTrue();
    assertThat(WINDOWS.hasMode(stat(EntryKind.FILE, 0444, 0), 0755)).isFalse();
    assertThat(KeptAttributes.ALL.hasMode(stat(EntryKind.FILE, 0644, 0), 0755)).isFalse();
    assertThat(KeptAttributes.ALL.hasMode(stat(EntryKind.FILE, 04644, 0), 0644)).isFalse();
  }

  @Test
  void modeOfADirectory_isComparedByItsOwnBits() {
    assertThat(WINDOWS.hasMode(stat(EntryKind.DIRECTORY, 0755, 0), 0500)).isTrue();
    assertThat(KeptAttributes.ALL.hasMode(stat(EntryKind.DIRECTORY, 0755, 0), 0500)).isFalse();
  }

  @Test
  void modeOfASymlink_isNotItsOwn() {
    assertThat(KeptAttributes.ALL.hasMode(stat(EntryKind.SYMLINK, 0755, 0), 0777)).isTrue();
  }

  @Test
  void time_isRoundedDownToTheUnit() {
    assertThat(WINDOWS.hasTime(stat(EntryKind.FILE, 0, 123_456_700), 5, 123_456_789)).isTrue();
    assertThat(WINDOWS.hasTime(stat(EntryKind.FILE, 0, 123_456_789), 5, 123_456_789)).isFalse();
    assertThat(WINDOWS.hasTime(stat(EntryKind.FILE, 0, 123_456_700), 6, 123_456_789)).isFalse();
    assertThat(KeptAttributes.ALL.hasTime(stat(EntryKind.FILE, 0, 700), 5, 789)).isFalse();
  }

  @Test
  void whatIsNoModeOrUnit_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeptAttributes(010000, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeptAttributes(0, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeptAttributes(0, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeptAttributes(0, 0, 3));
  }

  private static FileStat stat(EntryKind kind, int mode, int nanos) {
    return new FileStat(kind, mode, 1, 5, nanos, 6, 0, 1, 2, 1, 1, 0, false);
  }
}
