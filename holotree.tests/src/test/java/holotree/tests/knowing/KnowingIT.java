package holotree.tests.knowing;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.TmpfsMount;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole command: what it tells of a library and a home, and that every document is what its schema
/// says.
class KnowingIT {

  private static final String BUILD =
      """
      mkdir -p "$1/dir/sub"
      cd "$1"
      echo plain >plain
      echo gone >dir/sub/gone
      printf 'prefix = %s/lib\\n' "$1" >dir/own
      head -c 9000000 /dev/zero >large
      ln -s plain link
      find . -exec touch -h -d @1700000000 {} +
      """;

  private static final String CHANGE =
      """
      cd "$1"
      echo more >>plain
      rm -r dir/sub
      mkdir new
      echo new >new/file
      chmod 700 dir
      ln -snf dir link
      touch -h -d @1700000500 plain link dir . new new/file
      """;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("the-stage/tree");

  @BeforeEach
  void record() {
    Program.shell(BUILD, stage).output();
    run("record", stage, "--name", "one");
    Program.shell(CHANGE, stage).output();
    run("record", stage, "--name", "two");
  }

  @Test
  void everyCommand_writesWhatItsSchemaSays() {
    valid("restore", 0, "restore", "one", "--space", "s");
    valid("restore", 0, "restore", "one", "--to", work.path("t"), "--placement", "hardlink");
    valid("restore", 0, "restore", "one", "--to", work.path("u"), "--placement", "hardlink");
    valid("verify", 0, "verify", "s");
    Program.of("rm", work.home().resolve("spaces/s/plain")).output();
    valid("verify", 9, "verify", "s");
    valid("spaces", 0, "spaces");
    valid("status", 0, "status");
    valid("stats", 0, "stats");
    valid("stats", 0, "stats", "--days", "365");
    valid("diff", 9, "diff", "one", "two");
    valid("diff", 0, "diff", "one", "one");
    valid("diff", 9, "diff", "--space", "s", "two");
    valid("list", 0, "list");
    valid("show", 0, "show", "one");
    valid("version", 0, "version");
    valid("delete", 0, "delete", "s");
    valid("record", 0, "record", stage);
    valid("error", 3, "restore", "nosuch");
    valid("error", 3, "verify", "nosuch");
    valid("error", 6, "restore", "one", "--to", stage);
  }

  @Test
  void image_hasTheSchemas() throws IOException {
    Path packed = Image.launcher().getParent().resolveSibling("schema");
    assertThat(Workplace.names(packed)).isEqualTo(Workplace.names(Schemas.directory()));
    assertThat(packed.resolve("restore.json"))
        .hasSameTextualContentAs(Schemas.directory().resolve("restore.json"));
  }

  @Test
  void emptyHome_isToldToo_andNothingIsMadeThere() {
    Path home = work.path("other");
    for (String verb : List.of("spaces", "status", "stats", "list")) {
      Finished told = Image.command(home, verb, "--json").run();
      assertThat(told.exitCode()).as(verb + told.errors()).isZero();
      Schemas.assertValid(verb, told.output());
    }
    assertThat(Image.command(home, "restore", "nosuch").run().exitCode()).isEqualTo(3);
    assertThat(home).doesNotExist();
  }

  @Test
  void twoRecordings_differLineByLine() {
    Finished diff = Image.command(work.home(), "diff", "one", "two").run();
    assertThat(diff.exitCode()).isEqualTo(9);
    assertThat(diff.output().lines().filter(line -> line.matches("[-+M] .*")))
        .containsExactly(
            "M .: mtime",
            "M dir: mode, mtime",
            "- dir/sub",
            "- dir/sub/gone 5 bytes",
            "M link: mtime, target",
            "+ new",
            "+ new/file 4 bytes",
            "M plain: mtime, content, 6 bytes -> 11 bytes");
  }

  @Test
  void space_differsFromTheOtherRecordingAsTheRecordingsDo_whereverItIs() {
    List<String> expected =
        Image.command(work.home(), "diff", "one", "two").run().output().lines().toList();
    for (String place : List.of("here", "a-much-longer-place/than-the-stage/was")) {
      Path space = work.path(place);
      run("restore", "one", "--to", space);
      assertThat(Image.command(work.home(), "diff", space, "one").run().exitCode()).isZero();
      Finished diff = Image.command(work.home(), "diff", space, "two").run();
      assertThat(diff.exitCode()).isEqualTo(9);
      assertThat(diff.output().lines().toList().subList(0, expected.size() - 1))
          .isEqualTo(expected.subList(0, expected.size() - 1));
    }
  }

