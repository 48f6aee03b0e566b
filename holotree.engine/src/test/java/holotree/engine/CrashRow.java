package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.UnsafeException;
import holotree.api.fs.FileSystemStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What is going on when the power fails, and what must hold after that. A further operation is a further
/// constant here.
enum CrashRow {
  RECORD {
    @Override
    void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge) {
      holotree.record(RecordRequest.of(world.first()).named(NAME));
      acknowledge.accept(FIRST);
      holotree.record(RecordRequest.of(world.second()).named(NAME));
      acknowledge.accept(SECOND);
    }

    @Override
    void requireUnaided(SmallWorld world, FileSystemStrategy restarted, List<String> acknowledged) {
      requireRecordings(world, restarted, acknowledged);
      world.with(
          restarted,
          holotree -> {
            holotree.record(RecordRequest.of(world.second()).named(NAME));
            holotree.restore(RestoreRequest.of(NAME).to(world.target("a")));
          });
      world.requireRestored(world.target("a"), world.second());
    }
  },

  RESTORE {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordBoth(world, strategy);
    }

    @Override
    void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge) {
      holotree.restore(to(world, FIRST).placed(Placement.COPY));
      acknowledge.accept(FIRST);
    }
  },

  RESTORE_SYNCED {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordBoth(world, strategy);
    }

    @Override
    void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge) {
      holotree.restore(to(world, FIRST).placed(Placement.COPY).synced());
      acknowledge.accept(SYNCED);
    }

    @Override
    void requireUnaided(SmallWorld world, FileSystemStrategy restarted, List<String> acknowledged) {
      if (acknowledged.contains(SYNCED)) {
        world.requireRestored(world.target("a"), world.first());
      }
      super.requireUnaided(world, restarted, acknowledged);
    }
  },

  RESTORE_BY_LINK {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordBoth(world, strategy);
    }

    @Override
    void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge) {
      holotree.restore(to(world, FIRST).placed(Placement.HARDLINK));
      acknowledge.accept(FIRST);
    }
  },

  REFRESH {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordBoth(world, strategy);
      world.with(strategy, holotree -> holotree.restore(to(world, SECOND).placed(Placement.COPY)));
    }

    @Override
    void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge) {
      holotree.restore(to(world, FIRST).placed(Placement.COPY));
      acknowledge.accept(FIRST);
    }
  },

  DELETE {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      recordBoth(world, strategy);
      world.with(strategy, holotree -> holotree.restore(to(world, FIRST).placed(Placement.COPY)));
    }

    @Override
    void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge) {
      holotree.delete(new Target.Directory(world.target("a")));
      acknowledge.accept(FIRST);
    }
  },

  GC {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.recordGarbage(world, strategy);
    }

    @Override
    void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge) {
      holotree.evict(LibraryCare.SECOND);
      acknowledge.accept(EVICTED);
      GcReport report = holotree.gc(GcRequest.garbage());
      assertThat(report.packs())
          .extracting(GcReport.Pack::fate)
          .containsExactlyInAnyOrder(
              GcReport.Fate.STAYS, GcReport.Fate.GOES, GcReport.Fate.COMPACTED);
      acknowledge.accept(FIRST);
    }

    @Override
    void requireUnaided(SmallWorld world, FileSystemStrategy restarted, List<String> acknowledged) {
      LibraryCare.requireWhole(world, restarted);
      world.with(
          restarted,
          holotree -> {
            boolean there = LibraryCare.names(holotree).contains(LibraryCare.SECOND);
            assertThat(there && acknowledged.contains(EVICTED)).as("evicted").isFalse();
            holotree.gc(GcRequest.garbage());
          });
      LibraryCare.requireWhole(world, restarted);
      LibraryCare.requireNoGarbage(world, restarted);
      super.requireUnaided(world, restarted, acknowledged);
    }
  },

  RECOMPRESS {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.recordGarbage(world, strategy);
    }

    @Override
    void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge) {
      LibraryCare.recompress(holotree);
      acknowledge.accept(FIRST);
    }

    @Override
    void requireUnaided(SmallWorld world, FileSystemStrategy restarted, List<String> acknowledged) {
      LibraryCare.requireWhole(world, restarted);
      world.with(restarted, LibraryCare::recompress);
      LibraryCare.requireWhole(world, restarted);
      super.requireUnaided(world, restarted, acknowledged);
    }
  },

  HEAL {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.damage(world, strategy);
    }

    @Override
    void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge) {
      LibraryCare.heal(holotree);
      acknowledge.accept(HEALED);
    }

    @Override
    void requireUnaided(SmallWorld world, FileSystemStrategy restarted, List<String> acknowledged) {
      LibraryCare.requireBoth(world, restarted, !acknowledged.contains(HEALED));
      super.requireUnaided(world, restarted, acknowledged);
    }
  },

  HEAL_THAT_BRINGS_BACK {
    @Override
    void prepare(SmallWorld world, FileSystemStrategy strategy) {
      LibraryCare.damage(world, strategy);
      LibraryCare.healInVain(world, strategy);
    }

    @Override
    void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge) {
      LibraryCare.heal(holotree);
      acknowledge.accept(HEALED);
    }

    @Override
    void requireUnaided(SmallWorld world, FileSystemStrategy restarted, List<String> acknowledged) {
      LibraryCare.requireBoth(world, restarted, !acknowledged.contains(HEALED));
      super.requireUnaided(world, restarted, acknowledged);
    }
  };

  private static final String NAME = SmallWorld.NAME;
  private static final String FIRST = SmallWorld.FIRST;
  private static final String SECOND = LibraryCare.SECOND;
  private static final String EVICTED = "evicted";
  private static final String HEALED = "healed";
  private static final String SYNCED = "synced";

  /// Makes what it begins from, in a world that was cleared; all of that is on the disk.
  void prepare(SmallWorld world, FileSystemStrategy strategy) {}

  /// Does it.
  ///
  /// @param acknowledge is told what is done as soon as it is
  abstract void act(SmallWorld world, Holotree holotree, Consumer<String> acknowledge);

  /// Fails unless the next command does what was asked for, and what was acknowledged is there.
  ///
  /// @throws LostState if a space is left alone since its unsynced state was lost
  void requireUnaided(SmallWorld world, FileSystemStrategy restarted, List<String> acknowledged) {
    world.with(
        restarted,
        holotree -> {
          try {
            holotree.restore(to(world, FIRST).placed(Placement.COPY));
          } catch (UnsafeException refused) {
            requireLeftAlone(world, restarted, refused);
            throw new LostState(refused);
          }
        });
    world.requireRestored(world.target("a"), world.first());
  }

  /// Fails if anything is left of what the loss of power ended. The library is cleared by who writes to it.
  void requireClean(SmallWorld world, FileSystemStrategy restarted) {
    world.with(restarted, holotree -> holotree.record(RecordRequest.of(world.first())));
    world.requireNoRemains("a");
  }

  /// A space that nothing vouches for any more was refused.
  static final class LostState extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostState(UnsafeException refusal) {
      super(refusal);
    }
  }

  // What was restored without --durable may be lost. Then what there is of it may be anybody's: it
  // stays,
  // and the way out is told.
  private static void requireLeftAlone(
      SmallWorld world, FileSystemStrategy restarted, UnsafeException refused) {
    Path target = world.target("a");
    Map<String, String> there = TreeListing.of(target);
    assertThat(there).as("left alone: %s", refused.getMessage()).isNotEmpty();
    assertThat(refused.next()).contains("remove");
    world.with(restarted, holotree -> holotree.restore(to(world, FIRST).to(world.target("b"))));
    world.requireRestored(world.target("b"), world.first());
    assertThat(TreeListing.of(target)).isEqualTo(there);
  }

  private static RestoreRequest to(SmallWorld world, String recording) {
    return RestoreRequest.of(recording).to(world.target("a"));
  }

  private static void recordBoth(SmallWorld world, FileSystemStrategy strategy) {
    world.with(
        strategy,
        holotree -> {
          holotree.record(RecordRequest.of(world.first()).named(FIRST));
          holotree.record(RecordRequest.of(world.second()).named(SECOND));
        });
  }

  private static void requireRecordings(
      SmallWorld world, FileSystemStrategy restarted, List<String> acknowledged) {
    world.with(
        restarted,
        holotree -> {
          List<Listing.Recording> recordings = holotree.list().recordings();
          if (!acknowledged.isEmpty()) {
            assertThat(recordings).as("acknowledged %s", acknowledged).isNotEmpty();
          }
          for (Listing.Recording recording : recordings) {
            Path target = world.target("check");
            holotree.restore(RestoreRequest.of(recording.catalog().toString()).to(target));
            if (acknowledged.contains(SECOND)) {
              world.requireRestored(target, world.second());
            } else if (!world.isRestored(target, world.first())) {
              world.requireRestored(target, world.second());
            }
            holotree.delete(new Target.Directory(target));
          }
          if (acknowledged.contains(FIRST)) {
            requireFirst(world, holotree);
          }
        });
  }

  // Also when its name has gone to another: nothing has collected it.
  private static void requireFirst(SmallWorld world, Holotree holotree) {
    boolean found = false;
    for (String file : SmallWorld.names(world.library().resolve("catalogs"))) {
      Path target = world.target("check");
      holotree.restore(RestoreRequest.of(file.substring(0, 64)).to(target));
      found |= world.isRestored(target, world.first());
      holotree.delete(new Target.Directory(target));
      SmallWorld.run(() -> Files.deleteIfExists(target));
    }
    assertThat(found).as("the first recording is there").isTrue();
  }
}
