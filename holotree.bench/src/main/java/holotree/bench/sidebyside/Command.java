package holotree.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One process to start: its words, its working directory, and what is added to the environment.
record Command(List<String> words, Optional<Path> directory, Map<String, String> environment) {

  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /// A command of `words`, each written by `toString`, so that paths can stand among them.
  static Command of(Object... words) {
    return new Command(Stream.of(words).map(Object::toString).toList(), Optional.empty(), Map.of());
  }

  /// A line of the shell; `$1` and on are `arguments`.
  static Command shell(String line, Object... arguments) {
    return of("sh", "-c", line, "sh").and(arguments);
  }

  Command and(Object... more) {
    List<String> all =
        Stream.concat(words.stream(), Stream.of(more).map(Object::toString)).toList();
    return new Command(all, directory, environment);
  }

  Command in(Path place) {
    return new Command(words, Optional.of(place), environment);
  }

  Command with(Map<String, String> variables) {
    return new Command(words, directory, variables);
  }

  /// This command started by another, such as a clock.
  Command under(Command starter) {
    return new Command(
        Stream.concat(starter.words.stream(), words.stream()).toList(), directory, environment);
  }

  /// As one would type it.
  @Override
  public String toString() {
    return words.stream()
        .map(
            word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
