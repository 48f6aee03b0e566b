package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.fs.Durability;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.FreeSpace;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import holotree.api.fs.TreeOutcome;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Promises 1 to 4 of [FileSystemStrategy], and what its methods say of whole paths. [SuccessionContract]
/// has promise 5, [ProbeContract] the probe's; stores and trees have suites of their own.
public abstract class FileSystemStrategyContract extends StrategyContract {

  private static final int LONG = 12 << 20;

  /// For subclasses.
  protected FileSystemStrategyContract() {}

  @Test
  public void promise1_idAndRank_areFitForReportsAndStayTheSame() {
    assertThat(strategy().id()).matches("[a-z0-9-]{1,20}").isEqualTo(strategy().id());
    assertThat(strategy().rank()).isEqualTo(strategy().rank());
    assertThat(strategy().appliesTo(OperatingSystem.current())).isTrue();
  }

  // Whoever calls native code there fails.
  @Test
  public void promise1_describingItself_needsNoNativeCodeAndNoFile() throws IOException {
    Path own = Files.createDirectory(path("own"));
    try (OtherProcess other =
        OtherProcess.start(
            strategyOfOtherProcesses(),
            path("store"),
            "--illegal-native-access=deny",
            "-Djava.io.tmpdir=" + own,
            "-Duser.home=" + own)) {
      assertThat(other.ask("describe"))
          .startsWith(strategy().id() + " " + strategy().rank() + " ")
          .contains(OperatingSystem.current().name());
    }
    assertThat(own).isEmptyDirectory();
    assertThat(path("store")).doesNotExist();
  }

