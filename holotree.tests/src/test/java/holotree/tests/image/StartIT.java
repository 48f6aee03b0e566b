package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the image's JVM loads, and where from.
class StartIT {

  private static final String FROM_CACHE = "source: shared objects file";

  private Workplace workplace;
  private Path log;

  @BeforeEach
  void makeWorkplace() {
    workplace = Workplace.create();
    log = workplace.path("log");
  }

  @AfterEach
  void removeWorkplace() {
    workplace.close();
  }

  @Test
  void classes_comeFromTheAotCache() throws IOException {
    run("-XX:AOTMode=on -Xlog:class+load:file=" + log, "version");
    List<String> loaded = Files.readAllLines(log);
    assertThat(loaded).hasSizeGreaterThan(500);
    assertThat(loaded)
        .anyMatch(line -> line.matches(".*holotree\\.cli\\.Main " + FROM_CACHE + ".*"));
    assertThat(loaded.stream().filter(line -> line.contains(FROM_CACHE)).count())
        .as("of " + loaded.size() + " classes")
        .isGreaterThan(loaded.size() * 9L / 10);
  }

  @Test
  void version_loadsNoJackson() throws IOException {
    // The AOT cache brings what its training run used; without it, classes are loaded as needed.
    run("-XX:AOTMode=off -Xlog:class+load:file=" + log, "version");
    List<String> loaded = Files.readAllLines(log);
    assertThat(loaded).anyMatch(line -> line.contains(" holotree.cli.VersionCommand "));
    assertThat(loaded).noneMatch(line -> line.contains(" com.fasterxml."));
  }

  @Test
  void restore_loadsNothingOfRecording_andNoRecorder() throws IOException {
    Path tree = Files.createDirectory(workplace.path("tree"));
    Files.writeString(tree.resolve("words"), "words, words, words\n");
    String _ = Image.command(workplace.home(), "record", tree, "--name", "ci").output();
    int number = 0;
    for (String placement : List.of("copy", "hardlink", "hardlink")) {
      Files.deleteIfExists(log);
      run(
          "-XX:AOTMode=off -Xlog:class+load:file=" + log,
          "restore",
          "ci",
          "--to",
          workplace.path("space" + number++),
          "--placement",
          placement);
      List<String> loaded = Files.readAllLines(log);
      assertThat(loaded).anyMatch(line -> line.contains(" holotree.engine.restore."));
      assertThat(loaded)
          .noneMatch(line -> line.contains(" holotree.engine.record."))
          .noneMatch(line -> line.contains(" holotree.engine.flight.StageEvent"))
          .noneMatch(line -> line.contains(" jdk.jfr.Recording "));
    }
  }

  @Test
  void zstd_isLoadedFromTheImage() throws IOException {
    Path tree = Files.createDirectory(workplace.path("tree"));
    Files.writeString(tree.resolve("words"), "words, words, words\n");
    // A library that had to be extracted would have no place to go.
    run(
        "-Djava.io.tmpdir=" + workplace.path("absent") + " -Xlog:library=info:file=" + log,
        "--quiet",
        "record",
        tree,
        "--codec",
        "zstd");
    Path lib = Image.launcher().resolveSibling("../lib").toRealPath();
    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.contains("Loaded library") && line.contains("zstd"))
        .hasSize(1)
        .allMatch(line -> line.contains(lib + "/libzstd-jni"));
    assertThat(workplace.path("absent")).doesNotExist();
  }

  private void run(String options, Object... command) {
    Program program = Image.command(workplace.home(), command);
    String _ = program.with("HOLOTREE_JAVA_OPTS", options).output();
  }
}
