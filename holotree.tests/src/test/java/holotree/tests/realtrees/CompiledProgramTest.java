package holotree.tests.realtrees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.UnsafeException;
import holotree.engine.Placement;
import holotree.engine.RecordReceipt;
import holotree.engine.RelocationLimit;
import holotree.tests.kit.MovedTree.Form;
import holotree.tests.kit.Program;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An installed C library with programs that find it by RPATH and RUNPATH, data whose path is compiled
/// in, a static library and a `-config` script. Needs gcc.
class CompiledProgramTest {

  /// As `holotree stage` makes them.
  private static final int LONG_STAGE = 100;

  private static final String BUILD =
      """
      mkdir -p "$1/bin" "$1/lib" "$1/include" "$1/share" "$2"
      cd "$2"
      echo 'const char *words_file(void);' >"$1/include/words.h"
      cat >words.c <<C
      const char *words_file(void) { return PREFIX "/share/words.txt"; }
      C
      cat >say.c <<C
      #include <stdio.h>
      #include <string.h>
      #include <words.h>
      int main(void) {
        char line[100];
        FILE *file = fopen(words_file(), "r");
        if (!file || !fgets(line, sizeof line, file)) return 1;
        if (strlen(words_file()) != LENGTH) return 2;
        return printf("%s %s", words_file(), line) < 0;
      }
      C
      path=$1/share/words.txt
      gcc -O2 -g -shared -fPIC -DPREFIX="\\"$1\\"" -Wl,-soname,libwords.so.1 \
        -o "$1/lib/libwords.so.1" words.c
      ln -s "$1/lib/libwords.so.1" "$1/lib/libwords.so"
      gcc -O2 -c -DPREFIX="\\"$1\\"" words.c
      ar rcs "$1/lib/libwords-static.a" words.o
      for tags in enable disable; do
        gcc -O2 -g -DLENGTH="${#path}" -I"$1/include" -L"$1/lib" -o "$1/bin/say-$tags" say.c \
          -Wl,-rpath,"$1/lib" -Wl,--$tags-new-dtags -lwords
      done
      echo some words >"$1/share/words.txt"
      cat >"$1/bin/words-config" <<S
      #!/bin/sh
      echo "-I$1/include -L$1/lib -Wl,-rpath,$1/lib"
      S
      chmod 755 "$1/bin/words-config"
      """;

  @AutoClose private final RealTree tree = new RealTree(LONG_STAGE);

  @ParameterizedTest
  @EnumSource(names = {"COPY", "HARDLINK"})
  void atShorterAndEqualPaths_itRuns_andCanBeBuiltAgainst(Placement placement) {
    buildAndRecord();
    for (int length : new int[] {tree.path("xx").toString().length(), LONG_STAGE - 1, LONG_STAGE}) {
      Path target = tree.pathOfLength(length);
      tree.restore(target, placement);
      Map<String, Form> forms =
          tree.movedTo(target).formsIn(target, Form.SAME, Form.REPLACED, Form.PADDED);
      if (length < LONG_STAGE) {
        assertThat(RealTree.having(Form.PADDED, forms))
            .containsExactly(
                "bin/say-disable", "bin/say-enable", "lib/libwords-static.a", "lib/libwords.so.1");
      }
      tree.requireUntouched(target, this::requireWorks);
    }
  }

  @Test
  void atTheSamePath_itIsEqual() {
    buildAndRecord();
    tree.restore(tree.stage(), Placement.COPY);
    tree.requireRecorded(tree.stage());
    tree.requireUntouched(tree.stage(), this::requireWorks);
  }

  @Test
  void atALongerPath_itIsRefused_asWasToldWhenItWasRecorded() {
    RecordReceipt recorded = buildAndRecord();
    assertThat(recorded.relocationLimits())
        .filteredOn(limit -> limit.reason() == RelocationLimit.Reason.FIXED_LENGTH)
        .extracting(RelocationLimit::path)
        .containsExactlyInAnyOrder(
            "bin/say-disable", "bin/say-enable", "lib/libwords-static.a", "lib/libwords.so.1");
    Path target = tree.pathOfLength(LONG_STAGE + 1);
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> tree.restore(target, Placement.COPY))
        .withMessageContainingAll("bin/say-disable", "and 1 more", "at most 100 bytes");
    assertThat(target).doesNotExist();
  }

  private RecordReceipt buildAndRecord() {
    String _ = Program.shell(BUILD, tree.stage(), tree.path("sources")).output();
    return tree.record();
  }

  private void requireWorks(Path target) {
    Path built = target.resolveSibling("built-against-" + target.getFileName());
    String build =
        """
        gcc -DLENGTH="$3" $("$1/bin/words-config") -o "$4-shared" "$2/say.c" -lwords
        gcc -DLENGTH="$3" $("$1/bin/words-config") -o "$4-static" "$2/say.c" -lwords-static
        """;
    int length = LONG_STAGE + "/share/words.txt".length();
    String _ = Program.shell(build, target, tree.path("sources"), length, built).output();
    Stream.of(
            target + "/bin/say-enable",
            target + "/bin/say-disable",
            built + "-shared",
            built + "-static")
        .forEach(program -> {
          assertThat(Program.of(program).output().strip().replaceAll("/+", "/"))
              .isEqualTo(target + "/share/words.txt some words");
          if (!program.endsWith("-static")) {
            assertThat(Program.of("ldd", program).output().replaceAll("/+", "/"))
                .contains("libwords.so.1 => " + target + "/lib/libwords.so.1 ");
          }
        });
  }
}
