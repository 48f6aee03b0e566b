package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BarTest {

  @Test
  void bar_isHeldAgainstWhatTheTableShows() {
    assertThat(Bar.of(1.15).isMetBy(1.154)).isTrue();
    assertThat(Bar.of(1.15).isMetBy(1.156)).isFalse();
    assertThat(Bars.MKDIRS_PER_DIRECTORY.isMetBy(1.004)).isTrue();
    assertThat(Bars.MKDIRS_PER_DIRECTORY.isMetBy(1.01)).isFalse();
  }

  @Test
  void text_hasNoZerosAtItsEnd() {
    assertThat(Bar.of(1.15, 1.0).ratioText()).isEqualTo("1.15x (aim 1x)");
    assertThat(Bar.of(0.9).ratioText()).isEqualTo("0.9x");
    assertThat(Bar.of(10).ratioText()).isEqualTo("10x");
  }

  @Test
  void hardLinks_haveABarOfTheirOwnOnManySmallFiles() {
    assertThat(Bars.hardLinkToCp(tree(100, 100 * ((32 << 10) - 1))).atMost()).isEqualTo(2.0);
    assertThat(Bars.hardLinkToCp(tree(100, 100 * (32 << 10))).atMost()).isEqualTo(2.5);
  }

  private static SourceTree tree(long files, long bytes) {
    return new SourceTree(Path.of("/tree"), files, 1, 0, bytes, bytes);
  }
}
