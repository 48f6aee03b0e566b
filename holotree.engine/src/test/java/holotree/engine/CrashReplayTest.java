package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.HolotreeException;
import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.testkit.crash.CrashState;
import holotree.testkit.crash.CrashStates;
import holotree.testkit.crash.RecordingStrategy;
import holotree.testkit.forward.ForwardingStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whenever the power fails, and whatever two operations of those that nothing has synced it takes: what
/// was acknowledged is there, and the next command works unaided.
///
/// Every beginning of what was done, and a part of the other states, chosen by a seed that is printed; with
/// `-Dholotree.full=true` many more.
@EnabledOnOs({OS.LINUX, OS.MAC})
@Execution(ExecutionMode.CONCURRENT)
class CrashReplayTest {

  private static final int STATES_OF_A_ROW = 60;
  private static final int FULL_STATES_OF_A_ROW = 20_000;
  private static final int MOST_REPORTED = 8;
  private static final int SHOWING = 3;

  @TempDir(factory = MemoryFolder.class)
  Path scratch;

  @ParameterizedTest
  @EnumSource
  @Timeout(3600)
  @SuppressWarnings("SystemOut") // a failure must be repeatable from the build's log
  void afterALossOfPower_theNextCommandWorks(CrashRow row) throws IOException {
    long seed = Long.getLong("holotree.seed", new SecureRandom().nextInt(Integer.MAX_VALUE));
    int most = Boolean.getBoolean("holotree.full") ? FULL_STATES_OF_A_ROW : STATES_OF_A_ROW;
    SmallWorld world = new SmallWorld(scratch);
    CrashStates possible = record(world, row);
    List<CrashState> states = possible.sample(most, new Random(seed));
    List<String> broken = new ArrayList<>();
    int leftAlone = 0;
    int leftBehind = 0;
    for (CrashState state : states) {
      try {
        world.empty();
        FileSystemStrategy restarted = state.restart(world.root(), SmallWorld.unsynced());
        row.requireUnaided(world, restarted, state.acknowledged());
        leftBehind += isClean(row, world, restarted, state) ? 0 : 1;
      } catch (CrashRow.LostState lost) {
        leftAlone++;
        if (state.isBeginning()) {
          broken.add(state + ": " + lost.getCause());
        }
      } catch (AssertionError | RuntimeException failed) {
        broken.add(state + ": " + failed);
      }
    }
    System.out.printf(
        "%s: %d states of %d, among them %d beginnings, -Dholotree.seed=%d: %d broken,"
            + " %d spaces left alone, remains in %d%n",
        row,
        states.size(),
        possible.all(),
        possible.beginnings(),
        seed,
        broken.size(),
        leftAlone,
        leftBehind);
    assertThat(broken.subList(0, Math.min(broken.size(), MOST_REPORTED)))
        .as("%d broken of %d states of %s", broken.size(), states.size(), row)
        .isEmpty();
    assertThat(states.size()).isGreaterThan(50);
  }

  @Test
  void recordingThatSyncsNothing_isFoundOut() throws IOException {
    SmallWorld world = new SmallWorld(scratch);
    FileSystemStrategy numbered = RecordingStrategy.numbered(SmallWorld.unsynced());
    world.clear();
    RecordingStrategy recording = new RecordingStrategy(numbered, world.root());
    FileSystemStrategy careless =
        new ForwardingStrategy(recording) {
          @Override
          public LibraryStore store(Path root, Durability durability) {
            return super.store(root, Durability.VOLATILE);
          }
        };
    world.with(careless, holotree -> CrashRow.RECORD.act(world, holotree, recording::acknowledge));
    int broken = 0;
    for (CrashState state : recording.states().sample(FULL_STATES_OF_A_ROW, new Random(1))) {
      if (broken == SHOWING) {
        break;
      }
      world.empty();
      FileSystemStrategy restarted = state.restart(world.root(), SmallWorld.unsynced());
      try {
        CrashRow.RECORD.requireUnaided(world, restarted, state.acknowledged());
      } catch (AssertionError | HolotreeException lost) {
        broken++;
      }
    }
    assertThat(broken).isEqualTo(SHOWING);
  }

  // What tells of a tree that was begun is not synced: where that was lost, nobody knows whose the
  // tree is.
  private static boolean isClean(
      CrashRow row, SmallWorld world, FileSystemStrategy restarted, CrashState state) {
    try {
      row.requireClean(world, restarted);
      return true;
    } catch (AssertionError remains) {
      if (state.isBeginning()) {
        throw remains;
      }
      return false;
    }
  }

  private static CrashStates record(SmallWorld world, CrashRow row) {
    FileSystemStrategy numbered = RecordingStrategy.numbered(SmallWorld.unsynced());
    world.clear();
    row.prepare(world, numbered);
    RecordingStrategy recording = new RecordingStrategy(numbered, world.root());
    world.with(recording, holotree -> row.act(world, holotree, recording::acknowledge));
    return recording.states();
  }
}
