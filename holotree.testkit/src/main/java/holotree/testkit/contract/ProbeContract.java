package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.RefusedException;
import holotree.api.fs.Capabilities;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Outcome;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.Sharing;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The promises of [holotree.api.fs.Probe], whose answers are compared with what the strategy's trees and stores
/// do.
public abstract class ProbeContract extends StrategyContract {

  /// For subclasses.
  protected ProbeContract() {}

  @Test
  public void promise1_measuring_leavesNothingAndChangesNothing() throws IOException {
    Path file = Files.writeString(path("case"), "untouched");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    strategy().probe().measure(place());
    requireOnly(place(), file);
    assertThat(file).hasContent("untouched");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(1_000));
  }

  @Test
  public void promise1_measuringSharing_leavesNothingAndChangesNothing() throws IOException {
    Path source = directory("source");
    Path target = directory("target");
    strategy().probe().measureSharing(source, target);
    strategy().probe().measureSharing(source, source);
    requireOnly(source, source.resolve("file"));
    requireOnly(target, target.resolve("file"));
    assertThat(source.resolve("file")).hasContent("source");
    assertThat(target.resolve("file")).hasContent("target");
  }

  private static void requireOnly(Path directory, Path file) throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  public void promise2_namesThatDifferInCaseAlone_areTwoFilesAsMeasured() throws IOException {
    boolean two = strategy().probe().measure(place()).caseSensitive();
    try (SpaceTree tree = strategy().openTree(place())) {
      assertThat(create(tree, Native.bytes("case"))).isTrue();
      assertThat(tree.stat(tree.root(), Native.bytes("CASE")) == null).isEqualTo(two);
      assertThat(create(tree, Native.bytes("CASE"))).isEqualTo(two);
    }
  }

  @Test
  public void promise2_namesThatDifferInNormalisationAlone_areTwoFilesAsMeasured()
      throws IOException {
    boolean two = strategy().probe().measure(place()).keepsNormalisation();
    try (SpaceTree tree = strategy().openTree(place())) {
      // A strategy that can make neither may say what it likes.
      if (create(tree, Native.bytes("\u00E9"))) {
        assertThat(create(tree, Native.bytes("e\u0301"))).isEqualTo(two);
      }
    }
  }

  @Test
  public void promise2_namesOfAnyBytes_areTakenAsMeasured() throws IOException {
    boolean any = strategy().probe().measure(place()).anyBytes();
    try (SpaceTree tree = strategy().openTree(place())) {
      assertThat(create(tree, new byte[] {'a', (byte) 0xFF})).isEqualTo(any);
    }
  }

  @Test
  public void promise2_namesThatWindowsForbids_areTakenAsMeasured() throws IOException {
    boolean windows = strategy().probe().measure(place()).windowsNames();
    try (SpaceTree tree = strategy().openTree(place())) {
      for (String name : new String[] {"nul", "a:b", "a."}) {
        assertThat(windows || create(tree, Native.bytes(name))).as(name).isTrue();
      }
    }
  }

  @Test
  public void promise2_symlinks_areMadeAsMeasured() throws IOException {
    boolean made;
    try (SpaceTree tree = strategy().openTree(place())) {
      tree.createSymlink(tree.root(), Native.bytes("l"), Native.bytes("t"), 0, 0);
      made = true;
    } catch (RefusedException e) {
      made = false;
    }
    assertThat(made).isEqualTo(strategy().probe().measure(place()).symlinks());
    assertThat(Files.isSymbolicLink(path("l"))).isEqualTo(made);
  }

  @Test
  public void promise2_longestName_isTheLongestThatIsTaken() throws IOException {
    int longest = strategy().probe().measure(place()).maxNameBytes();
    try (SpaceTree tree = strategy().openTree(place())) {
      assertThat(create(tree, Native.bytes("n".repeat(longest)))).isTrue();
      assertThat(create(tree, Native.bytes("m".repeat(longest + 1)))).isFalse();
    }
  }

  @Test
  public void promise2_workers_areAtMostThirtyTwo() {
    Capabilities measured = strategy().probe().measure(place());
    assertThat(measured.workers().create()).isBetween(1, 32);
    assertThat(measured.workers().link()).isBetween(1, 32);
  }

  @Test
  public void promise2_files_areSharedAsMeasured() throws IOException {
    Path source = directory("source");
    Path target = Files.createDirectory(path("target"));
    Sharing measured = strategy().probe().measureSharing(source, target);
    try (LibraryStore store = strategy().store(source, Durability.VOLATILE);
        SpaceTree tree = strategy().openTree(target)) {
      try (TemporaryFile temporary = store.createTemporary()) {
        temporary.append(Native.of("shared"));
        store.publish(temporary, "f");
      }
      try (StoredFile file = Objects.requireNonNull(store.open("f"))) {
        ShareOutcome link = tree.linkFile(tree.root(), Native.bytes("l"), file);
        ShareOutcome clone = tree.cloneFile(tree.root(), Native.bytes("c"), 0644, 0, 0, file);
        assertThat(link instanceof ShareOutcome.Shared).isEqualTo(isDone(measured.links()));
        assertThat(clone instanceof ShareOutcome.Shared).isEqualTo(isDone(measured.clones()));
      }
    }
  }

  @Test
  public void whatIsNotThere_isNotProbed() {
    requireRefused(() -> strategy().probe().measure(path("absent")));
    requireRefused(() -> strategy().probe().measureSharing(place(), path("absent")));
    requireRefused(() -> strategy().probe().measureSharing(path("absent"), place()));
  }

  private static boolean isDone(Outcome outcome) {
    return outcome.equals(Outcome.DONE);
  }

  /// Whether a new file of that name can be made and is listed under it.
  private static boolean create(SpaceTree tree, byte[] name) {
    try {
      tree.createFile(tree.root(), name, 0644, 0, 0, Native.of("x"));
    } catch (RefusedException | IllegalArgumentException e) {
      return false;
    }
    try (DirectoryCursor cursor = tree.list(tree.root())) {
      while (cursor.next()) {
        if (Arrays.equals(cursor.name(), name)) {
          return true;
        }
      }
    }
    throw new AssertionError("made, but listed under another name: " + Arrays.toString(name));
  }
}
