package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.HolotreeException;
import holotree.api.fs.FileSystemStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// An operation into which faults are injected: what it begins from, what it does, and what must hold
/// whether it failed or not. Unless it says otherwise it restores the first recording to the target `a`.
interface FaultRow {

  /// What was there before.
  ///
  /// @param target the listing of the target `a`
  record Before(Map<String, String> target) {

    static Before of(SmallWorld world) {
      return new Before(TreeListing.of(world.target("a")));
    }
  }

  /// Makes what it begins from, in a world that was cleared.
  default void prepare(SmallWorld world, FileSystemStrategy strategy) {}

  /// Does it.
  void act(SmallWorld world, Holotree holotree);

  /// Whether it may end with a failure of its own, in place of the one that was met.
  default boolean mayEndWith(HolotreeException failure) {
    return false;
  }

  /// Does it once more, after it failed or not.
  default void actAgain(SmallWorld world, Holotree holotree) {
    act(world, holotree);
  }

  /// Fails unless what is on the disk is what is promised.
  ///
  /// @param strategy one that does not fail
  /// @param before what was there when it began
  /// @param failed whether it failed
  default void requireStated(
      SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
    Path target = world.target("a");
    if (Files.exists(target) && !SmallWorld.names(target).isEmpty()) {
      world.requireRestored(target, world.first());
    } else {
      assertThat(failed).as("failed").isTrue();
    }
  }

  /// Fails unless it is done and nothing is left of what failed before.
  default void requireDone(SmallWorld world, FileSystemStrategy strategy) {
    world.requireRestored(world.target("a"), world.first());
    world.requireNoRemains("a");
  }

  /// Records the first stage as [SmallWorld#FIRST].
  static void recordFirst(SmallWorld world, FileSystemStrategy strategy) {
    world.with(
        strategy,
        holotree -> holotree.record(RecordRequest.of(world.first()).named(SmallWorld.FIRST)));
  }

  /// Does what clears away the temporaries of whoever is gone: those of the library the next recording,
  /// those of the home the next restore.
  static void sweep(SmallWorld world, FileSystemStrategy strategy) {
    world.with(
        strategy,
        holotree -> {
          holotree.record(RecordRequest.of(world.first()).named("swept"));
          holotree.restore(RestoreRequest.of("swept").to(world.target("swept")));
          holotree.delete(new Target.Directory(world.target("swept")));
        });
  }
}
