package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolboxTest {

  @TempDir private Path empty;

  @Test
  void missingProgram_isAskedForByItsPackage() {
    Toolbox tools = new Toolbox(List.of(empty));
    assertThat(tools.has("mkfs.btrfs")).isFalse();
    assertThatThrownBy(() -> tools.require("mkfs.btrfs"))
        .hasMessage("mkfs.btrfs is not installed (Debian: apt-get install btrfs-progs)");
    assertThat(Toolbox.missing("restic")).contains("apt-get install restic");
  }
}
