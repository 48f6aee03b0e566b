package holotree.testkit.windows;

/// A call that the simulated Windows refused.
public final class WindowsRefusal extends Exception {

  private static final long serialVersionUID = 1;

  private final int code;

  /// @param code the Win32 number of the error, not 0
  public WindowsRefusal(int code) {
    super("Windows error " + code, null, false, false);
    this.code = code;
  }

  /// The Win32 number of the error.
  public int code() {
    return code;
  }
}
