package holotree.bench.sidebyside;

import java.util.Optional;
import java.util.function.IntFunction;

/// One side of a comparison.
///
/// @param command what to run in a round, counted from 0; each round has targets of its own
/// @param absent why it cannot take part
record Contender(String name, IntFunction<Command> command, Optional<String> absent) {

  /// The name of the image that is measured.
  static final String OURS = "Holotree";

  static Contender ours(IntFunction<Command> command) {
    return of(OURS, command);
  }

  static Contender of(String name, IntFunction<Command> command) {
    return new Contender(name, command, Optional.empty());
  }

  static Contender absent(String name, String why) {
    return new Contender(
        name,
        round -> {
          throw new IllegalStateException(name + " takes no part: " + why);
        },
        Optional.of(why));
  }
}
