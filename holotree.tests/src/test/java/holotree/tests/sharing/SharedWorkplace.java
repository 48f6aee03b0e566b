package holotree.tests.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.OtherUser;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A place with a library that one user owns and has recorded a tree in, and homes of others, removed on
/// closing.
final class SharedWorkplace implements AutoCloseable {

  static final OtherUser OWNER = new OtherUser(12001);
  static final OtherUser READER = new OtherUser(12002);
  static final OtherUser THIRD = new OtherUser(12003);

  // Without the times of directories: the owner's commands make and remove notes beside their
  // locks.
  private static final String LISTING =
      "cd \"$1\" && find . -type d -printf '%y %m %U %p\\n'"
          + " -o -printf '%y %m %U %T@ %l %p\\n' | sort";

  private final Workplace work = Workplace.create();

  SharedWorkplace() {
    Workplace.requireRoot();
    try {
      Files.setPosixFilePermissions(path(""), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OWNER.makeDirectory(path("owner"));
    List.of(OWNER, READER, THIRD).forEach(user -> user.makeDirectory(home(user)));
    OWNER
        .runs(
            Program.shell(
                "cd \"$1\"; mkdir -p d/e; seq 20000 >d/numbers; echo x >d/e/x; ln -s d/e link",
                OWNER.makeDirectory(tree())))
        .output();
    command(OWNER, "record", tree(), "--name", "one").output();
  }

  Path path(String name) {
    return work.path(name);
  }

  Path home(OtherUser user) {
    return path("home-" + user.id());
  }

  Path tree() {
    return path("owner/tree");
  }

  Path library() {
    return path("owner/library");
  }

  /// `holotree` with the library and a user's own home.
  Program command(OtherUser user, Object... arguments) {
    return user.runs(rootCommand(home(user), arguments));
  }

  /// The same, run by root.
  Program rootCommand(Path home, Object... arguments) {
    Program command = Image.command(home, arguments);
    return command.with("HOLOTREE_LIBRARY", library().toString());
  }

  /// Type, mode, owner, time and path of all that is in the library.
  String listing() {
    return Program.shell(LISTING, library()).output();
  }

  /// Asserts that a command is refused as unsafe and says all of `words`, and that the library is as it was.
  void refused(Program command, String... words) {
    String before = listing();
    Finished finished = command.run();
    assertThat(finished.exitCode()).as("%s: %s", command.command(), finished).isEqualTo(6);
    assertThat(finished.errors()).contains(words);
    assertThat(listing()).isEqualTo(before);
  }

  @Override
  public void close() {
    work.close();
  }
}
