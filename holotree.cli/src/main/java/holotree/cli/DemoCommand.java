package holotree.cli;

import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NotFoundException;
import holotree.api.error.RefusedException;
import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `holotree demo`.
@Command(
    name = "demo",
    header = {"Shows Holotree at work on a real tree.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree demo [OPTIONS]",
    description = {
      "",
      "Records a real tree, restores it twice, and compares each byte, mode, modification time"
          + " and symlink with the original by code of its own. Works in a temporary home (with"
          + " --home in a fresh directory there) that is removed at the end."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree demo                # a JDK: JAVA_HOME, else one in /usr/lib/jvm",
      "  holotree demo --tree .venv   # any finished tree",
      "  holotree demo --keep         # and look at what it made"
    })
final class DemoCommand implements Verb {

  private final HolotreeCommand command;

  @Option(
      names = "--tree",
      paramLabel = "DIR",
      description = "the tree to use (else JAVA_HOME, else a JDK that is found)")
  private @Nullable Path tree;

  @Option(names = "--keep", description = "keep the home, and say where it is")
  private boolean keep;

  DemoCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    if (command.library() != null) {
      throw new UsageException("The demo keeps a library of its own: leave --library out");
    }
    Path source = source();
    try (DemoHome home = DemoHome.create(command.home(), keep)) {
      HolotreeOptions options =
          HolotreeCommand.options(home.path(), home.path().resolve("library"));
      Console console = command.console();
      Demo demo = new Demo(console, source, home.path());
      try (Holotree holotree = Holotree.open(options)) {
        demo.run(holotree);
      }
      if (console.json()) {
        console.document(demo.document());
      }
      if (keep) {
        console.note("kept " + home.path());
      }
      return demo.succeeded() ? ExitCode.DONE : ExitCode.DIFFERS;
    } catch (IOException e) {
      throw new RefusedException(
          "look at",
          String.valueOf(e.getMessage()),
          SystemReason.of(e),
          "Choose a tree that you can read, with --tree.",
          e);
    } catch (InterruptedException _) {
      throw new InterruptedOperationException("compare trees");
    }
  }

  private Path source() {
    if (tree == null) {
      return DemoTree.find(System.getenv().getOrDefault("JAVA_HOME", ""));
    }
    if (!Files.isDirectory(tree)) {
      throw new NotFoundException(
          "There is no directory " + tree + ".", List.of(), "Name one that is there with --tree.");
    }
    return tree.toAbsolutePath().normalize();
  }
}
