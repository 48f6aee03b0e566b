package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.KeptAttributes;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the suites of a tree have in common: an empty tree.
public abstract class TreeContract extends StrategyContract {

  /// A name.
  static final byte[] NAME = Native.bytes("name");

  /// A time that an entry is given.
  static final long SECONDS = 1_600_000_000;

  /// And nanoseconds.
  static final int NANOS = 123_456_789;

  @SuppressWarnings("NullAway.Init") // set before each test
  private SpaceTree tree;

  /// For subclasses.
  protected TreeContract() {}

  @Override
  void open() throws Exception {
    tree = strategy().openTree(Files.createDirectory(treePath()));
  }

  @Override
  void close() throws Exception {
    tree.close();
  }

  /// The tree under test.
  final SpaceTree tree() {
    return tree;
  }

  /// Its root.
  final TreeDirectory root() {
    return tree.root();
  }

  /// Where it is, to be looked at through `java.nio`.
  final Path treePath() {
    return path("tree");
  }

  /// What is in it under a path.
  final Path inTree(String path) {
    return treePath().resolve(path);
  }

  /// Makes a file in the root.
  final FileStat create(String name, int mode, String content) {
    return tree.createFile(root(), Native.bytes(name), mode, SECONDS, NANOS, Native.of(content));
  }

  /// What the root has under a name, which is there.
  final FileStat stat(String name) {
    return Objects.requireNonNull(tree.stat(root(), Native.bytes(name)));
  }

  /// Requires what was asked for, as far as it is kept; a symbolic link has no mode of its own.
  final void requireEntry(@Nullable FileStat found, EntryKind kind, int mode) {
    if (found == null) {
      throw new AssertionError("nothing is there");
    }
    assertThat(found.kind()).isEqualTo(kind);
    KeptAttributes kept = tree.keptAttributes();
    assertThat(kept.hasMode(found, mode)).as("mode %o of %s", mode, found).isTrue();
    assertThat(kept.hasTime(found, SECONDS, NANOS)).as("time of %s", found).isTrue();
  }
}
