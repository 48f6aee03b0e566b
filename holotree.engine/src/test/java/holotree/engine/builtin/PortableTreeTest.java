package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.RefusedException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// How the portable tree keeps its promises, and where `java.nio` bounds it; [PortableContractTest] shows that
/// it keeps them.
class PortableTreeTest {

  private static final byte[] NAME = Native.bytes("name");

  @TempDir Path scratch;
  private SpaceTree tree;
  private TreeDirectory root;

  @BeforeEach
  void open() {
    tree = new PortableStrategy().openTree(scratch);
    root = tree.root();
  }

  @AfterEach
  void close() {
    tree.close();
  }

  // Promise 4, as far as the JDK keeps it: what it makes of nanoseconds before 1970.
  @Test
  void timeBefore1970_losesItsNanoseconds() {
    FileStat made = tree.createFile(root, NAME, 0644, -5, 3, Native.of(""));
    assertThat(made.mtimeSeconds()).isZero();
    assertThat(made.mtimeNanos()).isZero();
  }

  // Promise 5.
  @Test
  @EnabledOnOs(OS.LINUX)
  void nameThatIsNotUtf8_isRefusedAndNothingMade() {
    byte[] name = {'a', (byte) 0xFF};
    requireRefused(() -> tree.createFile(root, name, 0644, 0, 0, Native.of("x")));
    requireRefused(() -> tree.createFile(root, name, 0644, 1));
    requireRefused(() -> tree.makeDirectory(root, name, 0755));
    requireRefused(() -> tree.createSymlink(root, name, NAME, 0, 0));
    requireRefused(() -> tree.createSymlink(root, NAME, name, 0, 0));
    assertThat(scratch).isEmptyDirectory();
  }

  // Promise 5, for what is there already.
  @Test
  @EnabledOnOs(OS.LINUX)
  void entryWhoseNameIsNotUtf8_isRefusedWhenListed() throws IOException, InterruptedException {
    String script = "touch \"$1/$(printf 'a\\377')\"; ln -s \"$(printf 'b\\377')\" \"$1/link\"";
    Process shell = new ProcessBuilder("sh", "-c", script, "sh", scratch.toString()).start();
    assertThat(shell.waitFor()).isZero();
    int refused = 0;
    try (DirectoryCursor cursor = tree.list(root)) {
      while (cursor.next()) {
        if (cursor.stat().kind() == EntryKind.FILE) {
          requireRefused(cursor::name);
          refused++;
        }
      }
    }
    assertThat(refused).isEqualTo(1);
    requireRefused(() -> tree.readSymlink(root, Native.bytes("link")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void fifo_isNotWaitedFor() throws IOException, InterruptedException {
    Process made = new ProcessBuilder("mkfifo", scratch.resolve("name").toString()).start();
    assertThat(made.waitFor()).isZero();
    assertThat(tree.stat(root, NAME)).extracting(FileStat::kind).isEqualTo(EntryKind.OTHER);
    requireRefused(() -> tree.openFile(root, NAME));
    tree.removeFile(root, NAME);
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void mark_isAnExtendedAttributeOfTheRoot() throws IOException {
    if (tree.mark("fedc").equals(Outcome.DONE)) {
      assertThat(Files.getAttribute(scratch, "user:holotree.space"))
          .isEqualTo(Native.bytes("fedc"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void markWhereNoneIsKept_isNotApplicable() throws IOException {
    try (SpaceTree proc = new PortableStrategy().openTree(Path.of("/proc/self").toRealPath())) {
      assertThat(proc.mark("x")).isInstanceOf(Outcome.NotApplicable.class);
      assertThat(proc.readMark()).isNull();
    }
  }

  @Test
  void modeWithMoreThanPermissions_isTheCallersMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree.createFile(root, NAME, 04755, 0, 0, Native.of("")));
    assertThat(scratch).isEmptyDirectory();
  }

  private static void requireRefused(ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class).isThrownBy(call);
  }
}
