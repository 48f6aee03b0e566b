package holotree.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.api.error.RefusedException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.WritableFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Promises 3 to 6 of [SpaceTree], and what its methods say; [TreeSymlinksTest] has 1 and 2.
class PortableTreeTest {

  private static final byte[] NAME = Native.bytes("name");
  private static final long SECONDS = 1_600_000_000;
  private static final int NANOS = 123_456_789;

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

  // Promise 4.
  @ParameterizedTest
  @ValueSource(ints = {0, 0200, 0400, 0444, 0555, 0600, 0644, 0666, 0755, 0777})
  void createdFile_hasWhatWasAskedFor(int mode) throws IOException {
    FileStat made = tree.createFile(root, NAME, mode, SECONDS, NANOS, Native.of("content"));
    requireEntry(made, EntryKind.FILE, mode, 7);
    assertThat(tree.stat(root, NAME)).isEqualTo(made);
    assertThat(Files.readAttributes(scratch.resolve("name"), "unix:mode"))
        .containsEntry("mode", 0100000 | mode);
  }

  // Promise 4.
  @ParameterizedTest
  @ValueSource(ints = {0, 0444, 0644, 0666, 0777})
  void fileWrittenInPieces_hasWhatWasAskedFor(int mode) {
    try (WritableFile file = tree.createFile(root, NAME, mode, 7)) {
      file.write(4, Native.of("ent"));
      file.write(0, Native.of("cont"));
      requireEntry(file.finish(SECONDS, NANOS), EntryKind.FILE, mode, 7);
    }
    requireEntry(tree.stat(root, NAME), EntryKind.FILE, mode, 7);
  }

  // Promise 4.
  @ParameterizedTest
  @ValueSource(ints = {0500, 0555, 0700, 0755, 0777})
  void finishedDirectory_hasWhatWasAskedFor(int mode) {
    TreeDirectory made = tree.makeDirectory(root, NAME, mode);
    tree.createFile(made, NAME, 0644, 1, 1, Native.of("below"));
    FileStat finished = tree.finishDirectory(made, mode, SECONDS, NANOS);
    assertThat(finished.kind()).isEqualTo(EntryKind.DIRECTORY);
    assertThat(finished.mode()).isEqualTo(mode);
    assertThat(finished.mtimeSeconds()).isEqualTo(SECONDS);
    assertThat(finished.mtimeNanos()).isEqualTo(NANOS);
    assertThat(tree.stat(made)).isEqualTo(finished);
    tree.finishDirectory(made, 0755, SECONDS, NANOS);
  }

