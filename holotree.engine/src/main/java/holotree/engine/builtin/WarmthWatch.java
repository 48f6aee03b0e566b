package holotree.engine.builtin;

/// Judges from how long reads took whether asking ahead is of use. Not thread-safe.
///
/// Only a read that was not asked for can tell a warm page cache from advice that worked. So asking pauses
/// at once if such a read is quick at the start; and later after a run of quick reads so long that, were
/// they in memory, asking for them would have cost as much as the stall that a pause risks. Two slow
/// reads close together end the pause: a single one may be the scheduler's doing. After a pause that ended
/// at once the next run is four times as long.
final class WarmthWatch {

  /// The shortest run of quick reads before a pause.
  static final int SHORTEST_RUN = 32;

  // What asking for a frame costs that is in memory already (decisions/0015).
  private static final long VAIN_NANOS = 5_000;

  private static final int SLOW_WEIGHT = 4;
  private static final int MOST_PATIENCE = 1024;

  private boolean pausing;
  private boolean everSlow;
  // Nanoseconds; the shorter one of the last two slow reads that were not asked for, since a single
  // one
  // may be an accident.
  private long stall;
  private long lastStall = Long.MAX_VALUE;
  private int run;
  // How many times the usual run it takes.
  private int patience = 1;
  private int suspicion;
  // Reads since the pause began.
  private int calm;

  /// Whether reads seem to need no asking.
  boolean pausing() {
    return pausing;
  }

  /// Learns from a read.
  ///
  /// @param asked whether it had been asked for ahead
  /// @param slow whether it took longer than memory does
  /// @param nanos how long it took
  void learn(boolean asked, boolean slow, long nanos) {
    if (slow) {
      everSlow = true;
      run = 0;
      if (!asked) {
        stall = Math.min(lastStall, nanos);
        lastStall = nanos;
      }
    } else {
      run++;
    }
    if (pausing) {
      learnPausing(slow);
    } else if (everSlow ? run >= longestRun() : !asked) {
      pausing = true;
      suspicion = 0;
      calm = 0;
    }
  }

  private void learnPausing(boolean slow) {
    calm++;
    suspicion = slow ? suspicion + SLOW_WEIGHT : Math.max(0, suspicion - 1);
    if (suspicion > SLOW_WEIGHT) {
      pausing = false;
      patience = calm < SHORTEST_RUN ? Math.min(patience * 4, MOST_PATIENCE) : 1;
    }
  }

  private long longestRun() {
    return patience * Math.max(SHORTEST_RUN, stall / VAIN_NANOS);
  }
}