  @Test
  public void promise1_strategy_servesThreadsAtOnce() throws Exception {
    FileSystemStrategy shared = strategy();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all =
          IntStream.range(0, 40)
              .<Future<?>>mapToObj(each -> threads.submit(() -> useIn(shared, path("t" + each))))
              .toList();
      for (Future<?> one : all) {
        result(one);
      }
    }
    assertThat(place()).isEmptyDirectory();
  }

  private static void useIn(FileSystemStrategy shared, Path root) {
    created(shared.createTree(root)).close();
    assertThat(shared.stat(root)).extracting(FileStat::kind).isEqualTo(EntryKind.DIRECTORY);
    Path moved = root.resolveSibling(root.getFileName() + "-moved");
    assertThat(shared.renameTree(root, moved)).isSameAs(Outcome.DONE);
    assertThat(shared.removeEmptyDirectory(moved)).isSameAs(Outcome.DONE);
    assertThat(shared.stat(moved)).isNull();
  }

  @Test
  public void promise2_failures_areRefusalsWithPathAndReason() throws IOException {
    Path absent = path("absent");
    Path file = Files.createFile(path("file"));
    requireRefused(absent, () -> strategy().openTree(absent));
    requireRefused(file, () -> strategy().createTree(file));
    requireRefused(() -> strategy().createTree(absent.resolve("below")));
    requireRefused(absent, () -> strategy().resolve(absent));
    requireRefused(() -> strategy().makeDirectories(file.resolve("below")));
    requireRefused(absent, () -> strategy().renameTree(absent, path("to")));
    requireRefused(absent, () -> strategy().removeEmptyDirectory(absent));
    requireRefused(file, () -> strategy().removeEmptyDirectory(file));
    requireRefused(() -> strategy().probe().measure(absent));
    assertThat(file).isEmptyFile();
    assertThat(absent).doesNotExist();
  }

  // Promise 2 and each method: what cannot be done that way is an answer.
  @Test
  public void promise2_whatCannotBeDoneHere_isNotApplicableAndChangesNothing() throws IOException {
    Path full = directory("full");
    Path from = directory("from");
    assertThat(strategy().removeEmptyDirectory(full)).isInstanceOf(Outcome.NotApplicable.class);
    assertThat(strategy().renameTree(from, full)).isInstanceOf(Outcome.NotApplicable.class);
    assertThat(full.resolve("file")).hasContent("full");
    assertThat(from.resolve("file")).hasContent("from");
  }

  @Test
  public void promise3_umaskAndWorkingDirectory_stayWhatTheyAre() throws Exception {
    Object before = Files.readAttributes(Path.of("").toAbsolutePath(), "*").get("fileKey");
    List<String> modes;
    try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
      Future<?> work = threads.submit(this::useEverything);
      modes = List.of(modeOfNewFile("first"));
      for (int each = 0; !work.isDone(); each++) {
        assertThat(modeOfNewFile("f" + each)).isEqualTo(modes.getFirst());
      }
      result(work);
    }
    assertThat(modeOfNewFile("last")).isEqualTo(modes.getFirst());
    assertThat(Files.readAttributes(Path.of("."), "*").get("fileKey")).isEqualTo(before);
  }

  private void useEverything() {
    try (SpaceTree tree = created(strategy().createTree(path("tree")));
        LibraryStore store = strategy().store(path("store"), Durability.VOLATILE)) {
      for (int each = 0; each < 200; each++) {
        byte[] name = Native.bytes("n" + each);
        tree.createFile(tree.root(), name, 0777, 0, 0, Native.of("x"));
        tree.removeFile(tree.root(), name);
        tree.finishDirectory(tree.makeDirectory(tree.root(), name, 0777), 0777, 0, 0);
        try (TemporaryFile temporary = store.createTemporary()) {
          store.publish(temporary, "names/n" + each);
        }
      }
    }
  }

  private String modeOfNewFile(String name) throws IOException {
    Path made = Files.createFile(path(name));
    String mode =
        hasModes() ? PosixFilePermissions.toString(Files.getPosixFilePermissions(made)) : "";
    Files.delete(made);
    return mode;
  }

  @Test
  public void promise4_longReadsAndWrites_areWhole() throws IOException {
    byte[] content = new byte[LONG];
    new Random(1).nextBytes(content);
    MemorySegment bytes = Native.of(content);
    try (SpaceTree tree = created(strategy().createTree(path("tree")));
        LibraryStore store = strategy().store(path("store"), Durability.VOLATILE)) {
      tree.createFile(tree.root(), Native.bytes("f"), 0644, 0, 0, bytes);
      try (TemporaryFile temporary = store.createTemporary()) {
        temporary.append(bytes);
        store.publish(temporary, "f");
      }
      try (ReadableFile file = tree.openFile(tree.root(), Native.bytes("f"));
          StoredFile stored = Objects.requireNonNull(store.open("f"))) {
        MemorySegment room = Native.room(LONG);
        assertThat(file.read(0, room)).isEqualTo(LONG);
        assertThat(room.mismatch(bytes)).isEqualTo(-1);
        assertThat(stored.size()).isEqualTo(LONG);
        room.fill((byte) 0);
        stored.read(0, room);
        assertThat(room.mismatch(bytes)).isEqualTo(-1);
      }
    }
  }

  @Test
  public void relativePath_isTheCallersMistake() {
    Path relative = Path.of("relative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strategy().store(relative, Durability.DURABLE));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy().openTree(relative));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy().createTree(relative));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy().stat(relative));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy().resolve(relative));
    assertThatIllegalArgumentException().isThrownBy(() -> strategy().makeDirectories(relative));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strategy().removeEmptyDirectory(relative));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strategy().renameTree(relative, path("to")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strategy().renameTree(path("from"), relative));
  }

  @Test
  public void createdTree_isPrivateAndEmpty() throws IOException {
    Path root = path("root");
    try (SpaceTree tree = created(strategy().createTree(root))) {
      FileStat made = tree.stat(tree.root());
      assertThat(made).isEqualTo(strategy().stat(root));
      assertThat(made.kind()).isEqualTo(EntryKind.DIRECTORY);
      if (hasModes()) {
        assertThat(made.mode()).isEqualTo(0700);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
            .isEqualTo("rwx------");
      }
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  public void treeThatMayNotBeMade_isNotApplicable() throws IOException {
    Path locked = Files.createDirectory(path("locked"));
    if (hasModes()) {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    // Who is root may all the same.
    switch (strategy().createTree(locked.resolve("root"))) {
      case TreeOutcome.Created(SpaceTree tree) -> {
        tree.close();
        assertThat(Files.isWritable(locked)).isTrue();
      }
      case TreeOutcome.NotApplicable(String reason) -> {
        assertThat(reason).isNotBlank();
        assertThat(locked).isEmptyDirectory();
      }
    }
  }

  @Test
  public void renamedTree_isAtItsNewPlace() throws IOException {
    Path from = directory("from");
    assertThat(strategy().renameTree(from, path("to"))).isSameAs(Outcome.DONE);
    assertThat(from).doesNotExist();
    assertThat(path("to/file")).hasContent("from");
  }

  @Test
  public void renaming_neverReplaces() throws IOException {
    Path from = directory("from");
    Path empty = Files.createDirectory(path("empty"));
    Path file = Files.createFile(path("file"));
    Path link = path("link");
    boolean linked = symlink(link, Path.of("nowhere"));
    for (Path to : List.of(directory("full"), empty, file, linked ? link : file)) {
      assertThat(strategy().renameTree(from, to)).isInstanceOf(Outcome.NotApplicable.class);
    }
    assertThat(from.resolve("file")).hasContent("from");
    assertThat(path("full/file")).hasContent("full");
    assertThat(empty).isEmptyDirectory();
    assertThat(file).isEmptyFile();
    assertThat(Files.isSymbolicLink(link)).isEqualTo(linked);
    assertThat(linked ? Files.readSymbolicLink(link) : Path.of("nowhere"))
        .isEqualTo(Path.of("nowhere"));
  }

  @Test
  public void directory_isRemovedOnlyIfEmpty() throws IOException {
    Path empty = Files.createDirectory(path("empty"));
    assertThat(strategy().removeEmptyDirectory(empty)).isSameAs(Outcome.DONE);
    assertThat(empty).doesNotExist();
    Path full = directory("full");
    assertThat(strategy().removeEmptyDirectory(full)).isInstanceOf(Outcome.NotApplicable.class);
    assertThat(full.resolve("file")).hasContent("full");
    Path link = path("link");
    if (symlink(link, full)) {
      requireRefused(() -> strategy().removeEmptyDirectory(link));
      assertThat(link).isSymbolicLink();
    }
  }

  @Test
  public void stat_doesNotFollowAndAnswersNullForNothing() throws IOException {
    Path file = Files.writeString(path("file"), "12345");
    FileStat found = Objects.requireNonNull(strategy().stat(file));
    assertThat(found.kind()).isEqualTo(EntryKind.FILE);
    assertThat(found.size()).isEqualTo(5);
    assertThat(found.mtimeSeconds())
        .isEqualTo(Files.getLastModifiedTime(file).toInstant().getEpochSecond());
    assertThat(strategy().stat(place())).extracting(FileStat::kind).isEqualTo(EntryKind.DIRECTORY);
    assertThat(strategy().stat(path("absent"))).isNull();
    assertThat(strategy().stat(path("absent/below"))).isNull();
    assertThat(strategy().stat(file.resolve("below"))).isNull();
    if (symlink(path("link"), Path.of("nowhere"))) {
      FileStat link = Objects.requireNonNull(strategy().stat(path("link")));
      assertThat(link.kind()).isEqualTo(EntryKind.SYMLINK);
      assertThat(link.size()).isEqualTo(7);
    }
  }

  @Test
  public void whatThisProcessMakes_belongsToItsUser() throws IOException {
    Path own = Files.createFile(path("own"));
    assertThat(strategy().stat(own)).extracting(FileStat::owner).isEqualTo(strategy().user());
  }

  @Test
  public void whatIsFree_isCountedWhereThePathWouldBe() throws IOException {
    FreeSpace free = strategy().free(path("not/there/yet"));
    assertThat(free.bytes()).isPositive();
    assertThat(free.inodes()).isPositive();
    assertThat(free.unit()).isNotNegative().isEqualTo(strategy().free(place()).unit());
    assertThat(place()).isEmptyDirectory();
  }

  @Test
  public void resolvedPath_holdsNoSymlink() throws IOException {
    Path tree = directory("tree");
    Path inner = Files.createDirectory(tree.resolve("inner"));
    assertThat(strategy().resolve(tree.resolve("inner/../file"))).isEqualTo(tree.resolve("file"));
    if (symlink(path("link"), tree)) {
      assertThat(strategy().resolve(path("link/inner"))).isEqualTo(inner);
    }
  }

  @Test
  public void directoriesAreMade_whereTheyAreMissing() throws IOException {
    Path deep = path("a/b/c");
    strategy().makeDirectories(deep);
    Files.writeString(deep.resolve("file"), "stays");
    strategy().makeDirectories(deep);
    assertThat(deep.resolve("file")).hasContent("stays");
    requireRefused(() -> strategy().makeDirectories(deep.resolve("file")));
    if (symlink(path("link"), deep)) {
      strategy().makeDirectories(path("link"));
      strategy().makeDirectories(path("link/d"));
      assertThat(deep.resolve("d")).isEmptyDirectory();
    }
  }

  @Test
  public void rootOfATree_isNoLinkAndNoFile() throws IOException {
    Path tree = directory("tree");
    requireRefused(() -> strategy().openTree(tree.resolve("file")));
    if (symlink(path("link"), tree)) {
      requireRefused(() -> strategy().openTree(path("link")));
    }
  }

  @Test
  public void bootId_staysTheSame() {
    assertThat(strategy().bootId()).isEqualTo(strategy().bootId());
  }

  private static SpaceTree created(TreeOutcome outcome) {
    assertThat(outcome).isInstanceOf(TreeOutcome.Created.class);
    return ((TreeOutcome.Created) outcome).tree();
  }
}
