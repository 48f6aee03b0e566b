package holotree.tests.relocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.api.error.UnsafeException;
import holotree.engine.Holotree;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A tree with its own path in a text, a script, byte code, a program built by gcc (which must be
/// there) and a symlink.
class OwnPathTest {

  private static final String BUILD =
      """
      mkdir -p "$1/bin" "$1/lib/pkg" "$1/empty"
      cd "$1"
      printf 'prefix=%s\\nlibs=%s/lib:%s/lib64\\nnot=%sX\\n' "$1" "$1" "$1" "$1" >lib/config.pc
      printf '#!%s/bin/prog\\n' "$1" >bin/script
      chmod 755 bin/script
      cat >lib/prog.c <<C
      #include <stdio.h>
      static const char where[] = "$1/lib/config.pc";
      int main(void) { puts(where); FILE *f = fopen(where, "r"); return f == NULL; }
      C
      gcc -g -o bin/prog lib/prog.c
      printf 'def where():\\n    return __file__\\n' >lib/pkg/mod.py
      printf 'HOME = "%s/lib"\\n' "$1" >lib/pkg/home.py
      python3 -m compileall -q "$1/lib/pkg"
      ln -s "$1/lib/pkg" absolute
      ln -s "$1" self
      ln -s lib/pkg relative
      ln -s "$1X" other
      head -c 5000000 /dev/urandom >lib/large.bin
      printf '\\0%s/lib\\0' "$1" >>lib/large.bin
      touch -h -d @1.5 absolute lib/config.pc bin/prog empty
      """;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("stage-with-a-path-of-some-length/tree");

  @Test
  void treeWithItsOwnPath_restoredWhereItWasRecorded_isEqualByteForByte() {
    try (Holotree holotree = work.open()) {
      TreeListing before = buildAndRecord(holotree);
      holotree.restore(RestoreRequest.of("tree").to(stage));
      before.assertSameAs(stage);
      assertThat(holotree.verify(new Target.Directory(stage)).differences()).isEmpty();
    }
  }

  @Test
  void treeRecordedThroughASymlink_restoredWhereItWas_isEqualByteForByte() {
    Path link = work.path("a-symlink-to-the-directory");
    try (Holotree holotree = work.open()) {
      build();
      Program.of("ln", "-s", stage.getParent(), link).output();
      Path given = link.resolve("tree");
      Program.shell("echo \"$1/lib\" >\"$1/lib/given\"", given).output();
      TreeListing before = TreeListing.of(stage);
      holotree.record(RecordRequest.of(given).named("tree"));
      moveStageAway();
      holotree.restore(RestoreRequest.of("tree").to(given));
      before.assertSameAs(stage);
    }
  }

  @Test
  void program_restoredAtAShorterPath_runsAndFindsItsFiles() {
    Path target = work.path("t");
    try (Holotree holotree = work.open()) {
      buildAndRecord(holotree);
      holotree.restore(RestoreRequest.of("tree").to(target));
      assertThat(Program.of(target.resolve("bin/prog")).output().strip())
          .startsWith(target + "/")
          .endsWith("/lib/config.pc");
      assertThat(Program.of(target.resolve("bin/script")).output()).contains("/lib/config.pc");
      assertThat(Program.of("readlink", target.resolve("absolute")).output().strip())
          .isEqualTo(target + "/lib/pkg");
      assertThat(Program.of("readlink", target.resolve("self")).output().strip())
          .isEqualTo(target.toString());
      assertThat(Program.of("readlink", target.resolve("other")).output().strip())
          .isEqualTo(stage + "X");
      assertThat(Program.of("cat", target.resolve("lib/config.pc")).output())
          .isEqualTo("prefix=%1$s\nlibs=%1$s/lib:%1$s/lib64\nnot=%2$sX\n".formatted(target, stage));
      assertThat(holotree.verify(new Target.Directory(target)).differences()).isEmpty();
    }
  }

  @Test
  void program_atALongerPath_isRefusedAndNothingIsThere() {
    Path target = work.path("a/path/that/is/very/much/longer/than/that/of/the/stage/was/before");
    try (Holotree holotree = work.open()) {
      buildAndRecord(holotree);
      RestoreRequest request = RestoreRequest.of("tree").to(target);
      assertThatThrownBy(() -> holotree.restore(request))
          .isInstanceOf(UnsafeException.class)
          .hasMessageContaining("bin/prog");
      assertThat(target).doesNotExist();
      assertThat(work.states()).isEmpty();
    }
  }

  @Test
  void sameBuildAtAnotherPathOfThatLength_sharesEveryFile() {
    Path other = work.path("stage-with-a-path-of-some-height/tree");
    assertThat(other.toString()).hasSameSizeAs(stage.toString());
    try (Holotree holotree = work.open()) {
      RecordReceipt first = recordPythonAt(holotree, stage);
      RecordReceipt second = recordPythonAt(holotree, other);
      assertThat(first.relocatedEntries()).isEqualTo(5);
      assertThat(second.storedChunks()).isZero();
      assertThat(second.catalog()).isEqualTo(first.catalog());
    }
  }

  private static RecordReceipt recordPythonAt(Holotree holotree, Path directory) {
    String build =
        """
        mkdir -p "$1/pkg"
        cd "$1"
        printf 'HOME = "%s"\\n' "$1" >pkg/home.py
        printf '#!%s/bin/python\\n' "$1" >script
        printf 'prefix=%s\\n' "$1" >prefix.pc
        touch -d @1000000000 pkg/home.py script prefix.pc
        python3 -m compileall -q "$1/pkg"
        ln -s "$1/pkg" link
        find . -exec touch -h -d @1000000000 {} +
        """;
    Program.shell(build, directory).output();
    return holotree.record(RecordRequest.of(directory));
  }

  private TreeListing buildAndRecord(Holotree holotree) {
    build();
    TreeListing before = TreeListing.of(stage);
    RecordReceipt receipt = holotree.record(RecordRequest.of(stage).named("tree"));
    assertThat(receipt.relocatedEntries()).isGreaterThanOrEqualTo(8);
    moveStageAway();
    return before;
  }

  private void build() {
    Program.shell(BUILD, stage).output();
  }

  private void moveStageAway() {
    Program.of("mv", stage, work.path("moved-away")).output();
    assertThat(Files.exists(stage)).isFalse();
  }
}
