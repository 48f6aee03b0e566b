package holotree.fs.posix;

import static holotree.fs.posix.Bytes.name;
import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.RefusedException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Modes and times given by name, to what is not opened for it.
class LinuxAttributesTest {

  private static final long SECONDS = 1_234_567_890L;
  private static final int NANOS = 123_456_789;
  private static final int SWAPS = 5_000;

  @TempDir Path directory;
  private Path root;
  private SpaceTree tree;

  @BeforeEach
  void openTree() throws Exception {
    root = Files.createDirectory(directory.resolve("root"));
    tree = new LinuxStrategy().openTree(root);
  }

  @AfterEach
  void closeTree() {
    tree.close();
  }

  @Test
  void file_takesBitsBeyondPermissions() {
    create("f", 0644, "hello");

    assertThat(set("f", 04750).mode()).isEqualTo(04750);
  }

  @Test
  void timesBefore1970_areKept() {
    create("f", 0644, "x");

    FileStat stat = tree.setAttributes(tree.root(), name("f"), 0644, -5, 999_999_999);

    assertThat(stat.mtimeSeconds()).isEqualTo(-5);
    assertThat(stat.mtimeNanos()).isEqualTo(999_999_999);
  }

  // Without what lets root pass over modes.
  @Test
  void whatItsOwnerMayNeitherReadNorEnter_takesModeAndTime() throws Exception {
    Process child =
        Shell.java("exec setpriv --bounding-set=-dac_override,-dac_read_search", Owner.class, root);
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor()).isZero();
    assertThat(output.strip()).isEqualTo("refused, refused, then 700 600 0");
  }

  // Whichever of the two stands there at each moment of the call.
  @Test
  void nameSwappedForASymlinkMeanwhile_isNotFollowed() throws Exception {
    Path victim = Files.writeString(directory.resolve("victim"), "x");
    Object before = Files.readAttributes(victim, "unix:mode,ctime,lastModifiedTime");
    create("f", 0644, "x");
    Files.createSymbolicLink(root.resolve("link"), victim);
    AtomicBoolean done = new AtomicBoolean();
    Thread swapping =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                swap();
              }
            });
    int files = 0;
    try {
      for (int i = 0; i < SWAPS; i++) {
        files += set("f", i % 2 == 0 ? 0600 : 0400).kind() == EntryKind.FILE ? 1 : 0;
      }
    } finally {
      done.set(true);
      swapping.join();
    }
    assertThat(files).isBetween(1, SWAPS - 1);
    assertThat(Files.readAttributes(victim, "unix:mode,ctime,lastModifiedTime")).isEqualTo(before);
  }

  // The name always stands for one of the two, each a fresh name of what lies beside.
  private void swap() {
    try {
      Path name = root.resolve("f");
      Path next = root.resolve("next");
      Files.copy(root.resolve("link"), next, LinkOption.NOFOLLOW_LINKS);
      Files.move(next, name, StandardCopyOption.ATOMIC_MOVE);
      Files.writeString(next, "y");
      Files.move(next, name, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileStat set(String name, int mode) {
    return tree.setAttributes(tree.root(), name(name), mode, SECONDS, NANOS);
  }

  private void create(String name, int mode, String content) {
    tree.createFile(tree.root(), name(name), mode, 1, 2, Bytes.of(content));
  }

  /// A process that closes a directory and a file to itself, fails to open them, gives both other modes by
  /// name, closes the file again, and prints their modes.
  static final class Owner {

    private Owner() {}

    public static void main(String[] arguments) {
      try (SpaceTree tree = new LinuxStrategy().openTree(Path.of(arguments[0]))) {
        TreeDirectory root = tree.root();
        tree.finishDirectory(tree.makeDirectory(root, name("d"), 0), 0, 0, 0);
        tree.createFile(root, name("f"), 0, 0, 0, Bytes.of("x"));
        String before =
            outcome(() -> tree.openFile(root, name("f")).close())
                + ", "
                + outcome(() -> tree.openFile(tree.openDirectory(root, name("d")), name("x")));
        FileStat directory = tree.setAttributes(root, name("d"), 0700, SECONDS, NANOS);
        FileStat file = tree.setAttributes(root, name("f"), 0600, SECONDS, NANOS);
        FileStat closed = tree.setAttributes(root, name("f"), 0, SECONDS, NANOS);
        System.out.printf(
            "%s, then %o %o %o%n", before, directory.mode(), file.mode(), closed.mode());
      }
    }

    private static String outcome(Runnable call) {
      try {
        call.run();
        return "opened";
      } catch (RefusedException e) {
        return e.reason().contains("EACCES") ? "refused" : e.reason();
      }
    }
  }
}
