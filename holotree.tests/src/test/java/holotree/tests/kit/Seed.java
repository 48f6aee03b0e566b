package holotree.tests.kit;

import java.security.SecureRandom;

/// Where the randomness of a test comes from.
public final class Seed {

  private Seed() {}

  /// A seed, printed: a new one each time, or the one that `-Dholotree.seed` names.
  @SuppressWarnings("SystemOut") // a failure must be repeatable from the build's log
  public static long next(String test) {
    Long asked = Long.getLong("holotree.seed");
    long seed = asked == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : asked;
    System.out.println(test + ": -Dholotree.seed=" + seed);
    return seed;
  }
}
