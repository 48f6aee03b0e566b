package holotree.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedTreeTest {

  private static final int FILES = 1000;
  private static final String CONTENT = "some content";

  @TempDir private Path tree;

  @Test
  void aboutOneIn20_changes_halfOfThemInSize() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.writeString(tree.resolve("file" + i), CONTENT);
    }
    ChangedTree changed = ChangedTree.change(tree);
    assertThat(changed.files().size()).isBetween(30, 70);
    int longer = 0;
    long bytes = 0;
    for (int i = 0; i < FILES; i++) {
      Path name = Path.of("file" + i);
      String content = Files.readString(tree.resolve(name));
      boolean listed = changed.files().contains(name);
      assertThat(!content.equals(CONTENT)).as(name.toString()).isEqualTo(listed);
      longer += content.length() > CONTENT.length() ? 1 : 0;
      bytes += listed ? content.length() : 0;
    }
    assertThat(longer).isEqualTo(changed.files().size() / 2);
    assertThat(changed.bytes()).isEqualTo(bytes);
  }

  @Test
  void emptyFile_getsContent() throws IOException {
    for (int i = 0; i < 100; i++) {
      Files.createFile(tree.resolve("file" + i));
    }
    ChangedTree changed = ChangedTree.change(tree);
    assertThat(changed.files()).isNotEmpty();
    assertThat(changed.files()).allSatisfy(name -> assertThat(tree.resolve(name)).isNotEmptyFile());
  }
}
