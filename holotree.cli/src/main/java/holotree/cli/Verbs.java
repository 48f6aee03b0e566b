package holotree.cli;

import java.util.List;
import java.util.stream.Stream;

/// The verbs of the command, in the order of the help.
final class Verbs {

  private static final List<String> NAMES =
      List.of(
          "record",
          "restore",
          "env",
          "run",
          "stage",
          "list",
          "show",
          "status",
          "diff",
          "spaces",
          "stats",
          "verify",
          "delete",
          "check",
          "gc",
          "recompress",
          "evict",
          "pin",
          "unpin",
          "demo",
          "version");

  private Verbs() {}

  /// Every verb.
  static List<String> all() {
    return NAMES;
  }

  /// The verbs that can be meant: those that stand among the arguments. None if only all of them
  /// will do, since help or advice on a misspelt verb is wanted.
  ///
  /// picocli reflects on each verb it is told of, which is a good part of a short command's time.
  static List<String> among(String[] args) {
    // What comes after -- is for a program of the user's.
    List<String> ours = Stream.of(args).takeWhile(arg -> !arg.equals("--")).toList();
    boolean help = ours.contains("--help") || ours.contains("-h");
    return help ? List.of() : ours.stream().filter(NAMES::contains).distinct().toList();
  }

  /// A new object for `verb`, one of [#all].
  static Verb create(String verb, HolotreeCommand command) {
    return switch (verb) {
      case "record" -> new RecordCommand(command);
      case "restore" -> new RestoreCommand(command);
      case "env" -> new EnvCommand(command);
      case "run" -> new RunCommand(command);
      case "stage" -> new StageCommand(command);
      case "list" -> new ListCommand(command);
      case "show" -> new ShowCommand(command);
      case "status" -> new StatusCommand(command);
      case "diff" -> new DiffCommand(command);
      case "spaces" -> new SpacesCommand(command);
      case "stats" -> new StatsCommand(command);
      case "verify" -> new VerifyCommand(command);
      case "delete" -> new DeleteCommand(command);
      case "check" -> new CheckCommand(command);
      case "gc" -> new GcCommand(command);
      case "recompress" -> new RecompressCommand(command);
      case "evict" -> new EvictCommand(command);
      case "pin" -> new PinCommand(command);
      case "unpin" -> new UnpinCommand(command);
      case "demo" -> new DemoCommand(command);
      case "version" -> new VersionCommand(command);
      default -> throw new IllegalArgumentException("no verb " + verb);
    };
  }
}
