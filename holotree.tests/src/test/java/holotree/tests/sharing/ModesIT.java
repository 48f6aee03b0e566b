package holotree.tests.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.golden.GoldenFiles;
import holotree.tests.kit.Image;
import holotree.tests.kit.OtherUser;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With which modes everything is made, whatever the umask.
class ModesIT {

  private static final OtherUser USER = new OtherUser(12001);
  private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{16,}|(?<=packs/|links/)..");
  private static final Pattern MODE = Pattern.compile("^[0-7]+");

  // Spaces, finished stages and the pool's links hold what was recorded or built; journals are
  // named by
  // months.
  private static final String LISTING =
      """
      cd "$1"
      find home \\( -path 'home/spaces/[a-z]*' -o -path 'home/stages/*/*' \
        -o -path 'home/pool/links/*/*' \\) -prune -o \
        -printf '%m %y %p\\n' | sed 's/[0-9-]*[.]jsonl/MONTH.jsonl/'
      """;

  @AutoClose private final Workplace work = Workplace.create();

  @Test
  void withTheUsualUmask_theModesAreThoseListed() throws Exception {
    GoldenFiles.assertSame("modes.txt", listing("022"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"000", "002", "077"})
  void withAnotherUmask_noMoreIsLeft(String umask) throws Exception {
    int taken = Integer.parseInt(umask, 8);
    List<String> expected =
        Files.readAllLines(GoldenFiles.path("modes.txt")).stream()
            .map(line -> MODE.matcher(line).replaceAll(mode -> without(mode, taken)))
            .sorted()
            .toList();
    assertThat(listing(umask)).isEqualTo(expected);
  }

  private static String without(MatchResult mode, int taken) {
    return Integer.toOctalString(Integer.parseInt(mode.group(), 8) & ~taken);
  }

  /// Mode, type and path of everything that a few commands make, spaces apart.
  private List<String> listing(String umask) throws Exception {
    Files.setPosixFilePermissions(work.path(""), PosixFilePermissions.fromString("rwxr-xr-x"));
    USER.makeDirectory(work.path("all"));
    USER.runs(
            Program.shell(
                """
                umask "$1"; cd "$2"
                mkdir -p stage/open
                echo x >stage/open/x
                echo x >stage/private
                chmod 777 stage/open; chmod 666 stage/open/x; chmod 600 stage/private
                command=$3
                shift 3
                holotree() { "$command" --home home --quiet "$@"; }
                holotree record stage --name one >/dev/null
                holotree restore one --space copied --placement copy >/dev/null
                holotree restore one --space linked --placement hardlink >/dev/null
                holotree env built --from stage/private -- touch {stage}/x >/dev/null
                ! holotree env failing --from stage/open/x -- false >/dev/null 2>&1
                holotree stage >/dev/null
                """,
                umask,
                work.path("all"),
                Image.launcher()))
        .output();
    Path spaces = work.path("all/home/spaces");
    for (String space : List.of("copied", "linked")) {
      TreeListing.of(work.path("all/stage")).assertSameAs(spaces.resolve(space));
    }
    return Program.shell(LISTING, work.path("all"))
        .output()
        .lines()
        .map(line -> RANDOM.matcher(line).replaceAll("*"))
        .map(line -> line.replaceFirst("stages/.+", "stages/*"))
        .sorted()
        .distinct()
        .toList();
  }
}
