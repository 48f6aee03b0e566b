package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {

  @TempDir private Path tree;

  @Test
  void nothingButATree_measuresEverythingOnExt4AndXfs() {
    Arguments arguments = parse(tree.toString());
    assertThat(arguments.trees()).containsExactly(tree);
    assertThat(arguments.fileSystems()).containsExactly(FileSystemKind.EXT4, FileSystemKind.XFS);
    assertThat(arguments.rounds()).isEqualTo(5);
    assertThat(arguments.works()).hasSameSizeAs(Work.all());
    assertThat(arguments.image()).isEqualTo(Path.of("/image/holotree"));
  }

  @Test
  void options_areTakenInAnyPlace() {
    Arguments arguments =
        parse("--fs", "btrfs", tree.toString(), "--rounds", "3", "--only", "size,copy", "--keep");
    assertThat(arguments.fileSystems()).containsExactly(FileSystemKind.BTRFS);
    assertThat(arguments.rounds()).isEqualTo(3);
    assertThat(arguments.keep()).isTrue();
    assertThat(arguments.works()).extracting(Work::id).containsExactly("copy", "size");
  }

  @Test
  void wrongWords_areRefusedByName() {
    String place = tree.toString();
    assertThatThrownBy(() -> parse("--fast", place)).hasMessageContaining("--fast");
    assertThatThrownBy(() -> parse("--fs", "zfs", place)).hasMessageContaining("\"zfs\"");
    assertThatThrownBy(() -> parse("--only", "all", place)).hasMessageContaining("\"all\"");
    assertThatThrownBy(() -> parse("--rounds", "0", place)).hasMessageContaining("--rounds");
    assertThatThrownBy(() -> parse(place, "--out")).hasMessageContaining("--out");
    assertThatThrownBy(() -> parse(place + "/none")).hasMessageContaining("not a directory");
    assertThatThrownBy(ArgumentsTest::parse).hasMessageContaining("which tree");
  }

  private static Arguments parse(String... words) {
    return Arguments.parse(List.of(words), Path.of("/image/holotree"), Path.of("/results"));
  }
}
