package holotree.engine.restore;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names that Windows does not keep as they are: "Naming Files, Paths, and Namespaces" of its
/// documentation.
final class WindowsNames {

  // A stream of a file (`a:ads`), a drive (`C:x`), a separator, a pattern.
  private static final String FORBIDDEN = "<>:\"/\\|?*";

  private static final Set<String> DEVICES =
      Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");
  private static final Pattern NUMBERED_DEVICE =
      Pattern.compile("(?:COM|LPT)[0-9\u00B9\u00B2\u00B3]");

  // A file of a longer name may have been given such a one as well.
  private static final Pattern SHORT_NAME =
      Pattern.compile("[^.]{1,6}~[0-9]{1,6}(?:\\.[^.]{0,3})?");

  private WindowsNames() {}

  /// The rule that a name breaks; null if it breaks none.
  static @Nullable String brokenRule(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ' || FORBIDDEN.indexOf(name.charAt(i)) >= 0) {
        return "names have no control characters and none of " + FORBIDDEN;
      }
    }
    if (name.endsWith(".") || name.endsWith(" ")) {
      return "names do not end with a dot or a space";
    }
    int dot = name.indexOf('.');
    String stem =
        (dot < 0 ? name : name.substring(0, dot)).stripTrailing().toUpperCase(Locale.ROOT);
    if (DEVICES.contains(stem) || NUMBERED_DEVICE.matcher(stem).matches()) {
      return "names are not those of devices";
    }
    return SHORT_NAME.matcher(name).matches()
        ? "names do not look like the short ones that the system makes"
        : null;
  }
}
