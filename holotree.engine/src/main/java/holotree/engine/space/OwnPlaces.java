package holotree.engine.space;

import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.FileSystemStrategy;
import holotree.engine.name.NameRule;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The directories that Holotree keeps for itself, in which no space can be: a library and what a home has
/// beside its spaces and stages. Thread-safe.
final class OwnPlaces {

  private final Path home;
  private final FileSystemStrategy strategy;

  /// @param home absolute; need not be there
  OwnPlaces(Path home, FileSystemStrategy strategy) {
    this.home = home;
    this.strategy = strategy;
  }

  /// Where a path leads: every symbolic link in it resolved. The last names of it need not be there.
  ///
  /// @param path absolute, without `..`
  Path leadsTo(Path path) {
    Path parent = path.getParent();
    Path name = path.getFileName();
    if (parent == null || name == null || strategy.stat(path) != null) {
      try {
        return strategy.resolve(path);
      } catch (RefusedException nowhere) {
        // A link to what is not there.
        return path;
      }
    }
    return leadsTo(parent).resolve(name);
  }

  /// Refuses a place that is one of them, or lies in one.
  ///
  /// @param target the place as it was named, for the message
  /// @param place where that leads
  /// @param library the library in use, absolute
  /// @throws UnsafeException if it does
  void requireOutside(Path target, Path place, Path library) {
    Path spaces = leadsTo(HomeLayout.spaces(home));
    if (spaces.equals(place.getParent()) && NameRule.allows(String.valueOf(place.getFileName()))) {
      return;
    }
    Stream.concat(
            Stream.of(library, HomeLayout.spaces(home)),
            HomeLayout.CLOSED.stream().map(home::resolve))
        .map(this::leadsTo)
        .filter(place::startsWith)
        .findFirst()
        .ifPresent(own -> refuse(target, "it is " + (place.equals(own) ? "" : "in ") + own));
    if (place.equals(leadsTo(home)) || place.equals(leadsTo(HomeLayout.stages(home)))) {
      refuse(target, "it is " + place);
    }
  }

  private static void refuse(Path target, String where) {
    throw new UnsafeException(
        "the target " + target,
        where + ", which Holotree keeps for itself",
        "Name a place elsewhere, or a space of the home with --space.");
  }
}
