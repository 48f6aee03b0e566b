package holotree.engine.space;

import holotree.api.error.BusyException;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.file.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The states of a home's spaces. Thread-safe.
public final class SpaceRegistry {

  private static final int SPACE_ID_BYTES = 16;
  private static final long MAX_STATE_BYTES = 1L << 30;

  private final Path root;
  private final LibraryStore store;
  private final FileSystemStrategy strategy;
  private final RandomGenerator random;

  SpaceRegistry(
      Path root, LibraryStore store, FileSystemStrategy strategy, RandomGenerator random) {
    this.root = root;
    this.store = store;
    this.strategy = strategy;
    this.random = random;
  }

  /// A new space id: 128 random bits, 32 hexadecimal digits.
  public String newId() {
    byte[] id = new byte[SPACE_ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  /// The state of the space at `target`; null if there is none: nothing was restored there, or what
  /// stands there now is something else.
  public @Nullable SpaceState at(Path target) {
    FileStat there = strategy.stat(target);
    if (there == null) {
      return null;
    }
    String marked;
    try (SpaceTree tree = strategy.openTree(target)) {
      marked = tree.readMark();
    }
    if (HomeLayout.isState(marked)) {
      SpaceState state = read(marked);
      return state != null && state.isAt(target, there) ? state : null;
    }
    for (SpaceState state : readable()) {
      if (state.isAt(target, there)) {
        return state;
      }
    }
    return null;
  }

  /// The paths of all spaces that have a state.
  public List<Path> targets() {
    return readable().stream().map(SpaceState::target).toList();
  }

  /// Removes the temporary files of commands that are gone.
  void sweepTemporaries() {
    store.sweep();
  }

  private List<SpaceState> readable() {
    return store.list(HomeLayout.STATES).stream()
        .filter(HomeLayout::isState)
        .map(this::readIfUsable)
        .filter(Objects::nonNull)
        .toList();
  }

  private @Nullable SpaceState readIfUsable(String space) {
    try {
      return read(space);
    } catch (CorruptException | FormatVersionException unusable) {
      // Torn by a loss of power, as states are not synced, or of a later release: neither may hide
      // the other spaces.
      return null;
    }
  }

  /// Locks a space; the caller closes the lock.
  ///
  /// @throws BusyException if others hold it
  public StoreLock lock(String space, Path target, LockMode mode) {
    StoreLock lock = store.tryLock(HomeLayout.lock(space), mode);
    if (lock == null) {
      throw new BusyException(target.toString(), "another holotree command");
    }
    return lock;
  }

  /// The same; null if others hold it.
  @Nullable StoreLock tryLock(String space) {
    return store.tryLock(HomeLayout.lock(space), LockMode.EXCLUSIVE);
  }

  /// What is being built or removed, or was when someone was interrupted.
  List<BuildingMark> marks() {
    List<BuildingMark> marks = new ArrayList<>();
    for (String name : store.list(HomeLayout.STATES)) {
      if (HomeLayout.isBuilding(name)) {
        BuildingMark mark = readMark(HomeLayout.spaceOfBuilding(name));
        if (mark != null) {
          marks.add(mark);
        }
      }
    }
    return marks;
  }

  @Nullable BuildingMark readMark(String space) {
    String path = HomeLayout.building(space);
    try {
      byte[] file = WholeFile.read(store, path, MAX_STATE_BYTES);
      return file == null ? null : BuildingMark.decode(file, path);
    } catch (CorruptException torn) {
      // Marks are not synced: after a loss of power one may be empty. It tells nothing then, and
      // must
      // not stand in the way of every later restore.
      return null;
    }
  }

  void write(BuildingMark mark) {
    WholeFile.replace(store, HomeLayout.building(mark.space()), mark.encode());
  }

  void write(SpaceState state) {
    WholeFile.replace(store, HomeLayout.state(state.space()), state.encode());
  }

  void removeState(String space) {
    store.delete(HomeLayout.state(space));
  }

  void removeMark(String space) {
    store.delete(HomeLayout.building(space));
  }

  /// Forgets a space whose tree is gone; the caller holds its lock.
  void forget(String space) {
    store.delete(HomeLayout.state(space));
    store.delete(HomeLayout.building(space));
    store.delete(HomeLayout.lock(space));
  }

  private @Nullable SpaceState read(String space) {
    String path = HomeLayout.state(space);
    byte[] file = WholeFile.read(store, path, MAX_STATE_BYTES);
    return file == null ? null : SpaceState.decode(file, root.resolve(path).toString());
  }
}
