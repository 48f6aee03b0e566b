package holotree.fs.windows;

/// A call that Windows refused. It has no stack trace: what it means is decided at once by who called.
final class WindowsError extends Exception {

  private static final long serialVersionUID = 1;

  private final int code;

  /// @param code the Win32 number of the error
  WindowsError(int code) {
    super("Windows error " + code, null, false, false);
    this.code = code;
  }

  /// The Win32 number of the error.
  int code() {
    return code;
  }

  /// Whether it is one of these.
  boolean isAny(int... codes) {
    for (int other : codes) {
      if (code == other) {
        return true;
      }
    }
    return false;
  }
}
