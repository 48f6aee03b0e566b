package holotree.tests.sharing;

import static holotree.tests.sharing.SharedWorkplace.OWNER;
import static holotree.tests.sharing.SharedWorkplace.READER;
import static holotree.tests.sharing.SharedWorkplace.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.OtherUser;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// One user records, others restore.
class SharedLibraryIT {

  @AutoClose private final SharedWorkplace work = new SharedWorkplace();

  @Test
  void everybodyRestores_intoAHomeOfHisOwn() throws Exception {
    TreeListing tree = TreeListing.of(work.tree());
    String before = work.listing();
    List<OtherUser> readers = List.of(READER, THIRD);
    List<Process> restores =
        readers.stream()
            .map(user -> work.command(user, "restore", "one", "--space", "s").start())
            .toList();
    for (Process restore : restores) {
      assertThat(restore.waitFor()).isZero();
    }
    for (OtherUser reader : readers) {
      Path space = work.home(reader).resolve("spaces/s");
      tree.assertSameAs(space);
      assertThat(Program.of("find", space, "!", "-uid", reader.id()).output()).isEmpty();
    }
    String run =
        work.command(READER, "run", "s", "--", "sh", "-c", "cat \"$HOLOTREE_SPACE\"/link/x")
            .output();
    assertThat(run).isEqualTo("x\n");
    work.command(READER, "verify", "s").output();
    work.command(READER, "restore", "one", "--space", "s", "--placement", "hardlink").output();
    assertThat(work.command(THIRD, "list").output()).contains("one");
    assertThat(work.command(THIRD, "show", "one").output()).contains("2 files");
    assertThat(work.command(THIRD, "diff", "one", "one").output()).startsWith("No difference");
    assertThat(work.listing()).as("readers leave nothing in a library").isEqualTo(before);
  }

  /// A lock that may be read may be shared, for as long as its holder likes. That of readers is waited for.
  @Test
  void readerWhoHoldsEveryOtherLockHeCan_keepsNobodyFromHealing() throws Exception {
    Path held = work.home(READER).resolve("held");
    Process reader =
        READER
            .runs(
                Program.of(
                    "/usr/bin/python3",
                    "-c",
                    """
                    import fcntl, glob, os, sys
                    held = []
                    for path in glob.glob(sys.argv[1] + '/locks/*'):
                        try:
                            lock = open(path)
                            if not path.endswith('/readers'):
                                fcntl.lockf(lock, fcntl.LOCK_SH)
                                held.append(lock)
                        except (PermissionError, IsADirectoryError):
                            continue
                    with open(sys.argv[2] + '.new', 'w') as names:
                        print(*sorted(lock.name.split('/')[-1] for lock in held), file=names)
                    os.rename(sys.argv[2] + '.new', sys.argv[2])
                    sys.stdin.read()
                    """,
                    work.library(),
                    held))
            .start();
    try {
      while (reader.isAlive() && !Files.exists(held)) {
        Thread.sleep(20);
      }
      assertThat(held).hasContent("gate\n");
      work.command(OWNER, "record", work.tree()).output();
      Finished collected = work.command(OWNER, "check", "--heal").run();
      assertThat(collected.exitCode()).as("%s", collected).isZero();
    } finally {
      reader.destroyForcibly().waitFor();
    }
  }

  @Test
  void ownerWhoMakesLocksAnew_locksNobodyOut() {
    Program.of("rm", "-r", work.library().resolve("locks")).output();
    work.command(OWNER, "restore", "one", "--space", "mine").output();
    work.command(READER, "restore", "one", "--space", "mine").output();
    work.command(READER, "run", "mine", "--", "true").output();
  }

  @Test
  void nobodyButTheOwner_writes() {
    for (OtherUser user : List.of(READER, THIRD)) {
      work.refused(
          work.command(user, "record", work.tree(), "--name", "two"),
          "user " + OWNER.id() + ", not by user " + user.id(),
          "--library");
    }
    Path home = work.path("home-0");
    work.refused(
        work.rootCommand(home, "record", work.tree(), "--name", "two"),
        "user " + OWNER.id() + ", not by user 0");
    assertThat(
            work.command(READER, "env", "e", "--from", "/etc/passwd", "--", "touch", "{stage}/x")
                .run()
                .exitCode())
        .isEqualTo(126);

    String before = work.listing();
    work.rootCommand(home, "restore", "one").output();
    assertThat(work.listing()).as("root, who could, leaves nothing either").isEqualTo(before);
    work.command(OWNER, "record", work.tree(), "--name", "two").output();
    assertThat(work.command(READER, "list").output()).contains("two");
  }
}
