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

/// What is done to spaces. A further operation is a further constant here.
enum SpaceFaultRow implements FaultRow {
  RESTORE_BY_COPY {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      FaultRow.recordFirst(world, strategy);
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").placed(Placement.COPY));
    }
  },

  RESTORE_SYNCED_INTO_AN_EMPTY_DIRECTORY {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      FaultRow.recordFirst(world, strategy);
      SmallWorld.run(() -> Files.createDirectory(world.target("a")));
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").synced());
    }
  },

  RESTORE_BY_LINK_WHILE_THE_POOL_IS_FILLED {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      FaultRow.recordFirst(world, strategy);
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").placed(Placement.HARDLINK));
    }
  },

  RESTORE_BY_LINK_FROM_A_FILLED_POOL {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      FaultRow.recordFirst(world, strategy);
      world.with(
          strategy,
          holotree -> {
            holotree.restore(to(world, "b").placed(Placement.HARDLINK));
            holotree.delete(new Target.Directory(world.target("b")));
          });
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").placed(Placement.HARDLINK));
    }
  },

  REFRESH {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      FaultRow.recordFirst(world, strategy);
      world.with(strategy, holotree -> holotree.restore(to(world, "a").placed(Placement.COPY)));
      SmallWorld.run(() -> edit(world.target("a")));
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").placed(Placement.COPY));
    }

    @Override
    public void requireStated(
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
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      FaultRow.recordFirst(world, strategy);
      world.with(
          strategy,
          holotree -> {
            holotree.record(RecordRequest.of(world.second()).named(NAME));
            holotree.restore(to(world, "a").recording(NAME).placed(Placement.COPY));
          });
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.restore(to(world, "a").placed(Placement.COPY));
    }

    @Override
    public void requireStated(
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
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      FaultRow.recordFirst(world, strategy);
      world.with(strategy, holotree -> holotree.restore(to(world, "a").placed(Placement.COPY)));
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.delete(new Target.Directory(world.target("a")));
    }

    @Override
    public void actAgain(SmallWorld world, Holotree holotree) {
      try {
        act(world, holotree);
      } catch (NotFoundException gone) {
        requireGone(world);
      }
      // What a removal leaves, the next restore clears away.
      holotree.restore(to(world, "b").placed(Placement.COPY));
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      if (failed && Files.exists(world.target("a"))) {
        world.requireRestored(world.target("a"), world.first());
      } else {
        requireGone(world);
      }
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
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
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      FaultRow.recordFirst(world, strategy);
      world.with(strategy, holotree -> holotree.restore(to(world, "a").placed(Placement.COPY)));
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      assertThat(holotree.verify(new Target.Directory(world.target("a"))).pristine()).isTrue();
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      world.requireRestored(world.target("a"), world.first());
    }
  },

  ENV_THAT_BUILDS {
    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.env(
          EnvRequest.of(NAME, List.of("/bin/cp", "-a", world.first() + "/.", "{stage}"))
              .restore(RestoreRequest.of(NAME).to(world.target("a")).placed(Placement.COPY)));
    }

    @Override
    public boolean mayEndWith(HolotreeException failure) {
      // A program that cannot be looked at is none.
      return failure instanceof NotFoundException && failure.what().contains("program");
    }

    @Override
    public void actAgain(SmallWorld world, Holotree holotree) {
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
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      // The file that holds the stage's path is copied with it, and no build makes its own of it.
      assertThat(Files.exists(world.target("a")) || failed).isTrue();
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      assertThat(world.target("a").resolve("d/inner/random"))
          .hasSameBinaryContentAs(world.first().resolve("d/inner/random"));
      world.requireNoRemains("a");
    }
  };

  private static final String NAME = SmallWorld.NAME;
  private static final FileTime PAST = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  private static RestoreRequest to(SmallWorld world, String target) {
    return RestoreRequest.of(SmallWorld.FIRST).to(world.target(target));
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
