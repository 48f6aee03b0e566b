package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.RefusedException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.TreeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Promises 1 and 2 of [holotree.api.fs.SpaceTree], with a canary tree that symlinks lead to. That a symlink put
/// there in the middle of a call is not followed either is for the provider's own tests.
public abstract class TreeSafetyContract extends TreeContract {

  private static final byte[] FILE = Native.bytes("file");
  private static final byte[] NEW = Native.bytes("new");
  private static final byte[] DIRECTORY = Native.bytes("d");
  private static final int DIRECTORIES = 600;

  /// For subclasses.
  protected TreeSafetyContract() {}

  @Override
  void open() throws Exception {
    super.open();
    Files.createDirectories(canary().resolve("below"));
    for (Path each : canaries()) {
      Files.writeString(each.resolve("file"), "canary");
      Files.createDirectory(each.resolve("empty"));
      Files.createDirectory(each.resolve("d"));
      symlink(each.resolve("link"), Path.of("canary"));
    }
  }

  private Path canary() {
    return path("canary");
  }

  private List<Path> canaries() {
    return List.of(canary(), canary().resolve("below"));
  }

  private void requireCanaries() throws IOException {
    for (Path each : canaries()) {
      assertThat(each.resolve("file")).hasContent("canary");
      assertThat(each.resolve("empty")).isEmptyDirectory();
      assertThat(each.resolve("d")).isEmptyDirectory();
      try (Stream<Path> left = Files.list(each)) {
        assertThat(left.filter(path -> path.endsWith("new"))).isEmpty();
      }
    }
  }

  @Test
  public void promise1_symlinkWhereADirectoryIsExpected_isNotFollowed() throws IOException {
    if (symlink(inTree("d"), canary())) {
      requireRefused(() -> tree().openDirectory(root(), DIRECTORY));
      requireRefused(() -> tree().removeDirectory(root(), DIRECTORY));
      assertThat(inTree("d")).isSymbolicLink();
    }
    requireCanaries();
  }

  @Test
  public void promise1_symlinkWhereAFileIsExpected_isNotFollowed() throws IOException {
    if (symlink(inTree("file"), canary().resolve("file"))) {
      requireRefused(() -> tree().openFile(root(), FILE));
      requireRefused(() -> create("file", 0644, "x"));
      assertThat(stat("file").kind()).isEqualTo(EntryKind.SYMLINK);
      tree().removeFile(root(), FILE);
      assertThat(treePath()).isEmptyDirectory();
    }
    requireCanaries();
  }

  @Test
  public void promise1_directorySwappedForASymlink_isRefusedByEveryCall() throws IOException {
    TreeDirectory directory = tree().makeDirectory(root(), DIRECTORY, 0755);
    Files.move(inTree("d"), inTree("moved"));
    if (symlink(inTree("d"), canary())) {
      requireNothingThrough(directory, inTree("moved"));
    }
    requireCanaries();
  }

  @Test
  public void promise1_directoryAboveSwappedForASymlink_isRefusedByEveryCall() throws IOException {
    TreeDirectory above = tree().makeDirectory(root(), DIRECTORY, 0755);
    TreeDirectory directory = tree().makeDirectory(above, Native.bytes("below"), 0755);
    Files.move(inTree("d"), inTree("moved"));
    if (symlink(inTree("d"), canary())) {
      requireNothingThrough(directory, inTree("moved/below"));
    }
    requireCanaries();
  }

  @Test
  public void promise1_attributes_areNotGivenThroughASymlink() throws IOException {
    Path victim = canary().resolve("file");
    Object before = attributes(victim);
    TreeDirectory made = tree().makeDirectory(root(), DIRECTORY, 0755);
    made.release();
    Files.delete(inTree("d"));
    if (symlink(inTree("d"), canary())) {
      Files.createSymbolicLink(inTree("name"), victim);
      assertThat(tree().setAttributes(root(), NAME, 0, SECONDS, NANOS).kind())
          .isEqualTo(EntryKind.SYMLINK);
      requireRefused(() -> tree().setAttributes(made, FILE, 0, SECONDS, NANOS));
      requireRefused(() -> tree().finishDirectory(made, 0, SECONDS, NANOS));
    }
    assertThat(attributes(victim)).isEqualTo(before);
    requireCanaries();
  }

  private static Object attributes(Path path) throws IOException {
    boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    return Files.readAttributes(
        path, unix ? "unix:mode,ctime,lastModifiedTime" : "size,lastModifiedTime");
  }

  @Test
  public void promise2_directorySwappedForAnother_isRefusedByEveryCall() throws IOException {
    TreeDirectory directory = tree().makeDirectory(root(), DIRECTORY, 0755);
    // No system tells which inode it makes: which one it is may be asked at the first use.
    tree().createFile(directory, NEW, 0644, 0, 0, Native.of("x"));
    tree().removeFile(directory, NEW);
    Files.move(inTree("d"), inTree("moved"));
    Files.move(canary(), inTree("d"));
    requireNothingThrough(directory, inTree("moved"));
    Files.move(inTree("d"), canary());
    requireCanaries();
  }

