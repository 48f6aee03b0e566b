package holotree.engine.space;

import holotree.api.Digest;
import holotree.api.error.RefusedException;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Tells every space of a home from its state alone: no tree is walked, and one state is in memory at a
/// time. Nothing is changed, and no command that works on a space is held up.
public final class SpaceCensus {

  private final LibraryStore store;
  private final FileSystemStrategy strategy;
  private final SpaceRegistry registry;
  private final Path spaces;

  SpaceCensus(Path home, LibraryStore store, FileSystemStrategy strategy, SpaceRegistry registry) {
    this.store = store;
    this.strategy = strategy;
    this.registry = registry;
    Path named = HomeLayout.spaces(home);
    this.spaces = strategy.stat(named) == null ? named : strategy.resolve(named);
  }

  /// Tells the spaces, one after the other, by their ids.
  ///
  /// @return how many states cannot be read
  public int run(Consumer<KnownSpace> each) {
    TreeSet<String> ids = new TreeSet<>();
    for (String file : store.list(HomeLayout.STATES)) {
      if (HomeLayout.isState(file)) {
        ids.add(file);
      } else if (HomeLayout.isBuilding(file)) {
        ids.add(HomeLayout.spaceOfBuilding(file));
      }
    }
    int unreadable = 0;
    for (String id : ids) {
      BuildingMark mark = registry.readMark(id);
      SpaceState state = registry.readIfUsable(id);
      if (state != null && (mark == null || isThere(state))) {
        each.accept(known(state));
      } else if (mark != null) {
        each.accept(known(mark));
      } else if (since(HomeLayout.state(id)) != null) {
        unreadable++;
      }
    }
    return unreadable;
  }

  /// The spaces that are there, or may be there where nobody can look now, by the catalogs they were restored
  /// from.
  public Map<Digest, Path> byCatalog() {
    Map<Digest, Path> spaces = new HashMap<>();
    for (String id : store.list(HomeLayout.STATES).stream().filter(HomeLayout::isState).toList()) {
      SpaceState state = registry.readIfUsable(id);
      if (state != null && mayBeThere(state)) {
        spaces.putIfAbsent(state.catalog(), state.target());
      }
    }
    return spaces;
  }

  /// Forgets the spaces that are gone from where they were, on a file system that is there, and of which nothing
  /// was heard since. Until then one of them may turn up elsewhere: its state knows it again.
  ///
  /// @return how many
  public int forget(Instant since) {
    int forgotten = 0;
    for (String id : store.list(HomeLayout.STATES).stream().filter(HomeLayout::isState).toList()) {
      SpaceState state = registry.readIfUsable(id);
      if (state != null && isGone(state) && sinceOrEpoch(HomeLayout.state(id)).isBefore(since)) {
        try (StoreLock lock = registry.tryLock(id, LockMode.EXCLUSIVE)) {
          if (lock != null) {
            registry.forget(id);
            forgotten++;
          }
        }
      }
    }
    return forgotten;
  }

  // A file system that is not mounted has not lost its spaces.
  private boolean isGone(SpaceState state) {
    Path parent = state.target().getParent();
    FileStat above = parent == null ? null : stat(parent);
    return !mayBeThere(state) && above != null && above.device() == state.device();
  }

  private KnownSpace known(SpaceState state) {
    long leftOut = 0;
    for (byte placement : state.placed().placements()) {
      leftOut += placement == Placed.LEFT_OUT ? 1 : 0;
    }
    return new KnownSpace(
        state.space(),
        name(state.target()),
        state.target(),
        state.phase() == Phase.COMPLETE,
        state.catalog(),
        state.placed().size() - leftOut,
        LongStream.of(state.placed().sizes()).sum(),
        sinceOrEpoch(HomeLayout.state(state.space())),
        !isThere(state),
        isBusy(state.space()));
  }

  private KnownSpace known(BuildingMark mark) {
    return new KnownSpace(
        mark.space(),
        name(mark.target()),
        mark.target(),
        false,
        null,
        0,
        0,
        sinceOrEpoch(HomeLayout.building(mark.space())),
        stat(mark.place()) == null,
        isBusy(mark.space()));
  }

  private @Nullable String name(Path target) {
    return spaces.equals(target.getParent()) ? String.valueOf(target.getFileName()) : null;
  }

  private boolean isThere(SpaceState state) {
    FileStat there = stat(state.target());
    return there != null && state.isAt(state.target(), there);
  }

  private boolean mayBeThere(SpaceState state) {
    try {
      FileStat there = strategy.stat(state.target());
      return there != null && state.isAt(state.target(), there);
    } catch (RefusedException closed) {
      return true;
    }
  }

  // What cannot even be looked at is missing: nobody could use it.
  private @Nullable FileStat stat(Path path) {
    try {
      return strategy.stat(path);
    } catch (RefusedException closed) {
      return null;
    }
  }

  // A shared lock, held for an instant: other readers do not notice, and a space that is being
  // restored has held its own exclusively from the start.
  private boolean isBusy(String space) {
    if (since(HomeLayout.lock(space)) == null) {
      return false;
    }
    try (StoreLock lock = store.tryLock(HomeLayout.lock(space), LockMode.SHARED)) {
      return lock == null;
    }
  }

  private Instant sinceOrEpoch(String path) {
    Instant since = since(path);
    return since == null ? Instant.EPOCH : since;
  }

  private @Nullable Instant since(String path) {
    FileStat file = store.stat(path);
    return file == null ? null : Instant.ofEpochSecond(file.mtimeSeconds(), file.mtimeNanos());
  }
}
