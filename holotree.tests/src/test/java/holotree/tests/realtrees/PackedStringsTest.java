package holotree.tests.realtrees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import holotree.engine.Placement;
import holotree.engine.RecordReceipt;
import holotree.engine.RelocationLimit;
import holotree.engine.RelocationLimit.Reason;
import holotree.tests.kit.MovedTree.Form;
import holotree.tests.kit.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A program, a static library and a data file whose strings directly follow each other, as compilers
/// of languages lay them out whose strings have a length and no NUL at their end. Needs gcc.
class PackedStringsTest {

  /// As `holotree stage` makes them.
  private static final int LONG_STAGE = 100;

  /// One byte less than what counts wherever it stands.
  private static final int SHORT_STAGE = 63;

  private static final List<String> FILES = List.of("bin/packed", "lib/packed.a", "share/large");

  /// In the order of the program, the stage's path as `@`. None stands at its boundaries.
  private static final List<String> STRINGS =
      List.of("words", "@", "name", "/a/before", "@/share/x", "@", "@", "/tmp/root@/lib", "end");

  /// The path in `large` goes over the border of two pieces, which is at 4 MiB.
  private static final String BUILD =
      """
      stage=$1 sources=$2
      shift 2
      mkdir -p "$stage/bin" "$stage/lib" "$stage/share" "$sources"
      cd "$sources"
      {
        printf '.section .rodata\\n.globl text\\n.globl table\\n.globl count\\ntext:\\n'
        count=0
        for string; do
          printf 's%d: .ascii "%s"\\n' $count "$string"
          count=$((count + 1))
        done
        printf 's%d:\\n.balign 4\\ntable:\\n' $count
        i=0
        while [ $i -lt $count ]; do
          printf '.long s%d - text, s%d - s%d\\n' $i $((i + 1)) $i
          i=$((i + 1))
        done
        printf 'count: .long %d\\n.section .note.GNU-stack,"",%%progbits\\n' $count
      } >packed.s
      cat >main.c <<'C'
      #include <stdio.h>
      extern const char text[];
      extern const int table[][2], count;
      int main(void) {
        for (int i = 0; i < count; i++)
          printf("%d %.*s\\n", table[i][1], table[i][1], text + table[i][0]);
      }
      C
      gcc -c -x assembler -o packed.o packed.s
      gcc -o "$stage/bin/packed" main.c packed.o
      ar rcs "$stage/lib/packed.a" packed.o
      {
        head -c 16 /dev/zero
        head -c $((4194304 - 16 - 50)) /dev/zero | tr '\\0' a
        printf '%sname' "$stage"
        head -c 5000 /dev/zero | tr '\\0' a
      } >"$stage/share/large"
      """;

  @Test
  void pathBetweenStrings_isReplaced_andNoOtherByteMoves() {
    try (RealTree tree = new RealTree(LONG_STAGE)) {
      assertThat(buildAndRecord(tree).relocationLimits())
          .extracting(RelocationLimit::path, RelocationLimit::reason)
          .containsExactlyElementsOf(
              FILES.stream().map(file -> tuple(file, Reason.FIXED_LENGTH)).toList());
      int shortest = tree.path("xx").toString().length();
      for (int length : new int[] {shortest, LONG_STAGE - 1, LONG_STAGE}) {
        Path target = tree.pathOfLength(length);
        tree.restore(target, Placement.COPY);
        Form moved = length < LONG_STAGE ? Form.PADDED : Form.REPLACED;
        assertThat(RealTree.having(moved, tree.movedTo(target).formsIn(target, Form.SAME, moved)))
            .containsExactlyElementsOf(FILES);
        assertThat(output(target)).isEqualTo(printed(target + "/".repeat(LONG_STAGE - length)));
      }
      tree.restore(tree.stage(), Placement.COPY);
      tree.requireRecorded(tree.stage());
    }
  }

  @Test
  void pathThatCouldBePartOfAnother_isLeft_asWasToldWhenItWasRecorded() {
    try (RealTree tree = new RealTree(SHORT_STAGE)) {
      RecordReceipt recorded = buildAndRecord(tree);
      assertThat(recorded.relocatedEntries()).isZero();
      assertThat(recorded.relocationLimits())
          .extracting(RelocationLimit::path, RelocationLimit::reason)
          .containsExactlyElementsOf(
              FILES.stream().map(file -> tuple(file, Reason.UNCLEAR)).toList());
      Path target = tree.path("xx");
      tree.restore(target, Placement.COPY);
      assertThat(output(target)).isEqualTo(printed(tree.stage().toString()));
    }
  }

  private static RecordReceipt buildAndRecord(RealTree tree) {
    Object[] arguments = new Object[STRINGS.size() + 2];
    arguments[0] = tree.stage();
    arguments[1] = tree.path("sources");
    for (int i = 0; i < STRINGS.size(); i++) {
      arguments[i + 2] = STRINGS.get(i).replace("@", tree.stage().toString());
    }
    String _ = Program.shell(BUILD, arguments).output();
    return tree.record();
  }

  private static String output(Path target) {
    return Program.of(target.resolve("bin/packed")).output();
  }

  /// What the program prints where `path` stands in its strings.
  private static String printed(String path) {
    return STRINGS.stream()
        .map(string -> string.replace("@", path))
        .map(string -> string.length() + " " + string + "\n")
        .collect(Collectors.joining());
  }
}
