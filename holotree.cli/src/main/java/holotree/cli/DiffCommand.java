package holotree.cli;

import holotree.engine.DiffReport;
import holotree.engine.Holotree;
import holotree.engine.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `holotree diff`.
@Command(
    name = "diff",
    header = {"Tells what differs between two trees.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "holotree diff [OPTIONS] NAME|ID|DIR NAME|ID",
      "       holotree diff [OPTIONS] --space SPACE NAME|ID"
    },
    description = {
      "",
      "Tells what has to change to make the first tree the second: a recording or a restored"
          + " tree, and a recording. A word is a recording; . or anything with a / in it is the"
          + " directory of a space; --space names a space of the home. Of two recordings no"
          + " content is read. Of a space every byte is, and it is compared with what the"
          + " recording would be at that path.",
      "",
      "Writes a line for each entry: + added, - removed, M changed. Exits with 9 if the trees"
          + " differ."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree diff ci ci-next            # two recordings",
      "  holotree diff 4f2a9c01d3e8 ci",
      "  holotree diff /srv/venv ci-next     # a restored tree and a recording",
      "  holotree diff --space job-17 ci --json"
    })
final class DiffCommand implements Verb {

  private final HolotreeCommand command;

  @Option(
      names = "--space",
      paramLabel = "SPACE",
      description = "the first tree is this space of the home")
  private @Nullable String space;

  @Parameters(
      paramLabel = "TREE",
      arity = "1..2",
      hideParamSyntax = true,
      description =
          "a recording's name, its id, or the first 8 or more digits of it; the first of two may"
              + " be a directory")
  private List<String> trees = List.of();

  DiffCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    DiffReport report = command.answer(this::diff);
    return report.same() ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private DiffReport diff(Holotree holotree) {
    String last = trees.getLast();
    if (TargetArgument.isDirectory(last)) {
      throw new UsageException(
          "\"" + last + "\" is a directory: the second tree is a recording, by name or id");
    }
    if (space != null) {
      requireTrees(1, "--space SPACE takes the place of the first tree");
      return holotree.diff(new Target.Space(NameArgument.check("--space", space)), last);
    }
    requireTrees(2, "two trees are compared: holotree diff A B");
    String first = trees.getFirst();
    return TargetArgument.isDirectory(first)
        ? holotree.diff(TargetArgument.parse(first), last)
        : holotree.diff(first, last);
  }

  private void requireTrees(int count, String rule) {
    if (trees.size() != count) {
      throw new UsageException(rule);
    }
  }
}
