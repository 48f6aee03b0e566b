package holotree.bench.sidebyside;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The runtime image that is measured, by its command line.
final class HolotreeImage {

  /// How files come into a space, as `restore --placement` names it.
  enum Placement {
    COPY,
    HARDLINK,
    REFLINK;

    String title() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String NAME = "tree";

  private final Path launcher;
  private final Set<Placement> placements;

  private HolotreeImage(Path launcher, Set<Placement> placements) {
    this.launcher = launcher;
    this.placements = placements;
  }

  /// Asks the image at `launcher` what it offers.
  static HolotreeImage at(Path launcher, Processes processes) {
    String help = processes.output(Command.of(launcher, "restore", "--help"));
    return new HolotreeImage(launcher, placementsIn(help));
  }

  /// The placements that the help of `restore` tells of; an image without the option copies.
  static Set<Placement> placementsIn(String help) {
    return help.contains("--placement")
        ? Stream.of(Placement.values())
            .filter(placement -> help.contains(placement.title()))
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  boolean offers(Placement placement) {
    return placements.contains(placement);
  }

  /// Records `tree` into the library of `home`.
  Command record(Path tree, Path home) {
    return Command.of(launcher, "--quiet", "--home", home, "record", tree, "--name", NAME);
  }

  /// Restores what was recorded last by copy, whatever the image's own choice.
  Command restoreByCopy(Path home, Path target) {
    return placements.isEmpty()
        ? plainRestore(home, target)
        : restore(home, target, Placement.COPY);
  }

  Command restore(Path home, Path target, Placement placement) {
    return plainRestore(home, target).and("--placement", placement.title());
  }

  Command version() {
    return Command.of(launcher, "version");
  }

  /// The Java runtime in the image, alone.
  Command javaVersion() {
    return Command.of(launcher.resolveSibling("java"), "-version");
  }

  static Path library(Path home) {
    return home.resolve("library");
  }

  private Command plainRestore(Path home, Path target) {
    return Command.of(launcher, "--quiet", "--home", home, "restore", NAME, "--to", target);
  }
}
