package holotree.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.engine.VerifyReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class SpaceVerifierTest {

  @TempDir Path scratch;
  private Holotree holotree;
  private Path stage;
  private Path space;

  @BeforeEach
  void restoreATree() throws IOException {
    Path real = scratch.toRealPath();
    stage = Files.createDirectory(real.resolve("a-stage"));
    Files.createDirectories(stage.resolve("dir/sub"));
    Files.writeString(stage.resolve("dir/file"), "content");
    Files.writeString(stage.resolve("dir/sub/other"), "more");
    Files.writeString(stage.resolve("empty"), "");
    Files.writeString(stage.resolve("script"), "before " + stage + "/bin after");
    Files.createSymbolicLink(stage.resolve("link"), stage.resolve("dir"));
    try (RandomAccessFile large = new RandomAccessFile(stage.resolve("large").toFile(), "rw")) {
      large.setLength(9 << 20);
    }
    holotree = Holotree.open(new HolotreeOptions(real.resolve("home"), real.resolve("library"), 3));
    holotree.record(RecordRequest.of(stage).named("tree"));
    space = real.resolve("space-with-a-longer-path");
    holotree.restore(RestoreRequest.of("tree").to(space));
  }

  @AfterEach
  void close() {
    holotree.close();
  }

  @Test
  void untouchedSpace_isPristine() {
    VerifyReport report = holotree.verify(new Target.Directory(space));
    assertThat(report.differences()).isEmpty();
    assertThat(report.entries()).isEqualTo(9);
    assertThat(report.bytes()).isGreaterThan(9 << 20);
    assertThat(space.resolve("script")).hasContent("before " + space + "/bin after");
    assertThat(Files.exists(space.resolve("link/file"))).isTrue();
  }

  @Test
  void missingEntry_isFound() throws IOException {
    Files.delete(space.resolve("dir/sub/other"));
    Files.delete(space.resolve("dir/sub"));
    restoreTime("dir");
    assertThat(differences()).containsExactly("dir/sub MISSING directory nothing");
  }

  @Test
  void extraEntry_isFoundWithoutLookingInside() throws IOException {
    Files.createDirectories(space.resolve("dir/new/deep"));
    Files.writeString(space.resolve("zzz"), "x");
    restoreTime("dir");
    restoreTime("");
    assertThat(differences())
        .containsExactly("zzz EXTRA nothing file", "dir/new EXTRA nothing directory");
  }

  @Test
  void otherType_isFound() throws IOException {
    Files.delete(space.resolve("dir/file"));
    Files.createDirectory(space.resolve("dir/file"));
    restoreTime("dir");
    assertThat(differences()).containsExactly("dir/file TYPE file directory");
  }

  @Test
  void linkInPlaceOfADirectory_isFoundAndNotFollowed() throws IOException {
    Files.move(space.resolve("dir"), scratch.resolve("moved"));
    Files.createSymbolicLink(space.resolve("dir"), scratch.resolve("moved"));
    restoreTime("");
    assertThat(differences()).containsExactly("dir TYPE directory symlink");
  }

  @Test
  void otherMode_isFound() throws IOException {
    Files.setPosixFilePermissions(
        space.resolve("dir/file"), PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(
        space.resolve("dir"), PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(differences())
        .hasSize(2)
        .allMatch(difference -> difference.contains(" MODE 0"))
        .anyMatch(difference -> difference.endsWith("0700"));
  }

  @Test
  void otherTime_isFoundToTheNanosecond() throws IOException {
    Path file = space.resolve("empty");
    Instant then = Files.getLastModifiedTime(file).toInstant();
    Files.setLastModifiedTime(file, FileTime.from(then.plusNanos(1)));
    assertThat(differences()).containsExactly("empty MTIME " + then + " " + then.plusNanos(1));
  }

  @Test
  void otherSize_isFound() throws IOException {
    edit("dir/file", "content!");
    assertThat(differences()).containsExactly("dir/file SIZE 7 bytes 8 bytes");
    edit("empty", "x");
    assertThat(differences()).contains("empty SIZE 0 bytes 1 bytes");
  }

  @Test
  void otherContent_isFound() throws IOException {
    edit("dir/file", "Content");
    assertThat(differences())
        .singleElement()
        .asString()
        .startsWith("dir/file CONTENT content ")
        .endsWith(" other bytes");
  }

  @Test
  void otherByteInALaterPiece_isFound() throws IOException {
    FileTime then = Files.getLastModifiedTime(space.resolve("large"));
    try (RandomAccessFile large = new RandomAccessFile(space.resolve("large").toFile(), "rw")) {
      large.seek((9 << 20) - 1);
      large.write(1);
    }
    Files.setLastModifiedTime(space.resolve("large"), then);
    assertThat(differences()).singleElement().asString().startsWith("large CONTENT");
  }

  @Test
  void otherPathInARelocatedFile_isFound() throws IOException {
    String text = Files.readString(space.resolve("script"));
    edit("script", text.replace("space-with", "SPACE-with"));
    assertThat(differences()).singleElement().asString().startsWith("script CONTENT");
    edit("script", text.replace("after", "AFTER"));
    assertThat(differences()).singleElement().asString().startsWith("script CONTENT");
    edit("script", text);
    assertThat(differences()).isEmpty();
  }

  @Test
  void otherTarget_isFound() throws IOException {
    Files.delete(space.resolve("link"));
    Files.createSymbolicLink(space.resolve("link"), Path.of("elsewhere"));
    restoreTime("");
    assertThat(differences())
        .contains("link TARGET " + space + "/dir elsewhere")
        .allMatch(difference -> difference.startsWith("link "));
  }

  @Test
  void findings_comeInTreeOrder() {
    Findings findings = new Findings();
    findings.add(2, bytes("b"), Finding.Aspect.SIZE, "", "", null);
    findings.add(1, bytes("z"), Finding.Aspect.CONTENT, "", "", null);
    findings.add(2, bytes("b"), Finding.Aspect.MODE, "", "", null);
    findings.add(2, bytes("a"), Finding.Aspect.EXTRA, "", "", null);
    assertThat(findings.sorted())
        .extracting(
            finding -> new String(finding.path(), StandardCharsets.UTF_8) + finding.aspect())
        .containsExactly("zCONTENT", "aEXTRA", "bMODE", "bSIZE");
  }

  private List<String> differences() {
    return holotree.verify(new Target.Directory(space)).differences().stream()
        .map(difference ->
            difference.path()
                + " "
                + difference.aspect()
                + " "
                + difference.expected()
                + " "
                + difference.actual())
        .toList();
  }

  /// Changes a file's bytes, but not its time.
  private void edit(String name, String text) throws IOException {
    Path file = space.resolve(name);
    FileTime then = Files.getLastModifiedTime(file);
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, then);
  }

  /// Gives a directory the time it was recorded with.
  private void restoreTime(String name) throws IOException {
    Files.setLastModifiedTime(space.resolve(name), Files.getLastModifiedTime(stage.resolve(name)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
