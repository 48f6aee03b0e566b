package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.api.error.RefusedException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.WritableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Promises 3 to 6 of [SpaceTree]. [TreeSafetyContract] has promises 1 and 2, [TreeEntryContract] what the
/// methods say of reading, listing and removing.
public abstract class SpaceTreeContract extends TreeContract {

  /// For subclasses.
  protected SpaceTreeContract() {}

  @Test
  public void promise3_whatACreateCallMakes_wasNotThereBefore() throws IOException {
    Path canary = Files.writeString(path("canary"), "canary");
    Files.writeString(inTree("file"), "first");
    Files.createDirectory(inTree("directory"));
    List<String> taken = new ArrayList<>(List.of("file", "directory"));
    if (symlink(inTree("link"), canary)) {
      Files.createSymbolicLink(inTree("dangling"), path("not-made"));
      taken.addAll(List.of("link", "dangling"));
    }
    for (String each : taken) {
      byte[] name = Native.bytes(each);
      requireRefused(() -> create(each, 0644, "second"));
      requireRefused(() -> tree().createFile(root(), name, 0644, 3));
      requireRefused(() -> tree().makeDirectory(root(), name, 0755));
      requireRefused(() -> tree().createSymlink(root(), name, NAME, 0, 0));
    }
    assertThat(canary).hasContent("canary");
    assertThat(inTree("file")).hasContent("first");
    assertThat(inTree("directory")).isEmptyDirectory();
    assertThat(path("not-made")).doesNotExist();
    assertThat(Files.exists(inTree("dangling"), LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(taken.contains("dangling"));
  }

  @Test
  public void promise3_ofManyThatMakeOneName_oneSucceeds() throws Exception {
    for (int round = 0; round < 20; round++) {
      byte[] name = Native.bytes("n" + round);
      List<Future<Boolean>> all = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        for (int thread = 0; thread < 4; thread++) {
          all.add(threads.submit(() -> makes(name)));
        }
      }
      int made = 0;
      for (Future<Boolean> one : all) {
        made += result(one) ? 1 : 0;
      }
      assertThat(made).isEqualTo(1);
    }
  }

  private boolean makes(byte[] name) {
    try {
      tree().createFile(root(), name, 0644, 0, 0, Native.of("x"));
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  @Test
  public void promise4_createdFile_hasWhatWasAskedFor() throws IOException {
    int[] modes = {0, 0200, 0400, 0444, 0555, 0600, 0640, 0644, 0666, 0755, 0777};
    for (int mode : modes) {
      FileStat made = create("name", mode, "content");
      requireEntry(made, EntryKind.FILE, mode);
      assertThat(made.size()).isEqualTo(7);
      assertThat(made.links()).isEqualTo(1);
      assertThat(made).isEqualTo(stat("name"));
      requireOnDisk("name", mode);
      if (Files.isReadable(inTree("name"))) {
        assertThat(inTree("name")).hasContent("content");
      }
      tree().removeFile(root(), NAME);
    }
  }

  // As the platform itself sees it, where it has such a view.
  private void requireOnDisk(String name, int mode) throws IOException {
    Path made = inTree(name);
    FileStat found = stat(name);
    Instant modified = Files.getLastModifiedTime(made).toInstant();
    assertThat(modified).isEqualTo(Instant.ofEpochSecond(found.mtimeSeconds(), found.mtimeNanos()));
    if (hasModes() && made.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      assertThat((int) Files.getAttribute(made, "unix:mode") & 07777).isEqualTo(mode);
      assertThat(Files.getAttribute(made, "unix:ino")).isEqualTo(found.inode());
      assertThat(Files.getAttribute(made, "unix:dev")).isEqualTo(found.device());
    }
  }

  @Test
  public void promise4_fileWrittenInPieces_hasWhatWasAskedFor() throws IOException {
    for (int mode : new int[] {0, 0444, 0644, 0666, 0777}) {
      FileStat finished;
      try (WritableFile file = tree().createFile(root(), NAME, mode, 7)) {
        file.write(4, Native.of("ent"));
        file.write(0, Native.of("cont"));
        finished = file.finish(SECONDS, NANOS);
      }
      requireEntry(finished, EntryKind.FILE, mode);
      assertThat(finished.size()).isEqualTo(7);
      assertThat(stat("name")).isEqualTo(finished);
      requireOnDisk("name", mode);
      tree().removeFile(root(), NAME);
    }
  }

  @Test
  public void promise4_finishedDirectory_hasWhatWasAskedFor() throws IOException {
    for (int mode : new int[] {0500, 0555, 0700, 0755, 0777}) {
      String name = "d" + mode;
      TreeDirectory made = tree().makeDirectory(root(), Native.bytes(name), mode);
      tree().createFile(made, NAME, 0444, 1, 1, Native.of("below"));
      FileStat finished = tree().finishDirectory(made, mode, SECONDS, NANOS);
      requireEntry(finished, EntryKind.DIRECTORY, mode);
      assertThat(tree().stat(made)).isEqualTo(finished);
      assertThat(stat(name)).isEqualTo(finished);
      requireOnDisk(name, mode);
      tree().finishDirectory(made, 0755, SECONDS, NANOS);
    }
  }

  @Test
  public void promise4_createdSymlink_hasWhatWasAskedFor() throws IOException {
    boolean possible = strategy().probe().measure(place()).symlinks();
    for (String target : new String[] {"nowhere", "/not/there", "../../x", "a b"}) {
      byte[] bytes = Native.bytes(target);
      if (!possible) {
        requireRefused(() -> tree().createSymlink(root(), NAME, bytes, SECONDS, NANOS));
        continue;
      }
      FileStat made = tree().createSymlink(root(), NAME, bytes, SECONDS, NANOS);
      requireEntry(made, EntryKind.SYMLINK, 0777);
      assertThat(made.size()).isEqualTo(target.length());
      assertThat(made).isEqualTo(stat("name"));
      requireModeOfLink(made);
      assertThat(tree().readSymlink(root(), NAME)).isEqualTo(bytes);
      assertThat(Files.readSymbolicLink(inTree("name"))).isEqualTo(Path.of(target));
      tree().removeFile(root(), NAME);
    }
  }

  private void requireModeOfLink(FileStat made) throws IOException {
    if (hasModes()
        && inTree("name").getFileSystem().supportedFileAttributeViews().contains("unix")) {
      Object mode = Files.getAttribute(inTree("name"), "unix:mode", LinkOption.NOFOLLOW_LINKS);
      assertThat(made.mode()).isEqualTo((int) mode & 07777);
    }
  }

  @Test
  public void promise4_time_isKept() {
    long[][] times = {{0, 0}, {-5, 0}, {1, 999_999_999}, {8_000_000_000L, 1}};
    for (long[] time : times) {
      FileStat made = tree().createFile(root(), NAME, 0644, time[0], (int) time[1], Native.of(""));
      assertThat(tree().keptAttributes().hasTime(made, time[0], (int) time[1])).isTrue();
      assertThat(stat("name")).isEqualTo(made);
      tree().removeFile(root(), NAME);
    }
  }

  @Test
  public void promise4_attributesGivenByName_areWhatWasAskedFor() throws IOException {
    create("name", 0644, "content");
    for (int mode : new int[] {0750, 0, 0400, 0644}) {
      FileStat given = tree().setAttributes(root(), NAME, mode, SECONDS, NANOS);
      requireEntry(given, EntryKind.FILE, mode);
      assertThat(stat("name")).isEqualTo(given);
      requireOnDisk("name", mode);
    }
    assertThat(inTree("name")).hasContent("content");
  }

  @Test
  public void promise4_closedDirectory_isOpenedUpByNameAndClosedAgain() {
    tree().finishDirectory(tree().makeDirectory(root(), NAME, 0755), 0, 1, 1);
    for (int mode : new int[] {0750, 0, 0700}) {
      FileStat given = tree().setAttributes(root(), NAME, mode, SECONDS, NANOS);
      requireEntry(given, EntryKind.DIRECTORY, mode);
    }
  }

  @Test
  public void promise4_symlinkGivenAttributes_takesTheTimeAloneAndItsTargetNothing()
      throws IOException {
    create("name", 0640, "x");
    FileStat before = stat("name");
    if (symlink(inTree("link"), Path.of("name"))) {
      Files.createSymbolicLink(inTree("nowhere"), Path.of("absent"));
      for (String link : new String[] {"link", "nowhere"}) {
        FileStat given = tree().setAttributes(root(), Native.bytes(link), 0600, SECONDS + 1, NANOS);
        assertThat(given.kind()).isEqualTo(EntryKind.SYMLINK);
        assertThat(given.mtimeSeconds()).isEqualTo(SECONDS + 1);
        assertThat(given).isEqualTo(stat(link));
      }
      assertThat(Files.readSymbolicLink(inTree("link"))).isEqualTo(Path.of("name"));
    }
    assertThat(stat("name")).isEqualTo(before);
  }

  // A strategy may take any bytes, or refuse what java.nio or the file system would change.
  @Test
  public void promise5_nameThatCannotBeHeld_isRefusedBeforeAnythingIsMade() throws IOException {
    byte[][] names = {
      {'a', (byte) 0xFF},
      {(byte) 0xC0, (byte) 0xAF},
      {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
      Native.bytes("\u00E9"),
      Native.bytes("nul"),
      Native.bytes("a:b"),
      Native.bytes("a.")
    };
    for (byte[] name : names) {
      int made = 0;
      made += isMade(() -> tree().createFile(root(), name, 0644, 0, 0, Native.of("x")), name);
      made += isMade(() -> tree().createFile(root(), name, 0644, 0).close(), name);
      made += isMade(() -> tree().makeDirectory(root(), name, 0755), name);
      assertThat(made).as("of three ways to make it").isIn(0, 3);
    }
  }

  private int isMade(Runnable call, byte[] name) {
    try {
      call.run();
    } catch (RefusedException e) {
      assertThat(treePath()).isEmptyDirectory();
      return 0;
    }
    List<byte[]> names = new ArrayList<>();
    EntryKind kind = EntryKind.OTHER;
    try (DirectoryCursor cursor = tree().list(root())) {
      while (cursor.next()) {
        names.add(cursor.name());
        kind = cursor.stat().kind();
      }
    }
    assertThat(names).containsExactly(name);
    if (kind == EntryKind.DIRECTORY) {
      tree().removeDirectory(root(), name);
    } else {
      tree().removeFile(root(), name);
    }
    return 1;
  }

  @Test
  public void promise5_targetOfASymlink_isHeldByteForByteOrRefused() throws IOException {
    byte[][] targets = {
      {'.', '.', '/', (byte) 0x80, '?'}, Native.bytes("a//b"), Native.bytes("a/")
    };
    for (byte[] target : targets) {
      try {
        tree().createSymlink(root(), NAME, target, 0, 0);
      } catch (RefusedException e) {
        assertThat(treePath()).isEmptyDirectory();
        continue;
      }
      assertThat(tree().readSymlink(root(), NAME)).isEqualTo(target);
      tree().removeFile(root(), NAME);
    }
  }

  @Test
  public void promise5_whatIsNoSingleName_isTheCallersMistake() {
    for (String text : new String[] {"", ".", "..", "a/b", "/", "a/", "/a", "a\0", "a\0b"}) {
      byte[] name = Native.bytes(text);
      requireMistake(text, () -> create(text, 0644, ""));
      requireMistake(text, () -> tree().createFile(root(), name, 0644, 0));
      requireMistake(text, () -> tree().makeDirectory(root(), name, 0755));
      requireMistake(text, () -> tree().createSymlink(root(), name, NAME, 0, 0));
      requireMistake(text, () -> tree().setAttributes(root(), name, 0644, 0, 0));
      requireMistake(text, () -> tree().stat(root(), name));
      requireMistake(text, () -> tree().openFile(root(), name));
      requireMistake(text, () -> tree().openDirectory(root(), name));
      requireMistake(text, () -> tree().readSymlink(root(), name));
      requireMistake(text, () -> tree().removeFile(root(), name));
      requireMistake(text, () -> tree().removeDirectory(root(), name));
    }
    assertThat(treePath()).isEmptyDirectory();
  }

  @Test
  public void promise5_targetEmptyOrWithNul_isTheCallersMistake() {
    for (String target : new String[] {"", "a\0"}) {
      requireMistake(target, () -> tree().createSymlink(root(), NAME, Native.bytes(target), 0, 0));
    }
    assertThat(treePath()).isEmptyDirectory();
  }

  private static void requireMistake(String text, Runnable call) {
    assertThatIllegalArgumentException().as("\"%s\"", text).isThrownBy(call::run);
  }

  @Test
  public void promise6_closedTree_keepsItsEntriesAndTakesNoCalls() {
    TreeDirectory root = root();
    create("name", 0644, "stays");
    TreeDirectory made = tree().makeDirectory(root, Native.bytes("d"), 0755);
    tree().close();
    tree().close();
    assertThat(inTree("name")).hasContent("stays");
    assertThat(inTree("d")).isEmptyDirectory();
    assertThatIllegalStateException().isThrownBy(() -> tree().stat(root, NAME));
    assertThatIllegalStateException().isThrownBy(() -> tree().makeDirectory(made, NAME, 0755));
    assertThatIllegalStateException()
        .isThrownBy(() -> tree().createFile(root, Native.bytes("f"), 0644, 0, 0, Native.of("")));
    assertThat(inTree("f")).doesNotExist();
  }

  @Test
  public void directoryOfAnotherTree_isTheCallersMistake() {
    try (SpaceTree other = strategy().openTree(treePath())) {
      assertThatIllegalArgumentException().isThrownBy(() -> tree().stat(other.root()));
      assertThatIllegalArgumentException().isThrownBy(() -> tree().list(other.root()));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tree().makeDirectory(other.root(), NAME, 0755));
    }
  }
}
