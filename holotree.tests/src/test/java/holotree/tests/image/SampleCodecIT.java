package holotree.tests.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.architecture.Project;
import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.OwnJvm;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A codec that is not ours, from the sample: it passes the contract, and works once it is linked in.
class SampleCodecIT {

  private static final Path SAMPLE = Project.root().resolve("samples/codec-xor");
  private static final String MODULE = "holotree.codec.xor";
  private static final int PROVIDER_MISSING = 8;
  private static final int FEWEST_TESTS = 14;
  private static final int HEAP_MEBIBYTES = 256;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path classes = work.path(MODULE);

  @BeforeEach
  void compile() {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "--module-path",
                Project.jar("holotree.api") + File.pathSeparator + Jdk.library("jspecify"),
                "-d",
                classes));
    words.addAll(Project.javaFiles(SAMPLE.resolve("src/main/java")));
    Jdk.run("javac", words.toArray());
  }

  @Test
  void sample_passesTheContract() {
    Path tests = work.path("tests");
    List<Object> words =
        new ArrayList<>(
            List.of("-classpath", classes + File.pathSeparator + OwnJvm.classPath(), "-d", tests));
    words.addAll(Project.javaFiles(SAMPLE.resolve("src/test/java")));
    Jdk.run("javac", words.toArray());
    List<Object> command =
        new ArrayList<>(OwnJvm.command(ContractRun.class, HEAP_MEBIBYTES, classes, tests));
    command.add("org.example.xor.XorCodecTest");
    Finished finished = Program.of(command.toArray()).run();
    assertThat(finished.exitCode()).as(finished.errors()).isZero();
    String passed = finished.output().strip().lines().toList().getLast();
    assertThat(Integer.parseInt(passed.replace(" tests passed", "")))
        .isGreaterThanOrEqualTo(FEWEST_TESTS);
  }

  @Test
  void sampleLinkedIn_isUsed_andNamedWhereItIsMissing() throws IOException {
    Path tree = Files.createDirectory(work.path("tree"));
    Files.writeString(tree.resolve("words"), "words that nobody reads at a glance\n".repeat(100));
    TreeListing listing = TreeListing.of(tree);
    RuntimeSet runtime =
        RuntimeSet.link(
            work.path("runtime"), List.of(classes), "holotree.cli", MODULE, "holotree.fs.posix");
    runtime.assertModules("third-party-codec");
    assertThat(runtime.holotree(work.home(), "version").output()).contains("codecs: stored, xor\n");
    String _ =
        runtime.holotree(work.home(), "record", tree, "--codec", "xor", "--name", "x").output();
    assertThat(Files.readString(Workplace.packs(work.library()).getFirst(), ISO_8859_1))
        .doesNotContain("nobody reads");
    String _ = Program.of("mv", tree, work.path("moved")).output();
    String _ = runtime.holotree(work.home(), "restore", "x", "--to", tree).output();
    listing.assertSameAs(tree);

    Finished finished =
        Image.command(work.home(), "restore", "x", "--to", work.path("never")).run();
    assertThat(finished.exitCode()).as(finished.errors()).isEqualTo(PROVIDER_MISSING);
    assertThat(finished.errors()).contains("codec \"xor\"", MODULE);
    assertThat(work.path("never")).doesNotExist();
  }
}