  @Test
  void wordIsARecording_slashIsADirectory_andAMistakeIsTold() {
    run("restore", "one", "--space", "two");
    assertThat(Image.command(work.home(), "diff", "two", "one").run().exitCode()).isEqualTo(9);
    assertThat(Image.command(work.home(), "diff", "--space", "two", "one").run().exitCode())
        .isZero();
    assertThat(
            Image.command(work.home(), "diff", ".", "one")
                .in(work.home().resolve("spaces/two"))
                .run()
                .exitCode())
        .isZero();
    assertThat(Image.command(work.home(), "diff", "one").run().exitCode()).isEqualTo(2);
    assertThat(Image.command(work.home(), "diff", "one", "./two").run().exitCode()).isEqualTo(2);
    assertThat(Image.command(work.home(), "diff", "--space", "two", "a", "b").run().exitCode())
        .isEqualTo(2);
    assertThat(Image.command(work.home(), "diff", stage, "one").run().exitCode()).isEqualTo(3);
    assertThat(Image.command(work.home(), "diff", "one", "nosuch").run().exitCode()).isEqualTo(3);
  }

  @Test
  void spaces_tellWhatIsMissingAndWhatIsNot() {
    run("restore", "one", "--space", "s");
    run("restore", "two", "--to", work.path("t"));
    run("restore", "two", "--to", work.path("away"));
    Program.of("rm", "-r", work.path("away")).output();
    Program.of("mkdir", work.path("away")).output();
    String told = Image.command(work.home(), "spaces").output();
    assertThat(told.lines().map(line -> line.replaceFirst("  +", "|")))
        .anyMatch(line -> line.matches("s\\|one [0-9a-f]{12}, 8 entries, .*[^g]"))
        .anyMatch(line -> line.matches(work.path("t") + "\\|two [0-9a-f]{12}, 8 entries, .*[^g]"))
        .anyMatch(line -> line.startsWith(work.path("away") + "|two") && line.endsWith("missing"))
        .hasSize(3);
  }

  @Test
  void lastUse_isToldOfEachRecording() throws Exception {
    run("restore", "one", "--space", "s");
    try (var used = Files.list(work.library().resolve("used"))) {
      Files.setLastModifiedTime(
          used.findFirst().orElseThrow(), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
    }
    String status = Image.command(work.home(), "status").output();
    assertThat(status).contains("last restored 2001-02-03 04:05 UTC", "never restored");
    run("restore", "one", "--space", "again");
    assertThat(Image.command(work.home(), "status").output()).doesNotContain("2001-02-03");
  }

  @Test
  void libraryThatCanOnlyBeRead_isRestoredFromInSilence() throws Exception {
    try (TmpfsMount mount = TmpfsMount.at(work.path("shared"), 64)) {
      Path library = mount.path().resolve("library");
      Image.command(work.home(), "--library", library, "record", stage, "--name", "ci").output();
      Image.command(work.home(), "--library", library, "restore", "ci", "--space", "a").output();
      Program.of("mount", "-o", "remount,ro", mount.path()).output();
      Finished restored =
          Image.command(work.home(), "--library", library, "restore", "ci", "--space", "b").run();
      assertThat(restored.exitCode()).isZero();
      assertThat(restored.errors()).isEmpty();
    }
  }

  @Test
  void homeThatIsFull_keepsNoJournalAndHarmsNothing() {
    run("restore", "one", "--space", "s");
    Program.shell("rm -r \"$1\"; echo x >\"$1\"", work.home().resolve("journal")).output();
    Finished verified = Image.command(work.home(), "verify", "s").run();
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.errors()).isEmpty();
  }

  @Test
  void journalOfManyProcesses_isWhole_andSumsUp() throws Exception {
    run("restore", "one", "--space", "s");
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Callable<Finished>> commands =
          IntStream.range(0, 9)
              .<Callable<Finished>>mapToObj(
                  _ -> () -> Image.command(work.home(), "verify", "s").run())
              .toList();
      for (Future<Finished> finished : threads.invokeAll(commands)) {
        assertThat(finished.get().exitCode()).isZero();
      }
    }
    Image.command(work.home(), "restore", "nosuch").run();
    Program.shell(
            "printf '{\"time\":\"2026-' >>\"$(ls -d \"$1\"/* | tail -n 1)\"",
            work.home().resolve("journal"))
        .output();
    String stats = Image.command(work.home(), "stats", "--json").output();
    Schemas.assertValid("stats", stats);
    assertThat(stats)
        .contains("\"restores\": 1,", "\"records\": 2,", "\"verifies\": 9,", "\"failed\": 1,")
        .contains("\"kind\": \"notFound\",", "\"skippedLines\": 1\n");
  }

  private void valid(String schema, int code, Object... arguments) {
    Object[] words = Arrays.copyOf(arguments, arguments.length + 1);
    words[arguments.length] = "--json";
    Finished finished = Image.command(work.home(), words).run();
    assertThat(finished.exitCode()).as(finished.toString()).isEqualTo(code);
    Schemas.assertValid(schema, finished.output());
  }

  private void run(Object... arguments) {
    Image.command(work.home(), arguments).output();
  }
}
