package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.architecture.Project;
import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runtimes linked with fewer modules do what is left, and say which module is missing.
class RuntimeSetsIT {

  private static final int PROVIDER_MISSING = 8;

  private Workplace workplace;
  private Path tree;
  private TreeListing listing;

  @BeforeEach
  void makeTree() throws IOException {
    workplace = Workplace.create();
    tree = Files.createDirectories(workplace.path("tree/with/folders"));
    Files.writeString(tree.resolve("words"), "words, words, words\n".repeat(1000));
    Files.createSymbolicLink(tree.resolve("link"), tree.resolve("words"));
    tree = workplace.path("tree");
    listing = TreeListing.of(tree);
  }

  @AfterEach
  void removeAll() {
    workplace.close();
  }

  @Test
  void runtimeWithoutZstd_restoresStoredFramesAndNamesTheModuleForOthers() throws IOException {
    Path runtime = link("holotree.cli", "holotree.fs.posix");
    assertThat(command(runtime, "version").output())
        .contains("codecs: stored\n", "strategies: linux, portable\n");

    record("stored");
    String _ = command(runtime, "restore", "stored", "--to", workplace.path("again")).output();
    assertSameWords(workplace.path("again"));

    // Other contents: those of the first recording are there, stored.
    Files.writeString(tree.resolve("more"), "other words\n");
    record("zstd");
    Path target = workplace.path("never");
    Finished finished = command(runtime, "restore", "zstd", "--to", target).run();
    assertThat(finished.exitCode()).as(finished.errors()).isEqualTo(PROVIDER_MISSING);
    assertThat(finished.errors())
        .contains("codec \"zstd\"", "this runtime has \"stored\"", "holotree.codec.zstd");
    assertThat(target).doesNotExist();
  }

  @Test
  void runtimeWithoutPosix_usesThePortableStrategy() {
    Path runtime = link("holotree.cli", "holotree.codec.zstd");
    assertThat(command(runtime, "version").output())
        .contains("codecs: zstd, stored\n", "strategies: portable\n");
    String _ = command(runtime, "record", tree, "--name", "portable").output();
    // At the path where it was recorded it is what it was, to the last bit.
    String _ = Program.of("mv", tree, workplace.path("moved")).output();
    String _ = command(runtime, "restore", "portable", "--to", tree).output();
    listing.assertSameAs(tree);
    // Other strategies read the same library.
    String _ =
        Image.command(workplace.home(), "restore", "portable", "--to", workplace.path("full"))
            .output();
    assertSameWords(workplace.path("full"));
  }

  private void record(String codec) {
    String _ =
        Image.command(workplace.home(), "record", tree, "--codec", codec, "--name", codec).output();
  }

  private void assertSameWords(Path restored) {
    assertThat(restored.resolve("with/folders/words"))
        .hasSameBinaryContentAs(tree.resolve("with/folders/words"));
    assertThat(restored.resolve("with/folders/link"))
        .isSymbolicLink()
        .hasSameBinaryContentAs(tree.resolve("with/folders/words"));
  }

  private Program command(Path runtime, Object... arguments) {
    List<Object> words = new ArrayList<>();
    words.add(runtime.resolve("bin/java"));
    words.add("-m");
    words.add("holotree.cli/holotree.cli.Main");
    words.add("--home");
    words.add(workplace.home());
    words.addAll(List.of(arguments));
    return Program.of(words.toArray());
  }

  private Path link(String... modules) {
    Path runtime = workplace.path("runtime");
    Path collected = Project.root().resolve("holotree.cli/target/link/modules");
    Jdk.run(
        "jlink",
        "--module-path",
        collected + File.pathSeparator + Project.jar("holotree.cli"),
        "--add-modules",
        String.join(",", modules),
        "--no-header-files",
        "--no-man-pages",
        "--output",
        runtime);
    return runtime;
  }
}
