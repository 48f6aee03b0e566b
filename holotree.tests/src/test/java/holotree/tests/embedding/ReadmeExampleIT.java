package holotree.tests.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.architecture.Project;
import holotree.tests.image.Jdk;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The program that README.md shows is compiled and run as it stands there.
class ReadmeExampleIT {

  private static final Pattern EXAMPLE =
      Pattern.compile("^## Embedding$.*?^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void exampleOfTheReadme_recordsAndRestores() throws IOException {
    try (Workplace workplace = Workplace.create()) {
      Path source = Files.writeString(workplace.path("Embed.java"), example());
      Path classes = workplace.path("classes");
      String modules =
          Project.jar("holotree.api") + File.pathSeparator + Project.jar("holotree.engine");
      Jdk.run(
          "javac",
          "-Xlint:all",
          "-Werror",
          "-d",
          classes,
          "--module-path",
          modules,
          "--add-modules",
          "holotree.engine",
          source);

      Path tree = Files.createDirectory(workplace.path("tree"));
      Files.writeString(tree.resolve("words"), "words, words, words\n");
      Files.createSymbolicLink(tree.resolve("link"), Path.of("words"));
      Path target = workplace.path("again");
      // The image has every module that the readme names.
      String output =
          Program.of(
                  Image.launcher().resolveSibling("java"),
                  "--add-modules=holotree.engine,holotree.codec.zstd,holotree.fs.posix",
                  "-cp",
                  classes,
                  "Embed",
                  tree,
                  target)
              .with("HOLOTREE_HOME", workplace.home().toString())
              .output();
      assertThat(output).contains(target.toString());
      TreeListing.of(tree).assertSameAs(target);
      assertThat(Workplace.catalogs(workplace.library())).hasSize(1);
    }
  }

  private static String example() throws IOException {
    Path readme = Project.root().resolve("README.md");
    assertThat(readme).as("README.md shows how a program embeds Holotree").isRegularFile();
    Matcher matcher = EXAMPLE.matcher(Files.readString(readme));
    assertThat(matcher.find())
        .as("README.md has a ```java block under the heading \"Embedding\"")
        .isTrue();
    return matcher.group(1);
  }
}
