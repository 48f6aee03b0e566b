package holotree.cli;

import holotree.engine.RecordRequest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `holotree record`.
@Command(
    name = "record",
    header = {"Records a directory tree into the library.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "holotree record [OPTIONS] DIR",
    description = {
      "",
      "Records a finished directory tree into the library. What the library already has is"
          + " not stored again, and the same tree always gets the same id."
    },
    sortOptions = false,
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holotree record .venv --name ci",
      "  holotree record node_modules --name web --exclude .cache",
      "  holotree record /opt/jdk-25 --name jdk --codec zstd --level 19",
      "  holotree record .venv --exclude '*.log' --exclude 'docs/**' --json"
    })
final class RecordCommand implements Verb {

  private final HolotreeCommand command;

  @Parameters(paramLabel = "DIR", description = "the directory to record")
  private Path directory = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "a name to find it by; a recording that had it keeps its id alone")
  private @Nullable String name;

  @Mixin private CodecOptions encoding = new CodecOptions();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "leave out what matches: names, or with a / paths below DIR; repeatable")
  private List<String> exclude = List.of();

  @Option(
      names = "--require-relocatable",
      description =
          "fail, and record nothing, if a file holds DIR's path where no other can be put: an"
              + " archive, or what is signed or checksummed")
  private boolean requireRelocatable;

  RecordCommand(HolotreeCommand command) {
    this.command = command;
  }

  @Override
  public ExitCode run() {
    RecordRequest request = request();
    encoding.apply(() -> command.answer(holotree -> holotree.record(request)));
    return ExitCode.DONE;
  }

  /// What the arguments ask for.
  ///
  /// @throws UsageException if the name cannot be one, or an exclusion is no glob
  RecordRequest request() {
    String checked = name == null ? null : NameArgument.check("--name", name);
    RecordRequest request =
        new RecordRequest(
            directory, checked, encoding.codec(), encoding.level(), List.of(), requireRelocatable);
    try {
      return request.exclude(exclude);
    } catch (IllegalArgumentException malformed) {
      throw new UsageException("--exclude: " + malformed.getMessage());
    }
  }
}
