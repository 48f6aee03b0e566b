package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.RefusedException;
import holotree.api.fs.FileSystemStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the suites of a file system strategy have in common: the strategy, and a place to use it in.
///
/// They look at the place through `java.nio`, too, and need no rights that a user has not. Where a platform
/// cannot do something, they require that the strategy says so.
@Timeout(300)
public abstract class StrategyContract {

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path place;

  /// For subclasses.
  protected StrategyContract() {}

  /// A strategy under test.
  protected abstract FileSystemStrategy strategy();

  /// What other processes make their strategies of: a class that has a constructor without parameters. That of
  /// the strategy or, if it is anonymous, the one that it extends.
  protected Class<?> strategyOfOtherProcesses() {
    Class<?> own = strategy().getClass();
    return own.isAnonymousClass() ? own.getSuperclass() : own;
  }

  /// Where a suite works: an empty directory, absolute and without symbolic links on its path. Override it
  /// for another file system than that of the directory for temporary files.
  ///
  /// @param scratch a new directory that is removed after the test
  protected Path place(Path scratch) throws IOException {
    return scratch.toRealPath();
  }

  /// Prepares one test.
  @BeforeEach
  public final void enter(@TempDir Path scratch) throws Exception {
    place = place(scratch);
    open();
  }

  /// Ends one test.
  @AfterEach
  public final void leave() throws Exception {
    close();
  }

  /// Makes what the tests of a suite use.
  void open() throws Exception {}

  /// Closes what [#open] made.
  void close() throws Exception {}

  /// The empty directory that a test has.
  final Path place() {
    return place;
  }

  /// A path in the test's directory.
  final Path path(String relative) {
    return place.resolve(relative);
  }

  /// A directory in the test's directory, made with a file `file` in it.
  final Path directory(String name) throws IOException {
    Path made = Files.createDirectory(path(name));
    Files.writeString(made.resolve("file"), name);
    return made;
  }

  /// Whether entries have the modes of POSIX here. Override it where a strategy imitates another platform
  /// than the one that runs it.
  protected boolean hasModes() {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// Requires that a file or directory has the mode asked for, less what this process's umask takes.
  final void requireMode(Path made, String asked) throws IOException {
    if (hasModes()) {
      var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(asked));
      Path sample = Files.createFile(path("mode-sample"), mode);
      assertThat(Files.getPosixFilePermissions(made))
          .isEqualTo(Files.getPosixFilePermissions(sample));
      Files.delete(sample);
    }
  }

  /// Makes a symbolic link, as someone else would.
  ///
  /// @return false if there can be none here, as the strategy's probe says: nothing is left to be tested then
  final boolean symlink(Path link, Path target) throws IOException {
    if (!strategy().probe().measure(place).symlinks()) {
      return false;
    }
    Files.createSymbolicLink(link, target);
    return true;
  }

  /// Another process that uses such a strategy in the store `root`.
  final OtherProcess process(Path root) throws IOException {
    return OtherProcess.start(strategyOfOtherProcesses(), root);
  }

  static void requireRefused(Path path, ThrowingCallable call) {
    requireRefused(call);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.path()).isEqualTo(path.toString()));
  }

  static void requireRefused(ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .satisfies(e -> {
          assertThat(e.path()).isNotBlank();
          assertThat(e.reason()).isNotBlank();
          assertThat(e.next()).isNotBlank();
        });
  }

  /// What another thread came to; what it found to be wrong is thrown as it threw it.
  static <T> T result(Future<T> work) throws Exception {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error wrong) {
        throw wrong;
      }
      throw e;
    }
  }

  @SuppressWarnings("SystemOut") // a failure must be repeatable from the build's log
  static long seed() {
    long seed = Long.getLong("holotree.seed", System.nanoTime());
    System.out.println("-Dholotree.seed=" + seed);
    return seed;
  }
}
