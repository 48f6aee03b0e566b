package holotree.testkit.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// The states that a disk may be in after a loss of power: a beginning of what was done to it, of which up
/// to two operations that nothing had synced yet are lost or torn, whatever came after them.
public final class CrashStates {

  private static final int DRAWS_PER_STATE = 10;

  private final DiskLog log;
  private final List<List<Loss>> losses = new ArrayList<>();

  CrashStates(DiskLog log) {
    this.log = log;
    Map<Integer, Loss> unsynced = new LinkedHashMap<>();
    losses.add(List.of());
    for (int i = 0; i < log.operations().size(); i++) {
      DiskOperation operation = log.operations().get(i);
      unsynced.keySet().removeIf(earlier -> operation.syncs(log.operations().get(earlier)));
      if (operation.canBeLost()) {
        unsynced.put(i, new Loss(i, false));
      }
      losses.add(List.copyOf(unsynced.values()));
    }
  }

  /// An operation that did not come to the disk.
  ///
  /// @param torn whether a part of it did; writes alone
  record Loss(int operation, boolean torn) {}

  /// How many beginnings there are.
  public int beginnings() {
    return losses.size();
  }

  /// How many states there are: far too many to try them all.
  public long all() {
    long all = 0;
    for (List<Loss> lost : losses) {
      long ways = lost.stream().mapToLong(this::ways).sum();
      long same = lost.stream().mapToLong(loss -> ways(loss) * ways(loss)).sum();
      all += 1 + ways + (ways * ways - same) / 2;
    }
    return all;
  }

  private long ways(Loss loss) {
    return log.operations().get(loss.operation()) instanceof DiskOperation.Write ? 2 : 1;
  }

  /// Every beginning, and of the other states as many as there is room for, no two of which leave the
  /// same on the disk.
  ///
  /// @param most how many states at most, unless there are more beginnings
  /// @param random chooses
  public List<CrashState> sample(int most, Random random) {
    List<CrashState> chosen = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (int beginning = 0; beginning < losses.size(); beginning++) {
      add(new CrashState(log, beginning, List.of()), chosen, known);
    }
    // Drawn with a limit: where there are few states, most draws are of known ones.
    for (int draws = 0; chosen.size() < most && draws < DRAWS_PER_STATE * (long) most; draws++) {
      int beginning = random.nextInt(losses.size());
      List<Loss> possible = losses.get(beginning);
      if (!possible.isEmpty()) {
        List<Loss> lost = new ArrayList<>();
        lost.add(draw(possible, random));
        if (random.nextBoolean()) {
          Loss other = draw(possible, random);
          if (other.operation() != lost.getFirst().operation()) {
            lost.add(other);
          }
        }
        add(new CrashState(log, beginning, lost), chosen, known);
      }
    }
    return chosen;
  }

  private Loss draw(List<Loss> possible, Random random) {
    Loss loss = possible.get(random.nextInt(possible.size()));
    return new Loss(loss.operation(), ways(loss) > 1 && random.nextBoolean());
  }

  private static void add(CrashState state, List<CrashState> chosen, Set<String> known) {
    if (known.add(state.acknowledged() + state.model().fingerprint())) {
      chosen.add(state);
    }
  }
}
