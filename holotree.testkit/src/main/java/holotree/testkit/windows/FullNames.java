package holotree.testkit.windows;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Full names and the paths that they stand for.
final class FullNames {

  private static final String EXACT = "\\\\?\\";
  private static final Pattern SEPARATOR = Pattern.compile("\\\\");
  private static final Pattern CUT_OFF = Pattern.compile("[. ]+$");

  private FullNames() {}

  static String of(Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + path);
    }
    return EXACT + "C:" + path.toString().replace('/', '\\');
  }

  /// @param longNames whether names without the prefix may be long
  static Path path(String fullName, boolean longNames) throws WindowsRefusal {
    boolean exact = fullName.startsWith(EXACT);
    String name = exact ? fullName.substring(EXACT.length()) : fullName.replace('/', '\\');
    int most = exact || longNames ? Numbers.MAX_LONG_PATH : Numbers.MAX_PATH - 1;
    if (fullName.length() > most) {
      throw new WindowsRefusal(Numbers.ERROR_FILENAME_EXCED_RANGE);
    }
    if (name.startsWith("UNC\\") || name.startsWith("\\\\")) {
      throw new WindowsRefusal(Numbers.ERROR_BAD_NETPATH);
    }
    if (!name.regionMatches(true, 0, "C:\\", 0, 3)) {
      throw new WindowsRefusal(Numbers.ERROR_PATH_NOT_FOUND);
    }
    return parts(name.substring(3), exact);
  }

  private static Path parts(String names, boolean exact) throws WindowsRefusal {
    Path path = Path.of("/");
    if (names.isEmpty()) {
      return path;
    }
    for (String each : SEPARATOR.split(names, -1)) {
      String part = exact ? each : mangled(each);
      NameRules.requireValid(part);
      try {
        path = path.resolve(part);
      } catch (InvalidPathException notUtf8) {
        throw new WindowsRefusal(Numbers.ERROR_INVALID_NAME);
      }
    }
    return path;
  }

  // What Win32 makes of a part of a name before anything else sees it.
  private static String mangled(String part) {
    if (NameRules.isDevice(part)) {
      throw new IllegalStateException("\"" + part + "\" names a device here, not a file");
    }
    return CUT_OFF.matcher(part).replaceFirst("");
  }
}