  @Test
  public void promise2_directoryBackInItsPlace_canBeUsedAgain() throws IOException {
    TreeDirectory directory = tree().makeDirectory(root(), DIRECTORY, 0755);
    long inode = tree().stat(directory).inode();
    directory.release();
    Files.move(inTree("d"), inTree("moved"));
    Files.createDirectory(inTree("d"));
    requireNothingThrough(directory, inTree("moved"));
    Files.delete(inTree("d"));
    Files.move(inTree("moved"), inTree("d"));
    assertThat(tree().stat(directory).inode()).isEqualTo(inode);
    tree().createFile(directory, NEW, 0644, 0, 0, Native.of("x"));
    assertThat(inTree("d/new")).hasContent("x");
  }

  @Test
  public void promise2_openListing_looksAtNothingElse() throws IOException {
    TreeDirectory directory = tree().makeDirectory(root(), DIRECTORY, 0755);
    tree().createFile(directory, FILE, 0644, 0, 0, Native.of("x"));
    try (DirectoryCursor cursor = tree().list(directory)) {
      assertThat(cursor.next()).isTrue();
      Files.move(inTree("d"), inTree("moved"));
      if (symlink(inTree("d"), canary())) {
        requireRefusedOr(() -> assertThat(cursor.stat().size()).isEqualTo(1));
      }
    }
  }

  @Test
  public void promise2_moreDirectoriesThanMayBeOpen_areAllUsedAndFewAreOpen() throws Exception {
    List<TreeDirectory> made = new ArrayList<>();
    for (int each = 0; each < DIRECTORIES; each++) {
      made.add(tree().makeDirectory(root(), Native.bytes("d" + each), 0755));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (TreeDirectory each : made) {
        all.add(threads.submit(() -> tree().createFile(each, NEW, 0644, 0, 0, Native.of("x"))));
      }
      for (Future<?> one : all) {
        result(one);
      }
    }
    assertThat(openBelow(treePath())).isLessThanOrEqualTo(512);
    for (int each = 0; each < DIRECTORIES; each++) {
      assertThat(inTree("d" + each + "/new")).hasContent("x");
    }
    tree().close();
    assertThat(openBelow(treePath())).isZero();
  }

  // Where the system tells which files a process has open.
  private static long openBelow(Path directory) throws IOException {
    Path told = Path.of("/proc/self/fd");
    if (!Files.isDirectory(told)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(told)) {
      return files.filter(file -> leadsBelow(file, directory)).count();
    }
  }

  private static boolean leadsBelow(Path file, Path directory) {
    try {
      return Files.readSymbolicLink(file).startsWith(directory);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  // Nothing is in the directory itself, and what is meant by its name now must not be met.
  private void requireNothingThrough(TreeDirectory directory, Path moved) throws IOException {
    for (boolean released : new boolean[] {false, true}) {
      if (released) {
        directory.release();
      }
      requireRefused(() -> tree().openDirectory(directory, Native.bytes("empty")));
      requireRefused(() -> tree().openFile(directory, FILE));
      requireRefused(() -> tree().readSymlink(directory, Native.bytes("link")));
      requireRefused(() -> tree().removeFile(directory, FILE));
      requireRefused(() -> tree().removeDirectory(directory, Native.bytes("empty")));
      requireRefused(() -> tree().setAttributes(directory, FILE, 0600, 0, 0));
      requireRefusedOr(() -> assertThat(tree().stat(directory, FILE)).isNull());
      requireRefusedOr(() -> requireEmpty(directory));
      requireRefusedOr(() -> assertThat(tree().stat(directory)).isEqualTo(strategy().stat(moved)));
      requireRefusedOr(() ->
          assertThat(tree().finishDirectory(directory, 0700, 0, 0))
              .isEqualTo(strategy().stat(moved)));
      requireRefusedOr(() -> tree().makeDirectory(directory, NEW, 0755), moved);
      requireRefusedOr(() -> tree().createFile(directory, NEW, 0644, 0, 0, Native.of("x")), moved);
      requireRefusedOr(() -> tree().createFile(directory, NEW, 0644, 0).close(), moved);
      requireRefusedOr(() -> tree().createSymlink(directory, NEW, FILE, 0, 0), moved);
    }
  }

  private void requireEmpty(TreeDirectory directory) {
    try (DirectoryCursor cursor = tree().list(directory)) {
      assertThat(cursor.next()).isFalse();
    }
  }

  private static boolean isRefused(Runnable call) {
    try {
      call.run();
      return false;
    } catch (RefusedException e) {
      assertThat(e.path()).isNotBlank();
      return true;
    }
  }

  private static void requireRefusedOr(Runnable call) {
    isRefused(call);
  }

  private static void requireRefusedOr(Runnable call, Path moved) throws IOException {
    Path made = moved.resolve("new");
    boolean refused = isRefused(call);
    assertThat(Files.exists(made, LinkOption.NOFOLLOW_LINKS)).isNotEqualTo(refused);
    Files.deleteIfExists(made);
  }
}
