package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.HolotreeException;
import holotree.api.error.NotFoundException;
import holotree.api.fs.FileSystemStrategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What is done to libraries. A further operation is a further constant here.
enum LibraryFaultRow implements FaultRow {
  RECORD_INTO_NO_LIBRARY {
    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.record(RecordRequest.of(world.second()).named(SmallWorld.NAME));
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      requireNames(world, strategy, world.second(), failed ? null : world.second());
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      requireNames(world, strategy, world.second(), world.second());
      world.requireNoRemains();
    }
  },

  RECORD_UNDER_A_NAME_THAT_IS_THERE {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      world.with(
          strategy, holotree -> holotree.record(RecordRequest.of(world.first()).named(NAME)));
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.record(RecordRequest.of(world.second()).named(NAME));
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      requireNames(world, strategy, failed ? world.first() : world.second(), world.second());
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      requireNames(world, strategy, world.second(), world.second());
      world.requireNoRemains();
    }
  },

  EVICT_AND_PIN {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.recordGarbage(world, strategy);
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.pin(SmallWorld.FIRST);
      holotree.evict(LibraryCare.SECOND);
    }

    @Override
    public void actAgain(SmallWorld world, Holotree holotree) {
      try {
        act(world, holotree);
      } catch (NotFoundException gone) {
        assertThat(LibraryCare.names(holotree)).doesNotContain(LibraryCare.SECOND);
      }
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      LibraryCare.requireWhole(world, strategy);
      world.with(
          strategy,
          holotree -> {
            boolean there = LibraryCare.names(holotree).contains(LibraryCare.SECOND);
            assertThat(there && !failed).as("evicted").isFalse();
          });
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      requireStated(world, strategy, Before.of(world), false);
      world.with(
          strategy, holotree -> assertThat(holotree.pin(SmallWorld.FIRST).changed()).isFalse());
      world.requireNoRemains();
    }
  },

  GC {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.recordGarbage(world, strategy);
      world.with(strategy, holotree -> holotree.evict(LibraryCare.SECOND));
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.gc(GcRequest.garbage());
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      LibraryCare.requireWhole(world, strategy);
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.requireWhole(world, strategy);
      LibraryCare.requireNoGarbage(world, strategy);
      world.requireNoRemains();
    }
  },

  RECOMPRESS {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.recordGarbage(world, strategy);
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      // On a full disk packs are left as they were, and that is told.
      holotree.recompress(MirrorCodec.ID, null);
    }

    @Override
    public void actAgain(SmallWorld world, Holotree holotree) {
      LibraryCare.recompress(holotree);
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      LibraryCare.requireWhole(world, strategy);
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.requireWhole(world, strategy);
      LibraryCare.requireMirrored(world);
      world.requireNoRemains();
    }
  },

  GC_BESIDE_A_SPACE {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.recordGarbage(world, strategy);
      world.with(
          strategy,
          holotree -> {
            holotree.restore(
                RestoreRequest.of(LibraryCare.SECOND).to(world.target("a")).placed(Placement.COPY));
            holotree.evict(LibraryCare.SECOND);
          });
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      holotree.gc(GcRequest.garbage());
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      LibraryCare.requireWhole(world, strategy);
      world.with(
          strategy,
          holotree ->
              assertThat(holotree.verify(new Target.Directory(world.target("a"))).pristine())
                  .isTrue());
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      requireStated(world, strategy, Before.of(world), false);
      world.requireNoRemains("a");
    }
  },

  CHECK {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.recordGarbage(world, strategy);
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      LibraryCare.check(holotree);
    }

    @Override
    public boolean mayEndWith(HolotreeException failure) {
      return LibraryCare.isTold(failure);
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      LibraryCare.requireWhole(world, strategy);
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.requireWhole(world, strategy);
      world.requireNoRemains();
    }
  },

  HEAL {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.damage(world, strategy);
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      LibraryCare.healOrTell(holotree);
    }

    @Override
    public boolean mayEndWith(HolotreeException failure) {
      return LibraryCare.isTold(failure);
    }

    @Override
    public void actAgain(SmallWorld world, Holotree holotree) {
      LibraryCare.heal(holotree);
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      LibraryCare.requireBoth(world, strategy, failed);
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.requireBoth(world, strategy, false);
      world.requireNoRemains("a");
    }
  },

  HEAL_THAT_BRINGS_BACK {
    @Override
    public void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.damage(world, strategy);
      LibraryCare.healInVain(world, strategy);
    }

    @Override
    public void act(SmallWorld world, Holotree holotree) {
      LibraryCare.healOrTell(holotree);
    }

    @Override
    public boolean mayEndWith(HolotreeException failure) {
      return LibraryCare.isTold(failure);
    }

    @Override
    public void actAgain(SmallWorld world, Holotree holotree) {
      LibraryCare.heal(holotree);
    }

    @Override
    public void requireStated(
        SmallWorld world, FileSystemStrategy strategy, Before before, boolean failed) {
      // While the space cannot be read, they stay in quarantine.
      LibraryCare.requireBoth(world, strategy, true);
    }

    @Override
    public void requireDone(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.requireBoth(world, strategy, false);
      world.requireNoRemains("a");
    }
  };

  private static final String NAME = SmallWorld.NAME;

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
}
