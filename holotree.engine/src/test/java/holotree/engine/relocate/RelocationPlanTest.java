package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.api.ContentKind;
import holotree.api.error.UnsafeException;
import holotree.engine.relocate.RelocationPlan.Action;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelocationPlanTest {

  private static final String STAGE = "/build/stage";
  private static final String SHORTER = "/new";
  private static final String LONGER = "/a/longer/target";

  private static RecordedTree pythonTree(String source) {
    return new RecordedTree(RecordedTree.stage(STAGE))
        .file(
            "lib/__pycache__/m.cpython-311.opt-1.pyc", ContentKind.PYC, "\0\0\0" + STAGE + "/m.py")
        .file("lib/__pycache__/m.cpython-311.pyc", ContentKind.PYC, "\0\0\0nothing")
        .file("lib/__pycache__/other.cpython-311.pyc", ContentKind.PYC, "\0\0\0" + STAGE + "/o.py")
        .file("lib/m.py", ContentKind.TEXT, source)
        .file("lib/m.pyc", ContentKind.PYC, "\0\0\0legacy")
        .file("lib/other.py", ContentKind.TEXT, "nothing")
        .file("m.cpython-311.pyc", ContentKind.PYC, "\0\0\0elsewhere");
  }

  private static Action action(RecordedTree tree, RelocationPlan plan, String path) {
    return plan.action(tree.entry(path));
  }

  @Test
  void shorterTarget_padsASourceWithByteCode() {
    RecordedTree tree = pythonTree("PREFIX = '" + STAGE + "/lib'\n");
    Restore restore = new Restore(tree, RecordedTree.target(SHORTER));

    assertThat(RecordedTree.text(restore.patched("lib/m.py")))
        .isEqualTo("PREFIX = '/new/////////lib'\n");
    assertThat(restore.plan().leftOut()).isEmpty();
    assertThat(action(tree, restore.plan(), "lib/__pycache__/m.cpython-311.opt-1.pyc"))
        .isEqualTo(Action.PATCH);
    assertThat(action(tree, restore.plan(), "lib/__pycache__/m.cpython-311.pyc"))
        .isEqualTo(Action.AS_IS);
  }

  @Test
  void longerTarget_leavesOutTheByteCodeOfASourceThatGrows() {
    RecordedTree tree = pythonTree("PREFIX = '" + STAGE + "/lib'\n");
    Restore restore = new Restore(tree, RecordedTree.target(LONGER));

    assertThat(RecordedTree.text(restore.patched("lib/m.py")))
        .isEqualTo("PREFIX = '/a/longer/target/lib'\n");
    assertThat(restore.plan().leftOut())
        .containsExactly(
            tree.entry("lib/__pycache__/m.cpython-311.opt-1.pyc"),
            tree.entry("lib/__pycache__/m.cpython-311.pyc"),
            tree.entry("lib/m.pyc"));
    assertThat(restore.plan().restoredSize(tree.entry("lib/m.pyc"))).isZero();
    assertThat(action(tree, restore.plan(), "lib/__pycache__/other.cpython-311.pyc"))
        .as("keeps its filler")
        .isEqualTo(Action.AS_IS);
  }

  private static RelocationPlan shared(RecordedTree tree, String target) {
    return RelocationPlan.of(tree.catalog(), RecordedTree.target(target), ByteCode.SHARED);
  }

  @Test
  void sharedByteCode_keepsItsFiller_unlessItsSourceIsRelocated() {
    RecordedTree tree = pythonTree("PREFIX = '" + STAGE + "/lib'\n");
    String ofRelocated = "lib/__pycache__/m.cpython-311.opt-1.pyc";
    String ofOther = "lib/__pycache__/other.cpython-311.pyc";

    RelocationPlan shorter = shared(tree, SHORTER);
    assertThat(action(tree, shorter, ofOther)).isEqualTo(Action.AS_IS);
    assertThat(action(tree, shorter, ofRelocated)).isEqualTo(Action.PATCH);
    assertThat(shorter.restoredSize(tree.entry(ofRelocated)))
        .as("padded")
        .isEqualTo(tree.catalog().size(tree.entry(ofRelocated)));
    assertThat(action(tree, shorter, "lib/m.py")).isEqualTo(Action.PATCH);
    assertThat(shorter.restoredSize(tree.entry("lib/m.py")))
        .isEqualTo(tree.catalog().size(tree.entry("lib/m.py")));
    assertThat(shorter.leftOut()).isEmpty();

    RelocationPlan longer = shared(tree, LONGER);
    assertThat(action(tree, longer, ofOther)).isEqualTo(Action.AS_IS);
    assertThat(longer.leftOut())
        .containsExactly(
            tree.entry(ofRelocated),
            tree.entry("lib/__pycache__/m.cpython-311.pyc"),
            tree.entry("lib/m.pyc"));
  }

  @Test
  void sharedByteCode_ofNoSourceAtAll_keepsItsFiller() {
    RecordedTree tree = pythonTree("nothing");
    RelocationPlan plan = shared(tree, SHORTER);

    for (String path : tree.paths()) {
      assertThat(action(tree, plan, path)).as(path).isEqualTo(Action.AS_IS);
    }
    assertThat(
            action(
                tree,
                RelocationPlan.of(tree.catalog(), RecordedTree.target(SHORTER), ByteCode.OWN),
                "lib/__pycache__/other.cpython-311.pyc"))
        .as("a space of its own")
        .isEqualTo(Action.PATCH);
  }

  @Test
  void sharedByteCode_changesNothingElse() {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(STAGE))
            .file("bin/tool", ContentKind.ELF, "\0" + STAGE + "/lib\0")
            .file("etc/conf", ContentKind.TEXT, "dir=" + STAGE + "\n")
            .symlink("link", STAGE + "/bin/tool");
    RelocationPlan plan = shared(tree, SHORTER);

    for (String path : List.of("bin/tool", "etc/conf", "link")) {
      assertThat(action(tree, plan, path)).as(path).isEqualTo(Action.PATCH);
    }
  }

  @Test
  void sourceWithoutByteCode_shrinks() {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(STAGE))
            .file("bin/activate_this.py", ContentKind.TEXT, "base = '" + STAGE + "'");

    assertThat(
            RecordedTree.text(
                new Restore(tree, RecordedTree.target(SHORTER)).patched("bin/activate_this.py")))
        .isEqualTo("base = '/new'");
  }

  @Test
  void scriptWithByteCode_isPaddedOnlyIfItStillStarts() {
    String source = "#!" + STAGE + "/bin/python\n";
    RecordedTree tree = pythonTree(source);

    assertThat(
            RecordedTree.text(new Restore(tree, RecordedTree.target(SHORTER)).patched("lib/m.py")))
        .isEqualTo("#!/new/////////bin/python\n");

    Restore spaced = new Restore(tree, RecordedTree.target("/a b"));
    assertThat(RecordedTree.text(spaced.patched("lib/m.py"))).startsWith("#!/bin/sh\n");
    assertThat(spaced.plan().leftOut()).hasSize(3);

    String longStage = "/stage" + "/0123456789".repeat(10);
    RecordedTree longTree =
        new RecordedTree(RecordedTree.stage(longStage))
            .file("m.py", ContentKind.TEXT, "#!" + longStage + "/bin/python\n")
            .file("m.pyc", ContentKind.PYC, "\0\0\0");
    Restore shortened = new Restore(longTree, RecordedTree.target(SHORTER));
    assertThat(RecordedTree.text(shortened.patched("m.py"))).isEqualTo("#!/new/bin/python\n");
    assertThat(shortened.plan().leftOut()).containsExactly(longTree.entry("m.pyc"));
  }

  @Test
  void longerTarget_isRefusedForBinaries_beforeAnythingIsWritten() {
    RecordedTree tree = new RecordedTree(RecordedTree.stage(STAGE));
    for (int i = 0; i < 5; i++) {
      tree.file("bin/tool" + i, ContentKind.ELF, "\0" + STAGE + "/lib\0");
    }
    RelocationPlan plan =
        RelocationPlan.of(tree.catalog(), RecordedTree.target(LONGER), ByteCode.OWN);

    assertThat(plan.refusedCount()).isEqualTo(5);
    assertThat(plan.refused(2)).containsExactly("bin/tool0", "bin/tool1");
    assertThat(plan.action(tree.entry("bin/tool0"))).isEqualTo(Action.REFUSE);
    assertThatThrownBy(plan::requireFits)
        .isInstanceOf(UnsafeException.class)
        .hasMessageContaining("bin/tool0, bin/tool1, bin/tool2 and 2 more")
        .hasMessageContaining("at most 12 bytes");
  }

  @Test
  void equalTarget_fitsEverything() {
    RecordedTree tree = pythonTree("x = '" + STAGE + "'\n").file("so", ContentKind.ELF, STAGE);
    RelocationPlan plan =
        RelocationPlan.of(tree.catalog(), RecordedTree.target("/built/stage"), ByteCode.OWN);

    assertThatCode(plan::requireFits).doesNotThrowAnyException();
    assertThat(plan.leftOut()).isEmpty();
  }

  @Test
  void linkOverTheLimit_isRefused() {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(STAGE)).symlink("a", STAGE + "/" + "x".repeat(4000));
    RelocationPlan plan =
        RelocationPlan.of(tree.catalog(), RecordedTree.target("/" + "y".repeat(100)), ByteCode.OWN);

    assertThat(plan.action(tree.entry("a"))).isEqualTo(Action.REFUSE);
  }

  @Test
  void directoriesAndFilesWithoutPlaces_areRestoredAsTheyAre() {
    RecordedTree tree = pythonTree("nothing");
    RelocationPlan plan =
        RelocationPlan.of(tree.catalog(), RecordedTree.target(LONGER), ByteCode.OWN);

    assertThat(plan.action(0)).isEqualTo(Action.AS_IS);
    assertThat(plan.action(tree.entry("lib/m.py"))).isEqualTo(Action.AS_IS);
    assertThat(plan.restoredSize(tree.entry("lib/m.py"))).isEqualTo(7);
    assertThatThrownBy(() -> plan.linkTarget(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
