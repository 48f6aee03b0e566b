package holotree.fs.windows;

import holotree.api.error.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a name must be, and how names become bytes and text: "Naming Files, Paths, and Namespaces" of
/// Microsoft's documentation.
///
/// Windows makes files of some names that most programs then cannot open, since it changes such names on
/// their way: with a dot or space at the end, or that of a device. Those are not made here, but they are read
/// and removed where someone else has made them.
final class EntryName {

  /// Longest name, UTF-16 units.
  static final int MAX_UNITS = 255;

  // A stream of a file, a drive, a separator, a pattern.
  private static final String FORBIDDEN = "<>:\"/\\|?*";
  private static final Set<String> DEVICES =
      Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");
  private static final Pattern NUMBERED_DEVICE =
      Pattern.compile("(?:COM|LPT)[0-9\u00B9\u00B2\u00B3]");

  private EntryName() {}

  /// The name of something that is to be made.
  ///
  /// @param parent the directory, for people
  /// @throws RefusedException if Windows would not keep it as it is
  /// @throws IllegalArgumentException if it is empty, `.`, `..`, or holds `/` or NUL
  static String ofNew(byte[] name, HeldDirectory parent) {
    check(name);
    String text = Wtf8.text(name);
    String rule =
        text == null ? "names are UTF-16, or what stands for it in bytes" : brokenRule(text);
    if (text == null || rule != null) {
      throw new RefusedException(
          "create",
          parent.displayPath(name),
          "Windows does not keep such a name: " + rule,
          "Record the tree without it (--exclude), or give it another name.",
          null);
    }
    return text;
  }

  /// The name of something that may be there; null if nothing can have it.
  ///
  /// @throws IllegalArgumentException if it is empty, `.`, `..`, or holds `/` or NUL
  static @Nullable String ofExisting(byte[] name) {
    check(name);
    String text = Wtf8.text(name);
    return text == null || text.length() > MAX_UNITS || hasForbidden(text) ? null : text;
  }

  /// A name as text for people; what is no text shows as U+FFFD.
  static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  /// The rule that a name breaks; null if it breaks none.
  static @Nullable String brokenRule(String name) {
    if (hasForbidden(name)) {
      return "names have no control characters and none of " + FORBIDDEN;
    }
    if (name.endsWith(".") || name.endsWith(" ")) {
      return "names do not end with a dot or a space";
    }
    if (name.length() > MAX_UNITS) {
      return "names have at most " + MAX_UNITS + " characters";
    }
    int dot = name.indexOf('.');
    String stem =
        (dot < 0 ? name : name.substring(0, dot)).stripTrailing().toUpperCase(Locale.ROOT);
    return DEVICES.contains(stem) || NUMBERED_DEVICE.matcher(stem).matches()
        ? "names are not those of devices"
        : null;
  }

  private static boolean hasForbidden(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ' || FORBIDDEN.indexOf(name.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static void check(byte[] name) {
    if (name.length == 0) {
      throw new IllegalArgumentException("empty name");
    }
    for (byte b : name) {
      if (b == 0 || b == '/') {
        throw new IllegalArgumentException("name with NUL or /: " + text(name));
      }
    }
    if (name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.'))) {
      throw new IllegalArgumentException("name " + text(name));
    }
  }
}
