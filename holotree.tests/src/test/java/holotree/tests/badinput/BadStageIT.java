package holotree.tests.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stages that cannot be recorded.
class BadStageIT {

  private static final int NOBODY = 65534;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("stage");

  @Test
  void missingStage_isNotFound_andNothingIsMade() {
    String message = Refusal.of(record(stage), 3);
    assertThat(message).contains(stage.toString());
    assertThat(work.home()).doesNotExist();
  }

  @Test
  void fileAsStage_isRefused() throws IOException {
    Files.writeString(stage, "a file");
    assertThat(Refusal.of(record(stage), 6)).contains(stage.toString()).contains("no directory");
    assertThat(work.home()).doesNotExist();
  }

  @Test
  void stageThatTheUserMayNotRead_isRefusedWithItsPath() {
    Program.shell("mkdir -p \"$1/dir\"; echo x >\"$1/dir/secret\"; chmod 700 \"$1/dir\"", stage)
        .output();
    assertThat(Refusal.of(asNobody(record(stage)), 1)).contains(stage + "/dir").contains("EACCES");
    Program.shell("chmod 755 \"$1/dir\"; chmod 600 \"$1/dir/secret\"", stage).output();
    assertThat(Refusal.of(asNobody(record(stage)), 1))
        .contains(stage + "/dir/secret")
        .contains("EACCES");
    assertNothingRecorded();
  }

  @Test
  void socketInTheStage_isRefusedByName() throws IOException {
    Files.createDirectories(stage.resolve("run"));
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(stage.resolve("run/control.sock")));
      assertThat(Refusal.of(record(stage), 6))
          .contains("run/control.sock")
          .contains("socket")
          .contains("--exclude");
    }
    assertNothingRecorded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkfifo", "sh -c 'mknod \"$0\" c 1 3'"})
  void fifoOrDeviceInTheStage_isRefusedByName_andCanBeLeftOut(String make) throws IOException {
    Files.createDirectories(stage);
    Program.shell(make + " \"$1/odd\"", stage).output();
    assertThat(Refusal.of(record(stage), 6)).contains("odd").contains("--exclude");
    assertNothingRecorded();
    Image.command(work.home(), "record", stage, "--name", "rest", "--exclude", "odd").output();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPPER", "-dash", "with space", "a/b", "..", ""})
  void nameThatCannotBeOne_isAWrongCommandLine(String name) throws IOException {
    Files.createDirectories(stage);
    Program record = Image.command(work.home(), "record", stage, "--name=" + name);
    assertThat(record.run().exitCode()).isEqualTo(2);
    assertThat(work.home()).doesNotExist();
  }

  @Test
  void stageThatHoldsTheLibrary_isRefused() throws IOException {
    Files.createDirectories(stage);
    Path home = stage.resolve("home");
    Program record = Image.command(home, "record", stage, "--name", "tree");
    assertThat(Refusal.of(record, 6)).contains("home/library").contains("--library");
    assertThat(home).doesNotExist();
  }

  @Test
  void rootAsStage_isRefused() {
    assertThat(Refusal.of(record(Path.of("/")), 6)).contains("root of a file system");
  }

  @Test
  void codecThatIsNotThere_isNamedWithThoseThatAre() throws IOException {
    Files.createDirectories(stage);
    Program record = Image.command(work.home(), "record", stage, "--codec", "brotli");
    assertThat(Refusal.of(record, 8)).contains("brotli").contains("zstd").contains("stored");
    assertThat(work.home()).doesNotExist();
  }

  private Program record(Path directory) {
    return Image.command(work.home(), "record", directory, "--name", "tree");
  }

  private void assertNothingRecorded() {
    assertThat(Workplace.names(work.library().resolve("names"))).isEmpty();
    assertThat(Workplace.names(work.library().resolve("catalogs"))).isEmpty();
    assertThat(Workplace.names(work.library().resolve("packs"))).isEmpty();
    assertThat(Workplace.names(work.library().resolve("tmp"))).isEmpty();
  }

  private Program asNobody(Program command) {
    return asNobody(work, command);
  }

  /// The command as a user without rights, to whom the workplace is open. Needs root.
  static Program asNobody(Workplace work, Program command) {
    Workplace.requireRoot();
    Program.shell("chmod 777 \"$1\"", work.path(".").normalize()).output();
    return Program.shell(
        "exec setpriv --reuid " + NOBODY + " --regid " + NOBODY + " --clear-groups -- \"$@\"",
        command.command().toArray());
  }
}
