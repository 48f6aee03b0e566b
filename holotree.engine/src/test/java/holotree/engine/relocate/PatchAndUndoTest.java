package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.api.ContentKind;
import holotree.api.error.CorruptException;
import holotree.engine.relocate.RelocationPlan.Action;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchAndUndoTest {

  private static final long SEED = Long.getLong("holotree.seed", System.nanoTime());
  private static final List<ContentKind> KINDS = List.of(ContentKind.values());
  private static final String GIVEN = "/build/stage/env";
  private static final String RESOLVED = "/mnt/build/stage/environment";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/n",
        "/a/short",
        "/sixteen/b/path_",
        "/twenty/eight/bytes/exactly_",
        "/a/target/longer/than/either/path/of/the/stage",
      })
  void undoOfAPatch_givesTheContentBack_whateverThePieces(String target) {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    StagePath stage = RecordedTree.stage(GIVEN, RESOLVED);
    for (int round = 0; round < 60; round++) {
      ContentKind kind = KINDS.get(round % KINDS.size());
      String content = randomContent(random, random.nextInt(2000));
      RecordedTree tree = new RecordedTree(stage).file("f", kind, content);
      TargetPath to =
          random.nextBoolean()
              ? RecordedTree.target(target)
              : RecordedTree.target(target, "/r" + target.substring(1));
      Restore restore = new Restore(tree, to);
      if (restore.plan().action(tree.entry("f")) != Action.PATCH) {
        continue;
      }

      int piece = 1 + random.nextInt(random.nextBoolean() ? 40 : 3000);
      int buffer = 1 + random.nextInt(random.nextBoolean() ? 20 : 4000);
      byte[] restored = restore.patched("f", piece, buffer, random);
      byte[] undone = restore.undone("f", restored, piece, buffer, random);

      assertThat(restored).as("seed %d, round %d", SEED, round).isEqualTo(restore.patched("f"));
      assertThat(undone).as("seed %d, round %d", SEED, round).isEqualTo(tree.content("f"));
      if (kind == ContentKind.TEXT) {
        assertThat(restore.plan().restoredSize(tree.entry("f"))).isIn(-1L, (long) restored.length);
      }
    }
  }

  @Test
  void recordedPath_givesTheOriginalBytes() {
    Random random = new Random(7);
    StagePath stage = RecordedTree.stage(GIVEN, RESOLVED);
    for (ContentKind kind : ContentKind.values()) {
      String content = randomContent(random, 3000);
      RecordedTree tree = new RecordedTree(stage).file("f", kind, content);
      Restore restore = new Restore(tree, RecordedTree.target(GIVEN, RESOLVED));

      assertThat(RecordedTree.text(restore.patched("f"))).isEqualTo(content);
    }
  }

  @Test
  void text_shrinksAndGrows() {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(GIVEN))
            .file("f", ContentKind.TEXT, "a=" + GIVEN + "/lib:" + GIVEN);

    assertThat(RecordedTree.text(new Restore(tree, RecordedTree.target("/n")).patched("f")))
        .isEqualTo("a=/n/lib:/n");
    assertThat(
            RecordedTree.text(new Restore(tree, RecordedTree.target(GIVEN + "-two")).patched("f")))
        .isEqualTo("a=" + GIVEN + "-two/lib:" + GIVEN + "-two");
  }

  @Test
  void binary_isPadded() {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(GIVEN))
            .file("f", ContentKind.ELF, "\0" + GIVEN + "/lib\0" + GIVEN + "\0");

    assertThat(RecordedTree.text(new Restore(tree, RecordedTree.target("/new")).patched("f")))
        .isEqualTo("\0/new" + "/".repeat(12) + "/lib\0/new" + "/".repeat(12) + "\0");
  }

  @Test
  void smallFile_goesOutInOneWrite() {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(GIVEN))
            .file("f", ContentKind.TEXT, ("x " + GIVEN + "/y\n").repeat(50));
    RelocationPlan plan =
        RelocationPlan.of(tree.catalog(), RecordedTree.target("/n"), ByteCode.OWN);
    MemorySegment content = MemorySegment.ofArray(tree.content("f"));
    List<Long> writes = new ArrayList<>();

    FilePatch patch = plan.patch(tree.entry("f"), content);
    patch.write(
        0,
        content,
        MemorySegment.ofArray(new byte[1 << 16]),
        (_, bytes) -> writes.add(bytes.byteSize()));

    assertThat(writes).containsExactly(patch.restoredSize());
  }

  @Test
  void missingFiller_isReportedWithEntryAndOffset() {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(GIVEN))
            .file("bin/f", ContentKind.TEXT, "x " + GIVEN + "/y");
    tree.content("bin/f")[9] = '!';
    Restore restore = new Restore(tree, RecordedTree.target("/n"));

    for (int piece : new int[] {1, 5, 100}) {
      assertThatThrownBy(() -> restore.patched("bin/f", piece, 64, new Random(1)))
          .isInstanceOfSatisfying(
              CorruptException.class,
              e -> {
                assertThat(e.file()).isEqualTo("bin/f");
                assertThat(e.offset()).isEqualTo(9);
              });
    }
  }

  @Test
  void changedRestoredFile_doesNotUndoToItsContent() {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(GIVEN))
            .file("f", ContentKind.TEXT, "x " + GIVEN + "/y " + GIVEN)
            .file("g", ContentKind.BINARY, "\0" + GIVEN + "/y " + GIVEN);
    Restore restore = new Restore(tree, RecordedTree.target("/new/one"));
    for (String path : List.of("f", "g")) {
      byte[] restored = restore.patched(path);
      for (int at = 0; at < restored.length; at++) {
        byte[] changed = restored.clone();
        changed[at] ^= 1;
        assertThat(restore.undone(path, changed)).isNotEqualTo(tree.content(path));
      }
    }
  }

  @Test
  void fileThatShrinksWhileItIsRead_differs() {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(GIVEN))
            .file("f", ContentKind.TEXT, "x " + GIVEN + "/yyyyyyyy");
    RelocationPlan plan =
        RelocationPlan.of(tree.catalog(), RecordedTree.target("/n"), ByteCode.OWN);
    byte[] restored = RecordedTree.bytes("x /n/yyyyyyyy");
    for (int left = 0; left < restored.length; left++) {
      byte[] rest = Arrays.copyOf(restored, left);
      FileUndo undo =
          plan.undo(
              tree.entry("f"), Restore.reader(rest), MemorySegment.ofArray(new byte[1 << 16]));
      for (int scratch : new int[] {1, 3, 100}) {
        MemorySegment into = MemorySegment.ofArray(new byte[100]);
        assertThat(undo.read(0, into, MemorySegment.ofArray(new byte[scratch]))).isEqualTo(-1);
      }
    }
  }

  @Test
  void symlink_isReplaced() {
    RecordedTree tree =
        new RecordedTree(RecordedTree.stage(GIVEN, RESOLVED))
            .symlink("a", GIVEN + "/bin/python")
            .symlink("b", RESOLVED)
            .symlink("c", "../lib");
    RelocationPlan plan =
        RelocationPlan.of(
            tree.catalog(), RecordedTree.target("/given", "/resolved/to"), ByteCode.OWN);

    assertThat(RecordedTree.text(plan.linkTarget(tree.entry("a")))).isEqualTo("/given/bin/python");
    assertThat(RecordedTree.text(plan.linkTarget(tree.entry("b")))).isEqualTo("/resolved/to");
    assertThat(plan.action(tree.entry("c"))).isEqualTo(Action.AS_IS);
    assertThat(plan.restoredSize(tree.entry("a"))).isEqualTo(17);
  }

  private static String randomContent(Random random, int length) {
    StringBuilder content = new StringBuilder("x");
    while (content.length() < length || !content.toString().contains(GIVEN + "/")) {
      switch (random.nextInt(4)) {
        case 0 -> content.append('"').append(GIVEN).append("/");
        case 1 -> content.append(' ').append(RESOLVED).append("\n");
        case 2 -> content.append(":").append(GIVEN).append(':').append(GIVEN);
        default -> content.append("y".repeat(random.nextInt(300)));
      }
    }
    return content.toString();
  }
}
