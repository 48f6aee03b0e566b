package holotree.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.engine.EnvRequest;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

class CommandRunnerTest {

  private final CapturedConsole captured = new CapturedConsole();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--home /h --library /l --json -v --color never list",
        "list --home /h --library /l --json -v --color never",
        "--json --home /h list -v --library /l --color NEVER",
        "--home=/h list --library=/l --verbose --json"
      })
  void globalOptions_standBeforeOrAfterTheVerb(String line) {
    HolotreeCommand command = command(parse(line));
    command.configureConsole();

    assertThat(command.options().home()).isEqualTo(Path.of("/h").toAbsolutePath());
    assertThat(command.options().library()).isEqualTo(Path.of("/l").toAbsolutePath());
    assertThat(captured.console().json()).isTrue();
    assertThat(captured.console().verbose()).isTrue();
    assertThat(captured.console().quiet()).isFalse();
  }

  @Test
  void libraryFollowsTheHome_unlessItIsNamed() {
    assertThat(command(parse("list --home /h")).home()).isEqualTo(Path.of("/h"));
    assertThat(command(parse("list --home /h")).library()).isNull();
  }

  @Test
  void record_takesAllItsOptions() {
    RecordCommand verb =
        verb(
            "record x --name ci --codec zstd --level 19 --exclude *.log --exclude docs/**"
                + " --require-relocatable");

    assertThat(verb.request())
        .isEqualTo(
            new RecordRequest(Path.of("x"), "ci", "zstd", 19, List.of("*.log", "docs/**"), true));
  }

  @Test
  void record_leavesTheCodecToTheEngine() {
    RecordCommand verb = verb("record x");

    assertThat(verb.request()).isEqualTo(RecordRequest.of(Path.of("x")));
  }

  @Test
  void record_takesADirectoryThatBeginsWithAnAtSign() {
    RecordCommand verb = verb("record @scope");

    assertThat(verb.request().stage()).isEqualTo(Path.of("@scope"));
  }

  @Test
  void record_takesADirectoryThatIsCalledLikeAVerb() {
    RecordCommand verb = verb("--home list record show");

    assertThat(verb.request().stage()).isEqualTo(Path.of("show"));
  }

  @Test
  void restore_takesASpaceThatIsCalledLikeAVerb() {
    RestoreCommand verb = verb("restore demo --space list");

    assertThat(verb.request().target()).isEqualTo(new Target.Space("list"));
  }

  @Test
  void restore_goesToTheSpaceOfTheSameName() {
    RestoreCommand verb = verb("restore ci");

    assertThat(verb.request().target()).isEqualTo(new Target.Space("ci"));
  }

  @Test
  void restore_goesWhereItIsTold() {
    RestoreCommand space = verb("restore ci --space job-17");
    RestoreCommand directory = verb("restore 4f2a9c01d3e8 --to d");

    assertThat(space.request().target()).isEqualTo(new Target.Space("job-17"));
    assertThat(directory.request().target()).isEqualTo(new Target.Directory(Path.of("d")));
  }

  @Test
  void restore_takesAllAboutPlacement() {
    RestoreCommand asked = verb("restore ci --placement hardlink --pool-size 500M");
    RestoreCommand required = verb("restore ci --require-placement --placement REFLINK");

    assertThat(asked.request())
        .isEqualTo(RestoreRequest.of("ci").placed(Placement.HARDLINK).poolBytes(500L << 20));
    assertThat(required.request()).isEqualTo(RestoreRequest.of("ci").placedOnly(Placement.REFLINK));
  }

  @ParameterizedTest
  @CsvSource({
    "--placement symlink, --placement",
    "--placement, --placement",
    "--pool-size 10X, 10X' is no size",
    "--pool-size=-1, -1' is no size",
    "--pool-size 9999999999T, 9999999999T' is too large"
  })
  void restore_refusesAPlacementOrSizeThatIsNone(String options, String named) {
    String[] words = ("restore ci " + options).split(" ");
    assertThat(captured.run(words)).isEqualTo(2);
    assertThat(captured.err()).startsWith("holotree: ").contains(named);
    assertThat(captured.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "record d --exclude [ | --exclude: not a glob: [",
        "record d --level 5 --exclude a --exclude {a | --exclude: not a glob: {a",
        "record d --codec ZSTD | 'ZSTD' is no codec's id",
        "record d --codec= | '' is no codec's id",
        "recompress --codec LZ4 | 'LZ4' is no codec's id"
      },
      delimiter = '|')
  void codecsAndGlobsThatCannotBeOnes_areUsageErrors(String line, String named) {
    assertThat(captured.run(line.split(" "))).isEqualTo(2);
    assertThat(captured.err())
        .startsWith("holotree: ")
        .contains(named)
        .endsWith("See `holotree " + verbIn(line) + " --help`.\n");
    assertThat(captured.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "restore 4f2a9c01d3e8",
        "restore ci --require-placement",
        "restore ci --require-placement --placement auto",
        "restore ci --space a --to b",
        "restore ci --space A",
        "record x --name .hidden",
        "verify Not_A_Space",
        "demo --library /l",
        "list --quiet -v"
      })
  void senselessArguments_areAUsageErrorWithAHint(String line) {
    assertThat(captured.run(line.split(" "))).isEqualTo(2);
    assertThat(captured.err())
        .startsWith("holotree: ")
        .endsWith("See `holotree " + verbIn(line) + " --help`.\n");
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void misspeltVerb_isAnsweredWithOnesThatAreThere() {
    assertThat(captured.run("recrod", "x")).isEqualTo(2);
    assertThat(captured.err())
        .isEqualTo(
            """
            holotree: Unknown command: 'recrod'
            Did you mean recompress or record or restore?
            See `holotree --help`.
            """);
  }

  @Test
  void misspeltVerb_isAnsweredThoughAnArgumentIsCalledLikeAVerb() {
    assertThat(captured.run("recrod", "list")).isEqualTo(2);
    assertThat(captured.err()).contains("Unknown command: 'recrod'");
  }

  @Test
  void misspeltOption_isAnsweredWithOneThatIsThere() {
    assertThat(captured.run("record", "x", "--exclud=y")).isEqualTo(2);
    assertThat(captured.err()).contains("Did you mean --exclude?");
  }

  @Test
  void noVerb_showsTheHelpAsAnError() {
    assertThat(captured.run()).isEqualTo(2);
    assertThat(captured.err()).startsWith("Usage: holotree [OPTIONS] COMMAND");
    assertThat(captured.out()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void helpOfEachVerb_teachesByExampleWithin80Columns(String verb) {
    assertThat(captured.run(verb, "--help")).isZero();

    String help = captured.out();
    assertThat(help).contains("Usage: holotree " + verb, "Examples:\n  holotree " + verb);
    assertThat(help).contains("--home", "--json", "--color");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void help_listsVerbsExitCodesAndVariablesWithin80Columns() {
    assertThat(captured.run("--help")).isZero();

    String help = captured.out();
    assertThat(help).contains("Examples:", "HOLOTREE_HOME", "HOLOTREE_LIBRARY");
    assertThat(Verbs.all()).allSatisfy(verb -> assertThat(help).contains("\n  " + verb + " "));
    for (ExitCode code : ExitCode.values()) {
      assertThat(help).contains(" " + code.code() + "   " + code.meaning());
    }
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void unknownCommands_areRefusedByTheFactory() {
    assertThatThrownBy(() -> Verbs.create("x", new HolotreeCommand(captured.console())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> verbs() {
    return Verbs.all();
  }

  private static String verbIn(String line) {
    return Verbs.among(line.split(" ")).getFirst();
  }

  private ParseResult parse(String line) {
    return new CommandRunner(captured.console()).parse(line.split(" "));
  }

  private static HolotreeCommand command(ParseResult parsed) {
    return (HolotreeCommand) parsed.commandSpec().userObject();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <V extends Verb> V verb(String line) {
    return (V) parse(line).subcommand().commandSpec().userObject();
  }

  @Test
  void whatFollowsTwoDashes_isTheProgramsAlone() {
    RunCommand run = verb("run ci -- record --json -- --help list");
    assertThat(captured.console().json()).isFalse();
    assertThat(run.program()).containsExactly("record", "--json", "--", "--help", "list");
    assertThat(Verbs.among(new String[] {"run", "ci", "--", "record", "-h"}))
        .containsExactly("run");
  }

  @Test
  void env_takesSourcesTargetAndCommand() {
    EnvCommand env = verb("env ci --from a --from b --to /srv/x --placement copy -- make {stage}");
    EnvRequest request = env.request();
    assertThat(request.name()).isEqualTo("ci");
    assertThat(request.sources())
        .containsExactly(
            new EnvRequest.Source.File(Path.of("a")), new EnvRequest.Source.File(Path.of("b")));
    assertThat(request.command()).containsExactly("make", "{stage}");
    assertThat(request.restore().target()).isEqualTo(new Target.Directory(Path.of("/srv/x")));
    assertThat(request.restore().placement()).isEqualTo(Placement.COPY);
    assertThat(request.input()).isTrue();
  }

  @Test
  void env_readsStandardInputOnce_andLeavesTheBuildNone() {
    EnvCommand env = verb("env ci --from - -- make");
    assertThat(env.request().input()).isFalse();
    EnvCommand twice = verb("env ci --from - --from - -- make");
    assertThatThrownBy(twice::request).isInstanceOf(UsageException.class);
  }

  @Test
  void ownFailuresOfVerbsWithAProgram_are120More() {
    assertThat(captured.run("env")).isEqualTo(122);
    assertThat(captured.run("run", "ci")).isEqualTo(122);
    assertThat(captured.run("run", "--help")).isZero();
    assertThat(ExitCode.INTERRUPTED.besideProgram()).isEqualTo(130);
    assertThat(ExitCode.DIFFERS.besideProgram()).isEqualTo(129);
  }
}
