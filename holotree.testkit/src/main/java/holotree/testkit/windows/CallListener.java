package holotree.testkit.windows;

/// Hears of each call when it has been answered, in the thread that called.
@FunctionalInterface
public interface CallListener {

  /// Hears of one call.
  ///
  /// @param method name of the method of [SimulatedWindows]
  /// @param about full name, name or handle that it was called for
  /// @param code the number it was refused with; 0 if it was not
  void called(String method, String about, int code);
}
