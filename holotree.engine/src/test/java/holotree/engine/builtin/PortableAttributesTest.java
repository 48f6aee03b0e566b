package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.RefusedException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Modes and times given by name.
class PortableAttributesTest {

  private static final byte[] NAME = Native.bytes("name");
  private static final byte[] LINK = Native.bytes("link");
  private static final long SECONDS = 1_600_000_000;
  private static final int NANOS = 123_456_789;

  @TempDir Path scratch;
  private Path place;
  private SpaceTree tree;
  private TreeDirectory root;

  @BeforeEach
  void open() throws IOException {
    place = Files.createDirectory(scratch.resolve("root"));
    tree = new PortableStrategy().openTree(place);
    root = tree.root();
  }

  @AfterEach
  void close() {
    tree.close();
  }

  @Test
  void file_takesModeAndTime_andKeepsItsBytes() {
    create(NAME);
    FileStat stat = set(NAME, 0750);
    requireEntry(stat, EntryKind.FILE, 0750);
    assertThat(tree.stat(root, NAME)).isEqualTo(stat);
    assertThat(place.resolve("name")).hasContent("content");
    assertThat(set(NAME, 0).mode()).isZero();
    requireEntry(set(NAME, 0400), EntryKind.FILE, 0400);
  }

  @Test
  void closedDirectory_isOpenedUp_andClosedAgain() {
    tree.finishDirectory(tree.makeDirectory(root, NAME, 0755), 0, 1, 1);
    requireEntry(set(NAME, 0750), EntryKind.DIRECTORY, 0750);
    requireEntry(set(NAME, 0), EntryKind.DIRECTORY, 0);
    set(NAME, 0700);
  }

  @Test
  void symlink_takesTheTimeAlone_andItsTargetNothing() throws IOException {
    create(NAME);
    FileStat before = tree.stat(root, NAME);
    tree.createSymlink(root, LINK, NAME, 5, 6);
    tree.createSymlink(root, Native.bytes("nowhere"), Native.bytes("absent"), 5, 6);
    requireEntry(set(LINK, 0600), EntryKind.SYMLINK, 0777);
    requireEntry(set(Native.bytes("nowhere"), 0600), EntryKind.SYMLINK, 0777);
    assertThat(Files.readSymbolicLink(place.resolve("link"))).hasToString("name");
    assertThat(tree.stat(root, NAME)).isEqualTo(before);
  }

  @Test
  void hardLink_passesBothOnToItsOtherNames() throws IOException {
    create(NAME);
    Files.createLink(place.resolve("other"), place.resolve("name"));
    FileStat stat = set(NAME, 0600);
    assertThat(stat.links()).isEqualTo(2);
    assertThat(tree.stat(root, Native.bytes("other"))).isEqualTo(stat);
  }

  @Test
  void missingName_isRefused_andABadOneTheCallersMistake() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> set(NAME, 0600))
        .satisfies(e -> assertThat(e.path()).isEqualTo(place.resolve("name").toString()));
    assertThatIllegalArgumentException().isThrownBy(() -> set(Native.bytes(".."), 0600));
    assertThatIllegalArgumentException().isThrownBy(() -> set(Native.bytes("a/b"), 0600));
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void nameOrParentSwappedForASymlink_isNotFollowed() throws IOException {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    Path victim = Files.writeString(outside.resolve("name"), "x");
    Object before = Files.readAttributes(victim, "unix:mode,ctime,lastModifiedTime");
    create(NAME);
    Files.delete(place.resolve("name"));
    Files.createSymbolicLink(place.resolve("name"), victim);
    requireEntry(set(NAME, 0), EntryKind.SYMLINK, 0777);
    TreeDirectory made = tree.makeDirectory(root, LINK, 0755);
    Files.delete(place.resolve("link"));
    Files.createSymbolicLink(place.resolve("link"), outside);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> tree.setAttributes(made, NAME, 0, SECONDS, NANOS));
    assertThat(Files.readAttributes(victim, "unix:mode,ctime,lastModifiedTime")).isEqualTo(before);
  }

  private void create(byte[] name) {
    tree.createFile(root, name, 0644, 1, 2, Native.of("content"));
  }

  private FileStat set(byte[] name, int mode) {
    return tree.setAttributes(root, name, mode, SECONDS, NANOS);
  }

  private static void requireEntry(FileStat stat, EntryKind kind, int mode) {
    assertThat(stat.kind()).isEqualTo(kind);
    assertThat(stat.mode()).isEqualTo(mode);
    assertThat(stat.mtimeSeconds()).isEqualTo(SECONDS);
    assertThat(stat.mtimeNanos()).isEqualTo(NANOS);
  }
}
