package holotree.cli;

import java.util.List;
import java.util.stream.Stream;

/// The verbs of the command, in the order of the help.
final class Verbs {

  private static final List<String> NAMES =
      List.of("record", "restore", "list", "show", "verify", "delete", "demo", "version");

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
    boolean help = Stream.of(args).anyMatch(arg -> arg.equals("--help") || arg.equals("-h"));
    return help ? List.of() : Stream.of(args).filter(NAMES::contains).distinct().toList();
  }

  /// A new object for `verb`, one of [#all].
  static Verb create(String verb, HolotreeCommand command) {
    return switch (verb) {
      case "record" -> new RecordCommand(command);
      case "restore" -> new RestoreCommand(command);
      case "list" -> new ListCommand(command);
      case "show" -> new ShowCommand(command);
      case "verify" -> new VerifyCommand(command);
      case "delete" -> new DeleteCommand(command);
      case "demo" -> new DemoCommand(command);
      case "version" -> new VersionCommand(command);
      default -> throw new IllegalArgumentException("no verb " + verb);
    };
  }
}