  // Promise 4.
  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "/not/there", "../../x", "a b"})
  void createdSymlink_hasWhatWasAskedFor(String target) throws IOException {
    FileStat made = tree.createSymlink(root, NAME, Native.bytes(target), SECONDS, NANOS);
    requireEntry(made, EntryKind.SYMLINK, 0777, target.length());
    assertThat(tree.readSymlink(root, NAME)).isEqualTo(Native.bytes(target));
    assertThat(Files.readSymbolicLink(scratch.resolve("name"))).hasToString(target);
  }

  private static void requireEntry(FileStat found, EntryKind kind, int mode, long size) {
    assertThat(found).isNotNull();
    assertThat(found.kind()).isEqualTo(kind);
    assertThat(found.mode()).isEqualTo(mode);
    assertThat(found.size()).isEqualTo(size);
    assertThat(found.mtimeSeconds()).isEqualTo(SECONDS);
    assertThat(found.mtimeNanos()).isEqualTo(NANOS);
    assertThat(found.links()).isEqualTo(1);
    assertThat(found.inode()).isPositive();
  }

  // Promise 4; the last line is what the JDK makes of nanoseconds before 1970.
  @ParameterizedTest
  @CsvSource({
    "0,0,0,0",
    "-5,0,-5,0",
    "1,999999999,1,999999999",
    "8000000000,1,8000000000,1",
    "-5,3,0,0"
  })
  void time_isKeptAsFarAsTheJdkKeepsIt(long seconds, int nanos, long second, int nano) {
    FileStat made = tree.createFile(root, NAME, 0644, seconds, nanos, Native.of(""));
    assertThat(made.mtimeSeconds()).isEqualTo(second);
    assertThat(made.mtimeNanos()).isEqualTo(nano);
  }

  // Promise 3.
  @Test
  void whatIsThere_isNeitherOpenedNorReplaced() throws IOException {
    Path canary = Files.writeString(scratch.resolve("canary"), "canary");
    Files.createSymbolicLink(scratch.resolve("link"), canary);
    Files.createSymbolicLink(scratch.resolve("dangling"), scratch.resolve("not-made"));
    Files.createDirectory(scratch.resolve("directory"));
    for (String name : List.of("canary", "link", "dangling", "directory")) {
      byte[] taken = Native.bytes(name);
      requireRefused(() -> tree.createFile(root, taken, 0644, 0, 0, Native.of("bad")));
      requireRefused(() -> tree.createFile(root, taken, 0644, 3));
      requireRefused(() -> tree.makeDirectory(root, taken, 0755));
      requireRefused(() -> tree.createSymlink(root, taken, NAME, 0, 0));
    }
    assertThat(canary).hasContent("canary");
    assertThat(scratch.resolve("not-made")).doesNotExist();
    assertThat(scratch.resolve("directory")).isEmptyDirectory();
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
  void listing_showsEveryEntryOnce() {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      tree.createFile(root, Native.bytes("f" + i), 0644, SECONDS, NANOS, Native.of("12"));
      wanted.add("f" + i);
    }
    List<String> found = new ArrayList<>();
    try (DirectoryCursor cursor = tree.list(root)) {
      assertThatIllegalStateException().isThrownBy(cursor::name);
      while (cursor.next()) {
        requireEntry(cursor.stat(), EntryKind.FILE, 0644, 2);
        found.add(new String(cursor.name(), StandardCharsets.UTF_8));
      }
      assertThat(cursor.next()).isFalse();
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void file_isReadToItsEnd() throws IOException {
    Files.writeString(scratch.resolve("name"), "0123456789");
    try (ReadableFile file = tree.openFile(root, NAME)) {
      MemorySegment into = Native.empty(4);
      assertThat(file.read(3, into)).isEqualTo(4);
      assertThat(Native.bytes(into)).containsExactly('3', '4', '5', '6');
      assertThat(file.read(8, into)).isEqualTo(2);
      assertThat(file.read(10, into)).isZero();
      assertThat(file.stat()).isEqualTo(tree.stat(root, NAME));
    }
  }

  @Test
  void fileReplacedWhileOpen_showsAnotherInode() throws IOException {
    Path path = Files.writeString(scratch.resolve("name"), "old");
    try (ReadableFile file = tree.openFile(root, NAME)) {
      FileStat before = file.stat();
      FileTime time = Files.getLastModifiedTime(path);
      Path other = Files.writeString(scratch.resolve("other"), "new");
      Files.setLastModifiedTime(other, time);
      Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
      assertThat(file.stat().sameAs(before)).isFalse();
    }
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
  void pieces_areWrittenByManyThreads()
      throws ExecutionException, InterruptedException, IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    byte[] content = Native.noise(new Random(seed), 1 << 20);
    int piece = 1 << 14;
    try (WritableFile file = tree.createFile(root, NAME, 0644, content.length);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int at = 0; at < content.length; at += piece) {
        int from = at;
        MemorySegment bytes = Native.of(content).asSlice(from, piece);
        all.add(threads.submit(() -> file.write(from, bytes)));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(file.finish(SECONDS, NANOS).size()).isEqualTo(content.length);
    }
    assertThat(Files.readAllBytes(scratch.resolve("name"))).as("seed %d", seed).isEqualTo(content);
  }

  @Test
  void fileOfAnotherLengthThanAskedFor_isTheCallersMistake() {
    try (WritableFile file = tree.createFile(root, NAME, 0644, 4)) {
      file.write(0, Native.of("123"));
      assertThatIllegalStateException().isThrownBy(() -> file.finish(SECONDS, NANOS));
      assertThatIllegalArgumentException().isThrownBy(() -> file.write(3, Native.of("45")));
      assertThatIllegalArgumentException().isThrownBy(() -> file.write(-1, Native.of("")));
    }
  }

  @Test
  void entries_areRemovedByTheirKind() {
    tree.createFile(root, Native.bytes("f"), 0444, 0, 0, Native.of("x"));
    tree.createSymlink(root, Native.bytes("l"), NAME, 0, 0);
    TreeDirectory directory = tree.makeDirectory(root, Native.bytes("d"), 0755);
    tree.createFile(directory, NAME, 0444, 0, 0, Native.of("x"));
    requireRefused(() -> tree.removeFile(root, Native.bytes("d")));
    requireRefused(() -> tree.removeDirectory(root, Native.bytes("f")));
    requireRefused(() -> tree.removeDirectory(root, Native.bytes("l")));
    requireRefused(() -> tree.removeDirectory(root, Native.bytes("d")));
    requireRefused(() -> tree.removeFile(root, Native.bytes("absent")));
    tree.removeFile(directory, NAME);
    tree.removeDirectory(root, Native.bytes("d"));
    tree.removeFile(root, Native.bytes("f"));
    tree.removeFile(root, Native.bytes("l"));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void whatIsNotThere_hasNoStat() {
    assertThat(tree.stat(root, NAME)).isNull();
    requireRefused(() -> tree.openFile(root, NAME));
    requireRefused(() -> tree.openDirectory(root, NAME));
    requireRefused(() -> tree.readSymlink(root, NAME));
  }

  @Test
  void mark_isKeptOnTheRootOrNotApplicable() throws IOException {
    assertThat(tree.readMark()).isEmpty();
    switch (tree.mark("0123456789abcdef")) {
      case Outcome.Done _ -> {
        assertThat(tree.readMark()).isEqualTo("0123456789abcdef");
        assertThat(tree.mark("fedc")).isSameAs(Outcome.DONE);
        assertThat(tree.readMark()).isEqualTo("fedc");
        assertThat(Files.getAttribute(scratch, "user:holotree.space"))
            .isEqualTo(Native.bytes("fedc"));
      }
      case Outcome.NotApplicable no -> assertThat(no.reason()).isNotBlank();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void markWhereNoneIsKept_isNotApplicable() throws IOException {
    try (SpaceTree proc = new PortableStrategy().openTree(Path.of("/proc/self").toRealPath())) {
      assertThat(proc.mark("x")).isInstanceOf(Outcome.NotApplicable.class);
      assertThat(proc.readMark()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a\0"})
  void whatIsNoSingleName_isTheCallersMistake(String text) {
    byte[] name = Native.bytes(text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree.createFile(root, name, 0644, 0, 0, Native.of("")));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.makeDirectory(root, name, 0755));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.stat(root, name));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.removeFile(root, name));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.removeDirectory(root, name));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.openFile(root, name));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.openDirectory(root, name));
  }

  @Test
  void modeWithMoreThanPermissions_isTheCallersMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree.createFile(root, NAME, 04755, 0, 0, Native.of("")));
    assertThat(scratch).isEmptyDirectory();
  }

  // Promise 6.
  @Test
  void closedTree_keepsItsEntriesAndTakesNoCalls() {
    tree.createFile(root, NAME, 0644, 0, 0, Native.of("stays"));
    tree.close();
    tree.close();
    assertThat(scratch.resolve("name")).hasContent("stays");
    assertThatIllegalStateException().isThrownBy(() -> tree.stat(root, NAME));
  }

  @Test
  void directoryOfAnotherTree_isTheCallersMistake() {
    try (SpaceTree other = new PortableStrategy().openTree(scratch)) {
      assertThatIllegalArgumentException().isThrownBy(() -> tree.stat(other.root()));
    }
  }

  private static void requireRefused(ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class).isThrownBy(call);
  }
}
