package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void version_isTheFirstNumberWithADot() {
    assertThat(Machine.version("tar", "tar (GNU tar) 1.34\nCopyright (C) 2021"))
        .isEqualTo("tar 1.34");
    assertThat(Machine.version("zstd", "*** Zstandard CLI (64-bit) v1.5.4, by Yann Collet ***"))
        .isEqualTo("zstd 1.5.4");
    assertThat(Machine.version("ostree", "libostree:\n Version: '2022.7'"))
        .isEqualTo("ostree 2022.7");
  }

  @Test
  void wholeNumber_isTakenWhereThereIsNoOther() {
    assertThat(Machine.version("casync", "casync 2")).isEqualTo("casync 2");
    assertThat(Machine.version("x", "usage")).isEqualTo("x of an unknown version");
  }
}
