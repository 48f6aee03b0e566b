package holotree.tests.sharing;

import static holotree.tests.sharing.SharedWorkplace.OWNER;
import static holotree.tests.sharing.SharedWorkplace.READER;
import static holotree.tests.sharing.SharedWorkplace.THIRD;

import holotree.tests.kit.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What others could have put into a library is not used, by its owner neither.
class UntrustedLibraryIT {

  @AutoClose private final SharedWorkplace work = new SharedWorkplace();

  @Test
  void directoriesThatOthersMayWriteTo_areRefused() {
    Path pack = Path.of(shell("find packs -mindepth 1 -type d").strip());
    for (String directory : new String[] {".", "packs", pack.toString(), "names", "catalogs"}) {
      shell("chmod 775 " + directory);
      Path named = work.library().resolve(directory).normalize();
      work.refused(
          work.command(THIRD, "restore", "one", "--space", "s"),
          "Refused " + named + ":",
          "mode 0775",
          "chmod go-w " + named);
      shell("chmod 755 " + directory);
    }
    shell("chmod 757 names");
    work.refused(work.command(OWNER, "show", "one"), "chmod go-w");
    shell("chmod go-w names");
    work.command(THIRD, "restore", "one", "--space", "s").output();
  }

  @Test
  void aFilePlantedByAnother_isRefused() {
    shell("chmod 777 names");
    READER.runs(Program.shell("cp \"$1\"/names/one \"$1\"/names/two", work.library())).output();
    work.refused(work.command(THIRD, "restore", "two"), "chmod go-w");
    shell("chmod 755 names");
    Path planted = work.library().resolve("names/two");
    work.refused(
        work.command(THIRD, "restore", "two"),
        "Refused " + planted + ":",
        "user " + OWNER.id() + ", and this belongs to user " + READER.id(),
        "chown -R " + OWNER.id() + " " + planted);
    work.refused(work.command(OWNER, "show", "two"), "chown -R " + OWNER.id() + " " + planted);
    shell("chown 12001 names/two");
    work.command(THIRD, "restore", "two").output();
  }

  @Test
  void whatBelongsToRoot_isRefusedToOthers() {
    String catalog = shell("find catalogs -type f").strip();
    shell("chown 0 " + catalog);
    work.refused(
        work.command(THIRD, "restore", "one"),
        "this belongs to user 0",
        "chown -R " + OWNER.id() + " " + work.library().resolve(catalog));
    shell("chown 12001 " + catalog + "; chown 0 packs");
    work.refused(
        work.command(THIRD, "restore", "one"), "chown -R 12001 " + work.library().resolve("packs"));
  }

  private String shell(String commands) {
    return Program.shell("cd \"$1\"; " + commands, work.library()).output();
  }
}
