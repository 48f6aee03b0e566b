package holotree.tests.realtrees;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.Placement;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.engine.VerifyReport;
import holotree.tests.kit.MovedTree;
import holotree.tests.kit.MovedTree.Form;
import holotree.tests.kit.Program;
import holotree.tests.kit.Stamps;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A tree that a test builds at a stage, records, and takes away from there, so that whatever still
/// looks for it where it was built finds nothing. Removed on closing.
final class RealTree implements AutoCloseable {

  private static final String NAME = "tree";

  private final Workplace work = Workplace.create();
  private final Path stage;
  private final Path original = work.path("original");

  /// A tree with a stage of any length.
  RealTree() {
    this.stage = work.path("the-stage-where-it-was-built/tree");
  }

  /// A tree whose stage has a path of `length` bytes.
  RealTree(int length) {
    this.stage = pathOfLength(length);
  }

  /// Where it is to be built: not there yet, absolute, no symbolic link in it.
  Path stage() {
    return stage;
  }

  /// Length of the stage's path, bytes.
  int stageLength() {
    return stage.toString().length();
  }

  /// A path in the directory of the test's own.
  Path path(String name) {
    return work.path(name);
  }

  /// A path of `length` bytes in the directory of the test's own.
  Path pathOfLength(int length) {
    int missing = length - work.path("x").toString().length();
    assertThat(missing).as("bytes left for a name").isBetween(0, 250);
    return work.path("x" + "y".repeat(missing));
  }

  /// Records the tree and takes it away from its stage.
  RecordReceipt record() {
    return record(stage);
  }

  /// The same, with another path for the stage.
  RecordReceipt record(Path given) {
    try (Holotree holotree = work.open()) {
      RecordReceipt receipt = holotree.record(RecordRequest.of(given).named(NAME));
      String _ = Program.of("mv", stage, original).output();
      return receipt;
    }
  }

  /// Restores it; each file must come there as asked, but for those that never can.
  RestoreReceipt restore(Path target, Placement placement) {
    assertThat(stage.equals(target) || !Files.exists(stage)).isTrue();
    try (Holotree holotree = work.open()) {
      RestoreReceipt receipt =
          holotree.restore(RestoreRequest.of(NAME).to(target).placedOnly(placement));
      requirePristine(target);
      return receipt;
    }
  }

  /// Removes a space.
  void delete(Path target) {
    try (Holotree holotree = work.open()) {
      holotree.delete(new Target.Directory(target));
    }
  }

  /// Asserts that a space is as it was restored.
  void requirePristine(Path target) {
    assertThat(differences(target)).isEmpty();
  }

  /// The entries of a space that are no longer as they were restored, sorted.
  Set<String> differences(Path target) {
    try (Holotree holotree = work.open()) {
      return holotree.verify(new Target.Directory(target)).differences().stream()
          .map(VerifyReport.Difference::path)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /// Asserts that a run writes nothing at all in a space.
  void requireUntouched(Path target, Consumer<Path> run) {
    assertThat(changedBy(target, run)).as("written in %s", target).isEmpty();
    requirePristine(target);
  }

  /// What a run writes in a space: paths in it, sorted.
  static Set<String> changedBy(Path target, Consumer<Path> run) {
    Stamps before = Stamps.of(target);
    run.accept(target);
    return Stamps.of(target).changedSince(before);
  }

  /// Asserts that what is at `tree` is what was recorded, its path included.
  void requireRecorded(Path tree) {
    TreeListing.of(original).assertSameAs(tree);
  }

  /// The tree as it is to be at a target.
  MovedTree movedTo(Path target) {
    return movedTo(Map.of(stage, target));
  }

  /// The tree as it is to be where each of some paths is another.
  MovedTree movedTo(Map<Path, Path> moves) {
    return new MovedTree(original, moves);
  }

  /// The entries of one form, sorted.
  static Set<String> having(Form form, Map<String, Form> forms) {
    Set<String> entries = new TreeSet<>(forms.keySet());
    entries.removeIf(entry -> forms.get(entry) != form);
    return entries;
  }

  @Override
  public void close() {
    work.close();
  }
}
