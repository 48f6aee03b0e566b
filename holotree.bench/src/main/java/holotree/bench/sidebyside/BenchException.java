package holotree.bench.sidebyside;

/// The comparison cannot go on; the message says what happened and what to do.
final class BenchException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String what;

  BenchException(String what) {
    super(what);
    this.what = what;
  }

  BenchException(String what, Throwable cause) {
    super(what, cause);
    this.what = what;
  }

  /// The message.
  String what() {
    return what;
  }
}
