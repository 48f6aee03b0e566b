package holotree.tests.hostile;

import java.util.List;
import java.util.function.Consumer;

/// One hostile input: what it is called, how it is made, and how it must be refused.
///
/// @param name what it is, for people
/// @param kind the kind of failure, as in its JSON
/// @param told what the failure must name: the entry and the rule, or the file and what was expected
/// @param make puts it into a world
record Attack(String name, String kind, List<String> told, Consumer<World> make) {

  Attack {
    told = List.copyOf(told);
  }

  /// An attack that breaks a rule which catalogs or targets keep.
  static Attack unsafe(String name, Consumer<World> make, String... told) {
    return new Attack(name, "unsafe", List.of(told), make);
  }

  /// An attack by bytes that nobody writes.
  static Attack corrupt(String name, Consumer<World> make, String... told) {
    return new Attack(name, "corrupt", List.of(told), make);
  }

  @Override
  public String toString() {
    return name;
  }
}
