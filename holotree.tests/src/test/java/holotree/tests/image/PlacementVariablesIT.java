package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The environment says how files are placed unless an option does.
class PlacementVariablesIT {

  @AutoClose private final Workplace work = Workplace.create();

  @BeforeEach
  void recordATree() throws IOException {
    Path tree = Files.createDirectory(work.path("tree"));
    Files.writeString(tree.resolve("words"), "words, words, words\n");
    String _ = Image.command(work.home(), "record", tree, "--name", "ci").output();
  }

  private Program restore(String space, Object... options) {
    Object[] all = new Object[options.length + 5];
    System.arraycopy(new Object[] {"restore", "ci", "--json", "--space", space}, 0, all, 0, 5);
    System.arraycopy(options, 0, all, 5, options.length);
    return Image.command(work.home(), all);
  }

  @Test
  void placementVariable_countsUnlessTheOptionSaysOtherwise() {
    String asked = restore("a").with("HOLOTREE_PLACEMENT", "hardlink").output();
    assertThat(asked.replaceAll("\\s", "")).contains("\"hardLinked\":1,");
    String told =
        restore("b", "--placement", "copy").with("HOLOTREE_PLACEMENT", "hardlink").output();
    assertThat(told.replaceAll("\\s", "")).contains("\"hardLinked\":0,");
  }

  @Test
  void poolSizeVariable_countsUnlessTheOptionSaysOtherwise() {
    String asked = restore("a", "--placement", "hardlink").with("HOLOTREE_POOL_SIZE", "0").output();
    assertThat(asked).contains("the pool is full");
    String told =
        restore("b", "--placement", "hardlink", "--pool-size", "1M")
            .with("HOLOTREE_POOL_SIZE", "0")
            .output();
    assertThat(told).doesNotContain("the pool is full");
  }

  @Test
  void anEmptyVariable_isNone() {
    Program restore = restore("a").with("HOLOTREE_PLACEMENT", "").with("HOLOTREE_POOL_SIZE", "");
    assertThat(restore.output()).contains("\"hardLinked\"");
    Program status = Image.command(work.home(), "status").with("HOLOTREE_POOL_SIZE", "");
    assertThat(status.output()).contains("of at most 10.0 GiB");
  }

  @Test
  void aVariableThatMakesNoSense_isAUsageErrorUnlessAnOptionTakesItsPlace() {
    Finished finished = restore("a").with("HOLOTREE_POOL_SIZE", "much").run();
    assertThat(finished.exitCode()).isEqualTo(2);
    assertThat(finished.errors())
        .contains("HOLOTREE_POOL_SIZE: 'much' is no size such as 500M or 10GiB");
    restore("a", "--pool-size", "1M").with("HOLOTREE_POOL_SIZE", "much").output();
  }
}
