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
    RuntimeSet runtime = link("holotree.cli", "holotree.fs.posix");
    runtime.assertModules("without-zstd");
    assertThat(runtime.holotree(workplace.home(), "version").output())
        .contains("codecs: stored\n", "strategies: linux, portable\n");

    record("stored");
    String _ =
        runtime
            .holotree(workplace.home(), "restore", "stored", "--to", workplace.path("again"))
            .output();
    assertSameWords(workplace.path("again"));

    // Other contents: those of the first recording are there, stored.
    Files.writeString(tree.resolve("more"), "other words\n");
    record("zstd");
    Path target = workplace.path("never");
    Finished finished = runtime.holotree(workplace.home(), "restore", "zstd", "--to", target).run();
    assertThat(finished.exitCode()).as(finished.errors()).isEqualTo(PROVIDER_MISSING);
    assertThat(finished.errors())
        .contains("codec \"zstd\"", "this runtime has \"stored\"", "holotree.codec.zstd");
    assertThat(target).doesNotExist();
  }

  @Test
  void runtimeWithLz4Alone_recordsByItself_andNamesTheModuleForZstd() {
    RuntimeSet runtime = link("holotree.cli", "holotree.codec.lz4", "holotree.fs.posix");
    runtime.assertModules("lz4-alone");
    assertThat(runtime.holotree(workplace.home(), "version").output())
        .contains("codecs: lz4, stored\n");
    String _ = runtime.holotree(workplace.home(), "record", tree, "--name", "lz4").output();
    String _ =
        runtime
            .holotree(workplace.home(), "restore", "lz4", "--to", workplace.path("again"))
            .output();
    assertSameWords(workplace.path("again"));
    String _ = Image.command(workplace.home(), "recompress", "--codec", "zstd").output();
    Finished finished =
        runtime.holotree(workplace.home(), "restore", "lz4", "--to", workplace.path("never")).run();
    assertThat(finished.exitCode()).as(finished.errors()).isEqualTo(PROVIDER_MISSING);
    assertThat(finished.errors())
        .contains("codec \"zstd\"", "this runtime has \"lz4, stored\"", "holotree.codec.zstd");
  }

  @Test
  void runtimeWithoutStrategyModuleAndCodecs_worksOnItsOwn() {
    RuntimeSet runtime = link("holotree.cli");
    runtime.assertModules("least");
    assertThat(runtime.holotree(workplace.home(), "version").output())
        .contains("codecs: stored\n", "strategies: portable\n");
    String _ = runtime.holotree(workplace.home(), "record", tree, "--name", "least").output();
    String _ = Program.of("mv", tree, workplace.path("moved")).output();
    String _ = runtime.holotree(workplace.home(), "restore", "least", "--to", tree).output();
    listing.assertSameAs(tree);
  }

  @Test
  void programOfOnesOwn_needsNoCommand() throws IOException {
    Path sources = Files.createDirectories(workplace.path("sources/org/example/app"));
    Path descriptor =
        Files.writeString(
            workplace.path("sources/module-info.java"),
            "module org.example.app { requires holotree.engine; }");
    Path main =
        Files.writeString(
            sources.resolve("App.java"),
            """
            package org.example.app;

            import holotree.engine.*;
            import java.nio.file.Path;

            public final class App {
              public static void main(String[] arguments) {
                Path home = Path.of(arguments[0]);
                HolotreeOptions options = new HolotreeOptions(home, home.resolve("library"), 2);
                try (Holotree holotree = Holotree.open(options)) {
                  holotree.record(RecordRequest.of(Path.of(arguments[1])).named("app"));
                  Path target = Path.of(arguments[2]);
                  System.out.println(holotree.restore(RestoreRequest.of("app").to(target)).files());
                }
              }
            }
            """);
    Path classes = workplace.path("org.example.app");
    Jdk.run(
        "javac",
        "--module-path",
        Project.root().resolve("holotree.cli/target/link/modules")
            + File.pathSeparator
            + Jdk.library("jspecify"),
        "-d",
        classes,
        descriptor,
        main);
    RuntimeSet runtime =
        RuntimeSet.link(
            workplace.path("runtime"),
            List.of(classes),
            "org.example.app",
            "holotree.codec.zstd",
            "holotree.fs.posix");
    runtime.assertModules("program-of-ones-own");
    assertThat(
            runtime
                .java(
                    "org.example.app/org.example.app.App",
                    workplace.home(),
                    tree,
                    workplace.path("again"))
                .output())
        .isEqualTo("1\n");
    assertSameWords(workplace.path("again"));
  }

  @Test
  void runtimeWithoutPosix_usesThePortableStrategy() {
    RuntimeSet runtime = link("holotree.cli", "holotree.codec.zstd");
    runtime.assertModules("without-posix");
    assertThat(runtime.holotree(workplace.home(), "version").output())
        .contains("codecs: zstd, stored\n", "strategies: portable\n");
    String _ = runtime.holotree(workplace.home(), "record", tree, "--name", "portable").output();
    // At the path where it was recorded it is what it was, to the last bit.
    String _ = Program.of("mv", tree, workplace.path("moved")).output();
    String _ = runtime.holotree(workplace.home(), "restore", "portable", "--to", tree).output();
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

  private RuntimeSet link(String... modules) {
    return RuntimeSet.link(workplace.path("runtime"), List.of(), modules);
  }
}
