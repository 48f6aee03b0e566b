package holotree.tests.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.engine.VerifyReport;
import holotree.engine.VerifyReport.Aspect;
import holotree.engine.VerifyReport.Difference;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What verify finds, in a space at the recorded path and in one that was relocated.
class VerifyTest {

  private static final String BUILD =
      """
      mkdir -p "$1/dir" "$1/empty"
      cd "$1"
      echo plain >plain
      printf 'prefix = %s/lib\\n' "$1" >dir/own
      printf '\\0\\1%s/lib\\0 tail' "$1" >dir/binary
      head -c 9000000 /dev/zero | tr '\\0' x >large
      ln -s plain link
      ln -s "$1/dir" own-link
      """;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("the-stage/tree");

  @BeforeEach
  void record() {
    Program.shell(BUILD, stage).output();
    try (Holotree holotree = work.open()) {
      holotree.record(RecordRequest.of(stage).named("tree"));
    }
    Program.of("mv", stage, work.path("away")).output();
  }

  @ParameterizedTest
  @ValueSource(strings = {"the-stage/tree", "t"})
  void untouchedSpace_isPristine_andVerifyChangesNothing(String target) {
    Path space = restore(target);
    TreeListing before = TreeListing.of(space);
    VerifyReport report = verify(space);
    assertThat(report.pristine()).isTrue();
    assertThat(report.differences()).isEmpty();
    assertThat(report.entries()).isEqualTo(9);
    assertThat(report.bytes()).isGreaterThan(9_000_000);
    before.assertSameAs(space);
  }

  @ParameterizedTest(name = "byte {1} of {0}")
  @CsvSource({"plain, 0", "large, 8999999", "dir/own, 2", "dir/binary, 1", "dir/binary, -1"})
  void changedByte_withSizeAndTimeAsTheyWere_isFound(String path, int offset) throws IOException {
    for (String target : new String[] {"the-stage/tree", "t"}) {
      Path space = restore(target);
      Path file = space.resolve(path);
      FileTime time = Files.getLastModifiedTime(file);
      byte[] bytes = Files.readAllBytes(file);
      bytes[Math.floorMod(offset, bytes.length)] ^= 4;
      Files.write(file, bytes);
      Files.setLastModifiedTime(file, time);
      assertFound(space, Tuple.tuple(path, Aspect.CONTENT));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "chmod 600 plain | plain | MODE",
        "chmod 600 dir/own | dir/own | MODE",
        "chmod 700 empty | empty | MODE",
        "chmod 4644 plain | plain | MODE",
        "chmod 700 . | '' | MODE",
        "touch -d @5.000000001 plain | plain | MTIME",
        "touch -d @$(stat -c %Y plain).000000001 plain | plain | MTIME",
        "touch -d @5 dir/own | dir/own | MTIME",
        "touch -h -d @5 link | link | MTIME",
        "touch -d @5 empty | empty | MTIME",
        "rm plain; touch -r T . | plain | MISSING",
        "rm dir/own; touch -r T/dir dir | dir/own | MISSING",
        "rmdir empty; touch -r T . | empty | MISSING",
        "rm own-link; touch -r T . | own-link | MISSING",
        "touch new; touch -r T . | new | EXTRA",
        "mkdir dir/new; touch dir/new/x; touch -r T/dir dir | dir/new | EXTRA",
        "ln -s x new; touch -r T . | new | EXTRA",
        "ln -snf T/plain plain; touch -r T . | plain | TYPE",
        "ln -snf T/dir/own dir/own; touch -r T/dir dir | dir/own | TYPE",
        "rmdir empty; ln -s T/empty empty; touch -r T . | empty | TYPE",
        "rm link; cp plain link; touch -r T . | link | TYPE",
        "echo more >>plain; touch -r T/plain plain | plain | SIZE",
        "truncate -s 8999999 large; touch -r T/large large | large | SIZE",
        "ln -snf elsewhere link; touch -h -r T/link link; touch -r T . | link | TARGET",
        "ln -snf nowhere own-link; touch -h -r T/own-link own-link; touch -r T .|own-link|TARGET",
      })
  void changeOfOneEntry_isFoundAndNothingElse(String change, String path, Aspect aspect) {
    for (String target : new String[] {"the-stage/tree", "t"}) {
      Path space = restore(target);
      Path twin = work.path("away");
      Program.shell(change.replace("T", twin.toString())).in(space).output();
      assertFound(space, Tuple.tuple(path, aspect));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"the-stage/tree", "t"})
  void fileWithTheStagesPathInsteadOfTheSpaces_isFound(String target) {
    Path space = restore(target);
    String other = space.toString().replaceAll("[a-z]$", "z");
    Program.shell(
            "sed -i \"s,$1,$2,\" dir/own; touch -r \"$3/dir/own\" dir/own",
            space,
            other,
            work.path("away"))
        .in(space)
        .output();
    Program.of("touch", "-r", work.path("away/dir"), space.resolve("dir")).output();
    assertThat(verify(space).differences())
        .extracting(Difference::path, Difference::aspect)
        .contains(Tuple.tuple("dir/own", Aspect.CONTENT));
  }

  private void assertFound(Path space, Tuple difference) {
    TreeListing before = TreeListing.of(space);
    VerifyReport report = verify(space);
    assertThat(report.pristine()).isFalse();
    assertThat(report.differences())
        .extracting(Difference::path, Difference::aspect)
        .containsExactly(difference);
    before.assertSameAs(space);
  }

  private Path restore(String target) {
    try (Holotree holotree = work.open()) {
      holotree.restore(RestoreRequest.of("tree").to(work.path(target)));
    }
    return work.path(target);
  }

  private VerifyReport verify(Path space) {
    try (Holotree holotree = work.open()) {
      return holotree.verify(new Target.Directory(space));
    }
  }
}
