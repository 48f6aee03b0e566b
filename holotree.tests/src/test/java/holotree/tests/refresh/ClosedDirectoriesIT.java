package holotree.tests.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Trees with directories and files that even their owner may not read, write or enter, in the hands of a
/// user who is not root. Needs root, to record them and to become that user.
class ClosedDirectoriesIT {

  private static final int USER = 65534;

  private static final String BUILD =
      """
      cd "$1"
      for d in read write write/none none none/deep none/deep/deeper names enter plain; do
        mkdir $d
        echo $d >$d/file
        echo $d >$d/secret
        : >$d/empty
        ln -s file $d/link
        chmod 400 $d/file
        chmod 0 $d/secret $d/empty
      done
      mkdir none/hollow
      head -c 9000000 /dev/urandom >plain/large
      chmod 0 plain/large none/hollow none/deep/deeper none/deep write/none none
      chmod 300 write
      chmod 500 read
      chmod 400 names
      chmod 100 enter
      """;

  private static final String OPEN_UP_AND_EDIT =
      """
      cd "$1"
      chmod 700 read write none names enter none/deep
      rm -f read/file write/link none/secret
      echo more >none/extra
      chmod 600 names/file
      echo other >>names/file
      chmod 644 plain/secret plain/large
      touch enter/secret
      mkdir -p none/deep/extra/inside
      chmod 0 none/deep/extra/inside
      chmod 0 none/deep/extra
      chmod 300 write
      """;

  private static final String CLOSE = "chmod 0 \"$1/read\" \"$1/names\" \"$1/plain\"";
  private static final String NAMES_ALONE = "chmod 400 \"$1/plain\"; chmod 600 \"$1/read\"";

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("stage");
  private final Path library = work.path("library");
  private final Path mine = work.path("mine");
  private final Path space = mine.resolve("space");
  private TreeListing recorded;

  @BeforeEach
  void recordAsRoot() {
    Workplace.requireRoot();
    Program.shell(
            "chmod 755 \"$1\"; mkdir \"$2\" \"$3\"; chown " + USER + " \"$3\"",
            work.path(".").normalize(),
            stage,
            mine)
        .output();
    Program.shell(BUILD, stage).output();
    recorded = TreeListing.of(stage);
    Image.command(work.home(), "--library", library, "record", stage, "--name", "tree").output();
  }

  @Test
  void firstRestore_makesAll_andALaterOneHasNothingToMake() {
    assertThat(restore().output()).contains("Restored");
    recorded.assertSameAs(space);
    // What it may not look into it opens up, and closes again.
    assertThat(restore().output())
        .contains("Removed: 0 entries")
        .contains("Made: 0 files, 0 directories, 0 symlinks");
    recorded.assertSameAs(space);
    assertNothingRemains();
  }

  @Test
  void editsInClosedDirectories_areRepaired() {
    restore().output();
    for (String edit : List.of(OPEN_UP_AND_EDIT, CLOSE, NAMES_ALONE)) {
      asUser(Program.shell(edit, space)).output();
      restore().output();
      recorded.assertSameAs(space);
    }
    assertNothingRemains();
  }

  @Test
  void linkedFiles_areRepaired() {
    String[] linked = {"--placement", "hardlink"};
    command("restore", "tree", "--to", mine.resolve("first"), linked[0], linked[1]).output();
    command("restore", "tree", "--to", space, linked[0], linked[1]).output();
    recorded.assertSameAs(space);
    asUser(Program.shell(OPEN_UP_AND_EDIT, space)).output();
    command("restore", "tree", "--to", space, linked[0], linked[1]).output();
    recorded.assertSameAs(space);
  }

  @Test
  void otherRecording_takesTheirPlace_andBack() {
    restore().output();
    Path other = work.path("other");
    Program.shell("mkdir \"$1\"; echo x >\"$1/none\"; mkdir \"$1/read\"", other).output();
    Image.command(work.home(), "--library", library, "record", other, "--name", "other").output();
    command("restore", "other", "--to", space).output();
    TreeListing.of(other).assertSameAs(space);
    restore().output();
    recorded.assertSameAs(space);
  }

  @Test
  void closedRoot_isOpenedUp_andClosedAgain() {
    Program.of("chmod", "300", stage).output();
    TreeListing closed = TreeListing.of(stage);
    Image.command(work.home(), "--library", library, "record", stage, "--name", "tree").output();
    restore().output();
    closed.assertSameAs(space);
    asUser(Program.shell("rm -f \"$1/plain/file\"; chmod 0 \"$1\"", space)).output();
    restore().output();
    closed.assertSameAs(space);
    asUser(Program.of("mv", space, mine.resolve("moved"))).output();
    command("delete", mine.resolve("moved")).output();
    assertThat(Workplace.names(mine.resolve("home/spaces/.state"))).isEmpty();
    assertThat(Workplace.names(mine)).containsExactly("home");
  }

  @Test
  void delete_removesAll() {
    restore().output();
    asUser(Program.shell(OPEN_UP_AND_EDIT, space)).output();
    command("delete", space).output();
    assertThat(space).doesNotExist();
    assertThat(Workplace.names(mine.resolve("home/spaces/.state"))).isEmpty();
    assertNothingRemains();
  }

  private void assertNothingRemains() {
    assertThat(Workplace.names(mine)).noneMatch(name -> name.startsWith("."));
    assertThat(Workplace.names(mine.resolve("home/tmp"))).isEmpty();
  }

  private Program restore() {
    return command("restore", "tree", "--to", space);
  }

  private Program command(Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("--library", library));
    words.addAll(Arrays.asList(arguments));
    return asUser(Image.command(mine.resolve("home"), words.toArray()));
  }

  private static Program asUser(Program command) {
    return Program.shell(
        "exec setpriv --reuid " + USER + " --regid " + USER + " --clear-groups -- \"$@\"",
        command.command().toArray());
  }
}
