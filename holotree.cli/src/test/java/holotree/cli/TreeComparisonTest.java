package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import holotree.engine.VerifyReport.Aspect;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeComparisonTest {

  private static final FileTime THEN =
      FileTime.from(Instant.parse("2025-01-02T03:04:05.123456789Z"));

  @TempDir private Path directory;

  private Path recorded;
  private Path restored;

  @BeforeEach
  void makeTwoEqualTrees() throws IOException {
    recorded = tree("recorded");
    restored = tree("restored");
  }

  @Test
  void equalTrees_doNotDiffer() throws Exception {
    assertThat(differences()).isEmpty();
  }

  @Test
  void changedByte_isFound() throws Exception {
    write(restored.resolve("d/f"), "sOme text");

    assertThat(differences()).containsExactly("CONTENT d/f");
  }

  @Test
  void changedSize_isFound() throws Exception {
    write(restored.resolve("d/f"), "some text more");

    assertThat(differences()).containsExactly("SIZE d/f");
  }

  @Test
  void changedMode_isFound() throws Exception {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(
        restored.resolve("d/f"), PosixFilePermissions.fromString("rwx------"));

    assertThat(differences()).containsExactly("MODE d/f");
  }

  @Test
  void modificationTimeThatDiffersByOneMicrosecond_isFound() throws Exception {
    Files.setLastModifiedTime(
        restored.resolve("d/f"), FileTime.from(THEN.toInstant().plusNanos(1000)));

    assertThat(differences()).containsExactly("MTIME d/f");
  }

  @Test
  void missingAndExtraEntries_areFound() throws Exception {
    Files.delete(restored.resolve("d/f"));
    Files.createDirectory(restored.resolve("d/g"));
    Files.setLastModifiedTime(restored.resolve("d"), THEN);

    assertThat(differences()).containsExactly("MISSING d/f", "EXTRA d/g");
  }

  @Test
  void changedSymlinkTarget_isFound() throws Exception {
    Files.delete(restored.resolve("s"));
    Files.createSymbolicLink(restored.resolve("s"), Path.of("elsewhere"));
    touch(restored);

    assertThat(differences()).containsExactly("TARGET s");
  }

  @Test
  void fileThatHoldsTheNewPathForTheOldOne_isRelocated() throws Exception {
    write(recorded.resolve("d/f"), "#!" + recorded + "/bin/x");
    write(restored.resolve("d/f"), "#!" + restored + "/bin/x");

    TreeComparison comparison = compare();
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.relocated()).isEqualTo(1);
  }

  @Test
  void fileThatHoldsTheNewPathPaddedWithSlashes_isRelocated() throws Exception {
    write(recorded.resolve("d/f"), "#!" + recorded + "/bin/x");
    write(restored.resolve("d/f"), "#!" + restored.getParent() + "////restored/bin/x");

    assertThat(compare().relocated()).isEqualTo(1);
  }

  @Test
  void byteCodeThatWasLeftOut_isAllowedIfTheRestoreSaidSo() throws Exception {
    write(recorded.resolve("d/f.pyc"), "code");
    Files.setLastModifiedTime(recorded.resolve("d"), THEN);

    assertThat(compare().allowing(1).differences()).isEmpty();
    assertThat(compare().allowing(0).differences()).hasSize(1);
    assertThat(compare().allowing(2).differences()).hasSize(1);
  }

  @Test
  void pathAcrossTwoWindows_isFound() throws Exception {
    Path file = directory.resolve("large");
    Files.writeString(file, "x".repeat((64 << 10) - 3) + "/some/path" + "x".repeat(70_000));

    assertThat(PathSearch.holds(file, "/some/path")).isTrue();
    assertThat(PathSearch.holds(file, "/some/paths")).isFalse();
  }

  private List<String> differences() throws Exception {
    return compare().differences().stream()
        .map(each -> nameOf(each.aspect()) + " " + each.path())
        .toList();
  }

  private static String nameOf(Aspect aspect) {
    return aspect.name();
  }

  private TreeComparison compare() throws Exception {
    return TreeComparison.of(TreeSnapshot.of(recorded), TreeSnapshot.of(restored));
  }

  private Path tree(String name) throws IOException {
    Path root = Files.createDirectory(directory.resolve(name));
    Files.createDirectory(root.resolve("d"));
    write(root.resolve("d/f"), "some text");
    Files.createSymbolicLink(root.resolve("s"), Path.of("d/f"));
    touch(root);
    return root;
  }

  private static void touch(Path root) throws IOException {
    Files.getFileAttributeView(
            root.resolve("s"), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(THEN, null, null);
    Files.setLastModifiedTime(root.resolve("d"), THEN);
    Files.setLastModifiedTime(root, THEN);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, THEN);
  }
}
