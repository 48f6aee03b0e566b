package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.HolotreeException;
import holotree.api.error.NotFoundException;
import holotree.api.fs.FileSystemStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An operation into which faults are injected: what it begins from, what it does, and what must hold
/// whether it failed or not. A further operation is a further constant here.
enum FaultRow {
  RECORD_INTO_NO_LIBRARY {
    @Override
    void act(SmallWorld world, Holotree holotree) {
      holotree.record(RecordRequest.of(world.second()).named(SmallWorld.NAME));
    }

    @Override
    void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      requireNames(world, strategy, world.second(), failed ? null : world.second());
    }

    @Override
    void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      requireNames(world, strategy, world.second(), world.second());
      world.requireNoRemains();
    }
  },

  RECORD_UNDER_A_NAME_THAT_IS_THERE {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      world.with(
          strategy, holotree -> holotree.record(RecordRequest.of(world.first()).named(NAME)));
    }

    @Override
    void act(SmallWorld world, Holotree holotree) {
      holotree.record(RecordRequest.of(world.second()).named(NAME));
    }

    @Override
    void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      requireNames(world, strategy, failed ? world.first() : world.second(), world.second());
    }

    @Override
    void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      requireNames(world, strategy, world.second(), world.second());
      world.requireNoRemains();
    }
  },

  RESTORE_BY_COPY {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordFirst(world, strategy);
    }

    @Override
    void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").placed(Placement.COPY));
    }
  },

  RESTORE_SYNCED_INTO_AN_EMPTY_DIRECTORY {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordFirst(world, strategy);
      SmallWorld.run(() -> Files.createDirectory(world.target("a")));
    }

    @Override
    void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").synced());
    }
  },

  RESTORE_BY_LINK_WHILE_THE_POOL_IS_FILLED {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordFirst(world, strategy);
    }

    @Override
    void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").placed(Placement.HARDLINK));
    }
  },

  RESTORE_BY_LINK_FROM_A_FILLED_POOL {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordFirst(world, strategy);
      world.with(
          strategy,
          holotree -> {
            holotree.restore(to(world, "b").placed(Placement.HARDLINK));
            holotree.delete(new Target.Directory(world.target("b")));
          });
    }

    @Override
    void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").placed(Placement.HARDLINK));
    }
  },

  REFRESH {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordFirst(world, strategy);
      world.with(strategy, holotree -> holotree.restore(to(world, "a").placed(Placement.COPY)));
      SmallWorld.run(() -> edit(world.target("a")));
    }

    @Override
    void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").placed(Placement.COPY));
    }

    @Override
    void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      Path target = world.target("a");
      if (!world.isRestored(target, world.first())) {
        assertThat(failed).as("failed").isTrue();
        if (!TreeListing.of(target).equals(before.target())) {
          assertThat(states(world, strategy))
              .extracting(SpaceListing.Space::phase)
              .containsExactly(SpaceListing.Phase.INCOMPLETE);
        }
      }
    }
  },

  REFRESH_TO_ANOTHER_RECORDING {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordFirst(world, strategy);
      world.with(
          strategy,
          holotree -> {
            holotree.record(RecordRequest.of(world.second()).named(NAME));
            holotree.restore(to(world, "a").recording(NAME).placed(Placement.COPY));
          });
    }

    @Override
    void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").placed(Placement.COPY));
    }

    @Override
    void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      Path target = world.target("a");
      if (!world.isRestored(target, world.first()) && !world.isRestored(target, world.second())) {
        assertThat(failed).as("failed").isTrue();
        assertThat(states(world, strategy))
            .extracting(SpaceListing.Space::phase)
            .containsExactly(SpaceListing.Phase.INCOMPLETE);
      }
    }
  },

  DELETE {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordFirst(world, strategy);
      world.with(strategy, holotree -> holotree.restore(to(world, "a").placed(Placement.COPY)));
    }

    @Override
    void act(SmallWorld world, Holotree holotree) {
      holotree.delete(new Target.Directory(world.target("a")));
    }

    @Override
    void actAgain(SmallWorld world, Holotree holotree) {
      try {
        act(world, holotree);
      } catch (NotFoundException gone) {
        requireGone(world);
      }
      // What a removal leaves, the next restore clears away.
      holotree.restore(to(world, "b").placed(Placement.COPY));
    }

    @Override
    void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      if (failed && Files.exists(world.target("a"))) {
        world.requireRestored(world.target("a"), world.first());
      } else {
        requireGone(world);
      }
    }

    @Override
    void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      requireGone(world);
      world.requireRestored(world.target("b"), world.first());
      world.requireNoRemains("b");
    }

    // What cannot be renamed aside, as a mount point, is emptied and stays.
    private static void requireGone(SmallWorld world) {
      Path target = world.target("a");
      assertThat(SmallWorld.names(target)).isEmpty();
      SmallWorld.run(() -> Files.deleteIfExists(target));
    }
  },

  VERIFY {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordFirst(world, strategy);
      world.with(strategy, holotree -> holotree.restore(to(world, "a").placed(Placement.COPY)));
    }

    @Override
    void act(SmallWorld world, Holotree holotree) {
      assertThat(holotree.verify(new Target.Directory(world.target("a"))).pristine()).isTrue();
    }

    @Override
    void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      world.requireRestored(world.target("a"), world.first());
    }
  },

  ENV_THAT_BUILDS {
    @Override
    void act(SmallWorld world, Holotree holotree) {
      holotree.env(
          EnvRequest.of(NAME, List.of("/bin/cp", "-a", world.first() + "/.", "{stage}"))
              .restore(RestoreRequest.of(NAME).to(world.target("a")).placed(Placement.COPY)));
    }

    @Override
    boolean mayEndWith(HolotreeException failure) {
      // A program that cannot be looked at is none.
      return failure instanceof NotFoundException && failure.what().contains("program");
    }

    @Override
    void actAgain(SmallWorld world, Holotree holotree) {
      act(world, holotree);
      if (!SmallWorld.names(world.home().resolve("stages")).isEmpty()) {
        // What a build leaves, the next build clears away.
        Path other = world.target("b");
        holotree.env(
            EnvRequest.of("other", List.of("/bin/cp", world.first() + "/same", "{stage}"))
                .restore(RestoreRequest.of("other").to(other).placed(Placement.COPY)));
        holotree.delete(new Target.Directory(other));
      }
    }

    @Override
    void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      // The file that holds the stage's path is copied with it, and no build makes its own of it.
      assertThat(Files.exists(world.target("a")) || failed).isTrue();
    }

    @Override
    void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      assertThat(world.target("a").resolve("d/inner/random"))
          .hasSameBinaryContentAs(world.first().resolve("d/inner/random"));
      world.requireNoRemains("a");
    }
  };

  static final String NAME = SmallWorld.NAME;
  private static final FileTime PAST = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  /// What was there before.
  ///
  /// @param target the listing of the target `a`
  record Before(Map<String, String> target) {

    static Before of(SmallWorld world) {
      return new Before(TreeListing.of(world.target("a")));
    }
  }

  /// Makes what it begins from, in a world that was cleared.
  void prepare(SmallWorld world, FileSystemStrategy strategy) {}

  /// Does it.
  abstract void act(SmallWorld world, Holotree holotree);

  /// Whether it may end with a failure of its own, in place of the one that was met.
  boolean mayEndWith(HolotreeException failure) {
    return false;
  }

  /// Does it once more, after it failed or not.
  void actAgain(SmallWorld world, Holotree holotree) {
    act(world, holotree);
  }

  /// Fails unless what is on the disk is what is promised.
  ///
  /// @param strategy one that does not fail
  /// @param before what was there when it began
  /// @param failed whether it failed
  void requireStated(SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
    Path target = world.target("a");
    if (Files.exists(target) && !SmallWorld.names(target).isEmpty()) {
      world.requireRestored(target, world.first());
    } else {
      assertThat(failed).as("failed").isTrue();
    }
  }

  /// Fails unless it is done and nothing is left of what failed before.
  void requireDone(SmallWorld world, FileSystemStrategy strategy) {
    world.requireRestored(world.target("a"), world.first());
    world.requireNoRemains("a");
  }

  private static void recordFirst(SmallWorld world, FileSystemStrategy strategy) {
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

  private static RestoreRequest to(SmallWorld world, String target) {
    return RestoreRequest.of(SmallWorld.FIRST).to(world.target(target));
  }

  /// Fails unless the name stands for a recording of one of two stages, or for none where it may.
  ///
  /// @param or the other; null for none at all
  private static void requireNames(
      SmallWorld world, FileSystemStrategy strategy, Path either, Path or) {
    world.with(
        strategy,
        holotree -> {
          List<Listing.Recording> recordings =
              holotree.list().recordings().stream()
                  .filter(recording -> recording.name().equals(NAME))
                  .toList();
          if (recordings.isEmpty()) {
            assertThat(or).as("the only stage that it may be").isNull();
          }
          for (Listing.Recording recording : recordings) {
            Path target = world.target("check");
            holotree.restore(RestoreRequest.of(recording.catalog().toString()).to(target));
            Map<String, String> restored = TreeListing.of(target);
            assertThat(List.of(TreeListing.of(either), TreeListing.of(or == null ? either : or)))
                .contains(restored);
            holotree.delete(new Target.Directory(target));
          }
        });
  }

  private static List<SpaceListing.Space> states(SmallWorld world, FileSystemStrategy strategy) {
    List<SpaceListing.Space> spaces = new ArrayList<>();
    world.with(strategy, holotree -> spaces.addAll(holotree.spaces().spaces()));
    return spaces;
  }

  private static void edit(Path target) throws IOException {
    Files.writeString(target.resolve("same"), "edited");
    Files.delete(target.resolve("twin"));
    Files.createDirectories(target.resolve("twin/extra"));
    Files.delete(target.resolve("link"));
    Files.setLastModifiedTime(target.resolve("d/inner/nothing"), PAST);
    Files.setPosixFilePermissions(
        target.resolve("d"), PosixFilePermissions.fromString("rwx------"));
    Files.delete(target.resolve("empty"));
  }
}
