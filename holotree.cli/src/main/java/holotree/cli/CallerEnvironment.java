package holotree.cli;

import holotree.api.fs.Inheritance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the launcher's caller had set up, for programs that run on the caller's behalf. The launcher leaves
/// word of it in variables, because it and the Java runtime change some of it.
final class CallerEnvironment {

  private static final String LOCALE = "HOLOTREE_CALLER_LC_ALL";
  private static final String IGNORED_SIGNALS = "HOLOTREE_CALLER_SIGNALS";
  private static final String FILES = "HOLOTREE_CALLER_FILES";
  private static final String FILE_LIMIT = "HOLOTREE_CALLER_FILE_LIMIT";

  private static final int DECIMAL = 10;
  private static final int HEXADECIMAL = 16;

  private final Map<String, String> now;

  private CallerEnvironment(Map<String, String> now) {
    this.now = now;
  }

  /// The caller of a process with these variables.
  static CallerEnvironment of(Map<String, String> now) {
    return new CallerEnvironment(now);
  }

  /// The variables as the caller had them.
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(now);
    String locale = variables.remove(LOCALE);
    if (locale != null && locale.isEmpty()) {
      variables.remove("LC_ALL");
    } else if (locale != null) {
      variables.put("LC_ALL", locale);
    }
    List.of(IGNORED_SIGNALS, FILES, FILE_LIMIT).forEach(variables::remove);
    return variables;
  }

  /// What else the caller had set up.
  Inheritance inheritance() {
    Set<Integer> files = new HashSet<>();
    for (String file : now.getOrDefault(FILES, "").split(" ", -1)) {
      if (!file.isEmpty()) {
        files.add((int) number(file, DECIMAL));
      }
    }
    Set<Integer> signals = new HashSet<>();
    long bits = number(now.getOrDefault(IGNORED_SIGNALS, ""), HEXADECIMAL);
    for (int signal = 1; signal <= Long.SIZE; signal++) {
      if ((bits >>> (signal - 1) & 1) != 0) {
        signals.add(signal);
      }
    }
    return new Inheritance(files, signals, number(now.getOrDefault(FILE_LIMIT, ""), DECIMAL));
  }

  // 0 for "unlimited", too: the limit stays then, and is as high.
  private static long number(String text, int radix) {
    try {
      return text.isEmpty() ? 0 : Long.parseUnsignedLong(text, radix);
    } catch (NumberFormatException other) {
      return 0;
    }
  }
}
