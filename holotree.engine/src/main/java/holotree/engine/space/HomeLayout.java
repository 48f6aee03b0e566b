package holotree.engine.space;

import holotree.api.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Every path name in a home, relative to its root.
final class HomeLayout {

  static final String STATES = "spaces/.state";

  static final String LOCKS = "locks";

  /// Those in a home whose files tell holotree what to do.
  static final List<String> DIRECTORIES =
      List.of("spaces", STATES, LOCKS, "pool", "tmp", "journal", "stages", "logs");

  /// The directories in which nothing but Holotree writes.
  static final List<String> CLOSED = List.of("library", "pool", "journal", "logs", LOCKS, "tmp");

  private static final String BUILDING_SUFFIX = ".building";
  private static final Pattern SPACE_ID = Pattern.compile("[0-9a-f]{32}");

  private HomeLayout() {}

  static boolean isState(String fileName) {
    return SPACE_ID.matcher(fileName).matches();
  }

  static boolean isBuilding(String fileName) {
    return fileName.endsWith(BUILDING_SUFFIX) && isState(spaceOfBuilding(fileName));
  }

  static String spaceOfBuilding(String fileName) {
    return fileName.substring(0, fileName.length() - BUILDING_SUFFIX.length());
  }

  static String state(String space) {
    return STATES + "/" + space;
  }

  static String building(String space) {
    return state(space) + BUILDING_SUFFIX;
  }

  static String lock(String space) {
    return LOCKS + "/" + space;
  }

  static Path spaces(Path home) {
    return home.resolve("spaces");
  }

  static Path stages(Path home) {
    return home.resolve("stages");
  }

  /// The lock of the place that a path names.
  ///
  /// @param path the path's digest
  static String placeLock(Digest path) {
    return LOCKS + "/places/" + path;
  }

  static Path space(Path home, String name) {
    return spaces(home).resolve(name);
  }

  static Path pool(Path home) {
    return home.resolve("pool");
  }

  /// A sibling that no one else uses, since it bears the space's random id.
  static Path sibling(Path target, String space) {
    return target.resolveSibling(".holotree-" + space);
  }
}
