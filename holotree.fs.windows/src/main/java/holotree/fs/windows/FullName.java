package holotree.fs.windows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Full names taken apart and put together, as text alone: Windows itself takes `..` away before it looks at
/// what is there. With [Kernel#fullName] they begin with `\\?\`, and those of a network with
/// `\\?\UNC\server\share`.
final class FullName {

  private static final String LITERAL = "\\\\?\\";
  private static final String NETWORK = LITERAL + "UNC\\";
  private static final int SERVER_AND_SHARE = 2;

  private FullName() {}

  /// The name of an entry of a directory.
  static String child(String directory, String name) {
    return directory.endsWith("\\") ? directory + name : directory + "\\" + name;
  }

  /// The directory that a name is in; null if it is that of a volume.
  static @Nullable String parent(String name) {
    String volume = volume(name);
    String inside = inside(name, volume);
    int end = inside.lastIndexOf('\\');
    if (inside.isEmpty()) {
      return null;
    }
    return end < 0 ? volume : volume + inside.substring(0, end);
  }

  /// What a link's target means.
  ///
  /// @param directory where the link is, full
  /// @param target as Windows has it
  static String resolve(String directory, String target) {
    if (target.startsWith(LITERAL)) {
      return target;
    }
    if (target.startsWith("\\\\")) {
      return NETWORK + target.substring(2);
    }
    if (hasDrive(target)) {
      return normalised(LITERAL + target.substring(0, 2) + "\\", target.substring(2));
    }
    String volume = volume(directory);
    return target.startsWith("\\")
        ? normalised(volume, target)
        : normalised(volume, inside(directory, volume) + "\\" + target);
  }

  /// Whether `name` is `directory` or below it, letters of either case being the same.
  static boolean isWithin(String name, String directory) {
    String above = directory.endsWith("\\") ? directory : directory + "\\";
    return (name + "\\").regionMatches(true, 0, above, 0, above.length());
  }

  private static boolean hasDrive(String target) {
    return target.length() >= 2 && target.charAt(1) == ':' && Character.isLetter(target.charAt(0));
  }

  private static String normalised(String volume, String inside) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : List.of(inside.split("\\\\", -1))) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return volume + String.join("\\", names);
  }

  // Up to and with the separator behind it.
  private static String volume(String name) {
    int from = LITERAL.length();
    int names = 1;
    if (name.startsWith(NETWORK)) {
      from = NETWORK.length();
      names = SERVER_AND_SHARE;
    }
    int end = from - 1;
    for (int i = 0; i < names && end >= 0; i++) {
      end = name.indexOf('\\', end + 1);
    }
    return end < 0 ? name + "\\" : name.substring(0, end + 1);
  }

  private static String inside(String name, String volume) {
    return name.length() < volume.length() ? "" : name.substring(volume.length());
  }
}
