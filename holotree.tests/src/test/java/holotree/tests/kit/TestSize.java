package holotree.tests.kit;

/// How much a test does that could go on for ever: enough for every build, or as much as is run before a
/// release, with `-Dholotree.full=true`.
public final class TestSize {

  private TestSize() {}

  /// Whether this is a full run.
  public static boolean full() {
    return Boolean.getBoolean("holotree.full");
  }

  /// The count for this run.
  public static int of(int inEveryBuild, int inFull) {
    return full() ? inFull : inEveryBuild;
  }
}
