package holotree.testkit.windows;

import java.util.Locale;
import java.util.Set;

/// Which names there can be, and which are the same.
final class NameRules {

  private static final String FORBIDDEN = "<>:\"/\\|?*";

  private static final Set<String> DEVICES =
      Set.of(
          "CON",
          "PRN",
          "AUX",
          "NUL",
          "CONIN$",
          "CONOUT$",
          "COM0",
          "COM1",
          "COM2",
          "COM3",
          "COM4",
          "COM5",
          "COM6",
          "COM7",
          "COM8",
          "COM9",
          "COM\u00B9",
          "COM\u00B2",
          "COM\u00B3",
          "LPT0",
          "LPT1",
          "LPT2",
          "LPT3",
          "LPT4",
          "LPT5",
          "LPT6",
          "LPT7",
          "LPT8",
          "LPT9",
          "LPT\u00B9",
          "LPT\u00B2",
          "LPT\u00B3");

  private NameRules() {}

  /// Refuses what no file system takes as a name.
  static void requireValid(String name) throws WindowsRefusal {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.length() > Numbers.MAX_NAME
        || name.chars().anyMatch(unit -> unit < ' ' || FORBIDDEN.indexOf(unit) >= 0)) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_NAME);
    }
  }

  /// Fails the test if a name is about to be made that most programs cannot use.
  static void requireUsable(String name) {
    if (name.endsWith(".") || name.endsWith(" ") || isDevice(name)) {
      throw new IllegalStateException(
          "\""
              + name
              + "\" would be made: a name that only \\\\?\\ reaches must be refused before");
    }
  }

  static boolean isDevice(String name) {
    int end = name.indexOf('.');
    String base = end < 0 ? name : name.substring(0, end);
    return DEVICES.contains(base.stripTrailing().toUpperCase(Locale.ROOT));
  }

  /// The same for names that are the same: unit for unit, as NTFS does with its table of upper case.
  static String folded(String name) {
    char[] units = name.toCharArray();
    for (int at = 0; at < units.length; at++) {
      units[at] = Character.toUpperCase(units[at]);
    }
    return new String(units);
  }
}
