package holotree.api.fs;

import java.util.Locale;

/// The kinds of operating system that strategies tell apart.
public enum OperatingSystem {
  /// Linux.
  LINUX,
  /// macOS.
  MACOS,
  /// Windows.
  WINDOWS,
  /// Anything else.
  OTHER;

  /// The one this JVM runs on.
  public static OperatingSystem current() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("linux")) {
      return LINUX;
    }
    if (name.startsWith("mac")) {
      return MACOS;
    }
    return name.startsWith("windows") ? WINDOWS : OTHER;
  }
}
