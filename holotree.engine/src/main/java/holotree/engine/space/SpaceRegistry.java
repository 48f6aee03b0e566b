package holotree.engine.space;

import holotree.api.error.BusyException;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.Durability;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.Outcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.engine.file.WholeFile;
import holotree.engine.format.CheckedMap;
import holotree.engine.lock.OperationLocks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The states of a home's spaces. Thread-safe.
public final class SpaceRegistry {

  private static final int SPACE_ID_BYTES = 16;
  private static final long MAX_STATE_BYTES = 1L << 30;
  private static final Duration CLEARING = Duration.ofSeconds(1);

  private final Path root;
  private final LibraryStore store;
  private final FileSystemStrategy strategy;
  private final OperationLocks locks;
  private final RandomGenerator random;
  private volatile @Nullable Read last;

  SpaceRegistry(
      Path root,
      LibraryStore store,
      FileSystemStrategy strategy,
      OperationLocks locks,
      RandomGenerator random) {
    this.root = root;
    this.store = store;
    this.strategy = strategy;
    this.locks = locks;
    this.random = random;
  }

  /// A new space id: 128 random bits, 32 hexadecimal digits.
  public String newId() {
    byte[] id = new byte[SPACE_ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  /// The space at `path`; null if nothing stands there, or something that bears no space's mark.
  ///
  /// A space that was moved is found where it is now: its root is the inode that the state tells of, and
  /// is gone from its old place. A copy is another inode, whatever mark was copied with it. A new directory may
  /// have the inode of a space that was removed, but not its mark; where the file system keeps none, a space is
  /// known at its own place alone.
  ///
  /// @param path absolute, every symlink resolved
  /// @throws UnsafeException if what stands there bears a mark and is not known to be that space: a
  ///     copy, one of another home, one whose state was lost
  public @Nullable FoundSpace find(Path path) {
    FileStat there = strategy.stat(path);
    if (there == null || there.kind() != EntryKind.DIRECTORY) {
      return null;
    }
    @Nullable String marked;
    try (SpaceTree tree = strategy.openTree(path)) {
      marked = tree.readMark();
    } catch (RefusedException refused) {
      if (!ClosedRoot.is(there)) {
        throw refused;
      }
      // It shows its owner no mark either: see FoundSpace.
      return findUnmarked(state -> state.isOf(there) && isThere(state, path), path);
    }
    if (marked == null) {
      return findUnmarked(state -> state.isOf(there) && state.target().equals(path), path);
    }
    RootNote note = RootNote.parse(marked);
    if (note == null) {
      return null;
    }
    SpaceState state = readUnlessTorn(note.space());
    if (state == null) {
      return findWithoutState(note, path, there);
    }
    if (state.isOf(there) ? isThere(state, path) : isSamePlace(state, path, there)) {
      return new FoundSpace(state, path);
    }
    if (isEmpty(path)) {
      return null;
    }
    throw new UnsafeException(
        "the directory " + path,
        state.isOf(there)
            ? "it is the space at " + state.target() + ", reached by another path"
            : "it is a copy of the space at " + state.target() + ", not that space",
        state.isOf(there)
            ? "Name it by that path."
            : "Restore to another place; what is in a copy is not known, so it is left alone.");
  }

  private @Nullable FoundSpace findWithoutState(RootNote note, Path path, FileStat there) {
    BuildingMark mark = readMark(note.space());
    if ((mark != null && mark.inPlace()) || isEmpty(path)) {
      return null;
    }
    boolean torn = isTorn(HomeLayout.state(note.space())) || isMarkTorn(note.space());
    if (torn && note.isOn(there)) {
      return new FoundSpace(SpaceState.lost(note.space(), path, there), path);
    }
    throw new UnsafeException(
        "the directory " + path,
        "it bears the mark of a space that is not known in the home " + root,
        "Use the home it was restored with; if its state was lost, remove the directory first.");
  }

  // By a loss of power, which leaves its name: what is not synced may be empty then.
  private boolean isTorn(String path) {
    byte[] file = WholeFile.read(store, path, MAX_STATE_BYTES);
    return file != null && !CheckedMap.isWhole(file);
  }

  /// The space again, once its lock is held.
  ///
  /// @throws UnsafeException if it is not there any more
  public FoundSpace findAgain(FoundSpace found) {
    FoundSpace now = find(found.path());
    if (now == null || !now.state().space().equals(found.state().space())) {
      throw new UnsafeException("the space " + found.path(), "it was moved or removed meanwhile");
    }
    return now;
  }

  private boolean isThere(SpaceState state, Path path) {
    FileStat old = state.target().equals(path) ? null : strategy.stat(state.target());
    return old == null || !state.isOf(old);
  }

  // File systems are numbered anew when they are mounted.
  private static boolean isSamePlace(SpaceState state, Path path, FileStat there) {
    return state.target().equals(path) && state.inode() == there.inode();
  }

  private boolean isEmpty(Path path) {
    try (SpaceTree tree = strategy.openTree(path);
        DirectoryCursor cursor = tree.list(tree.root())) {
      return !cursor.next();
    }
  }

  // Where the file system keeps no marks, or does not show them.
  private @Nullable FoundSpace findUnmarked(Predicate<SpaceState> fits, Path path) {
    for (SpaceState state : readable()) {
      if (fits.test(state)) {
        return new FoundSpace(state, path);
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

  /// The state of a space; null if there is none that can be read. One of a later release may not hide
  /// the other spaces.
  @Nullable SpaceState readIfUsable(String space) {
    try {
      return readUnlessTorn(space);
    } catch (FormatVersionException later) {
      return null;
    }
  }

  private @Nullable SpaceState readUnlessTorn(String space) {
    try {
      return read(space);
    } catch (CorruptException torn) {
      return null;
    }
  }

  /// Locks a space; the caller closes the lock.
  ///
  /// @throws holotree.api.error.BusyException if others hold it
  public StoreLock lock(String space, Path target, LockMode mode) {
    return locks.lockNow(HomeLayout.lock(space), mode, target.toString());
  }

  /// The same; null if others hold it.
  public @Nullable StoreLock tryLock(String space, LockMode mode) {
    return locks.tryLock(HomeLayout.lock(space), mode);
  }

  /// Keeps the spaces below a directory that someone uses from being removed with what else is there: goes on if
  /// there is none. Those that were in use when a command was killed are kept until closed.
  ///
  /// @throws BusyException if one is in use
  public StoreLock lockSpacesIn(Path directory) {
    List<StoreLock> held = new ArrayList<>();
    StoreLock all = () -> held.forEach(StoreLock::close);
    try {
      // By the notes beside locks: a home may have more states than fit in memory.
      for (String space : locks.noted(HomeLayout.LOCKS)) {
        SpaceState state = HomeLayout.isState(space) ? readIfUsable(space) : null;
        if (state != null && isBelow(directory, state)) {
          held.add(lock(space, state.target(), LockMode.EXCLUSIVE));
        }
      }
      return all;
    } catch (RuntimeException failed) {
      all.close();
      throw failed;
    }
  }

  private boolean isBelow(Path directory, SpaceState state) {
    Path target = state.target();
    if (!target.startsWith(directory) || target.equals(directory)) {
      return false;
    }
    FileStat there = strategy.stat(target);
    return there != null && state.isOf(there);
  }

  /// Goes on if no command is building a space at a target. Whoever only clears away what was left there is
  /// waited for, and who removes a space from there works beside it.
  ///
  /// @throws BusyException naming the one that is
  void requireNobodyBuilds(Path target) {
    for (BuildingMark mark : marks()) {
      String space = mark.space();
      if (mark.target().equals(target) && store.stat(HomeLayout.state(space)) == null) {
        String path = HomeLayout.lock(space);
        StoreLock lock = locks.lockWithin(path, LockMode.EXCLUSIVE, "" + target, CLEARING);
        if (lock == null) {
          throw new BusyException(target.toString(), holder(space));
        }
        lock.close();
      }
    }
  }

  /// Who works on a space, as text for people.
  public String holder(String space) {
    return locks.holder(HomeLayout.lock(space));
  }

  /// The ids of the spaces that are being built or removed, or were when someone was interrupted.
  List<String> marked() {
    return store.list(HomeLayout.STATES).stream()
        .filter(HomeLayout::isBuilding)
        .map(HomeLayout::spaceOfBuilding)
        .toList();
  }

  /// Whether a space has a mark that a loss of power tore.
  boolean isMarkTorn(String space) {
    return isTorn(HomeLayout.building(space));
  }

  /// The readable marks.
  List<BuildingMark> marks() {
    return marked().stream().map(this::readMark).filter(Objects::nonNull).toList();
  }

  /// The mark of a space; null if it has none that can be read.
  @Nullable BuildingMark readMark(String space) {
    String path = HomeLayout.building(space);
    try {
      byte[] file = WholeFile.read(store, path, MAX_STATE_BYTES);
      if (file == null) {
        return null;
      }
      BuildingMark mark = BuildingMark.decode(file, path);
      CheckedText.requireSpace(space, mark.space(), path);
      return mark;
    } catch (CorruptException torn) {
      return null;
    }
  }

  void write(BuildingMark mark) {
    WholeFile.replace(store, HomeLayout.building(mark.space()), mark.encode());
  }

  /// Writes the state of a space; the caller holds its lock. A durable one would survive a loss of power
  /// when this returns.
  public void write(SpaceState state) {
    String path = HomeLayout.state(state.space());
    if (!state.durable()) {
      WholeFile.replace(store, path, state.encode());
      return;
    }
    try (LibraryStore durable = strategy.store(root, Durability.DURABLE)) {
      WholeFile.replace(durable, path, state.encode());
    }
  }

  void removeState(String space) {
    store.delete(HomeLayout.state(space));
  }

  void removeMark(String space) {
    store.delete(HomeLayout.building(space));
  }

  /// Removes the directory beside a target that a space was built or removed in, which is empty by now,
  /// and forgets the space; the caller holds its lock. If the directory must stay, its mark does, too, so
  /// that the next sweep tries again.
  ///
  /// @return whether it is gone
  boolean removeAside(BuildingMark mark) {
    if (strategy.removeEmptyDirectory(mark.place()) instanceof Outcome.NotApplicable) {
      removeState(mark.space());
      return false;
    }
    forget(mark.space());
    return true;
  }

  /// Forgets a space whose tree is gone; the caller holds its lock.
  void forget(String space) {
    store.delete(HomeLayout.state(space));
    store.delete(HomeLayout.building(space));
    store.delete(HomeLayout.lock(space));
  }

  // A state is looked for before its space is locked and again after it: mostly it is the same
  // file.
  private @Nullable SpaceState read(String space) {
    String path = HomeLayout.state(space);
    FileStat now = store.stat(path);
    if (now == null) {
      return null;
    }
    Read before = last;
    if (before != null && before.space.equals(space) && before.file.sameAs(now)) {
      return before.state;
    }
    byte[] file = WholeFile.read(store, path, MAX_STATE_BYTES);
    if (file == null) {
      return null;
    }
    String shown = root.resolve(path).toString();
    SpaceState state = SpaceState.decode(file, shown);
    CheckedText.requireSpace(space, state.space(), shown);
    last = new Read(space, now, state);
    return state;
  }

  /// A state that was read.
  ///
  /// @param file what the file was before
  private record Read(String space, FileStat file, SpaceState state) {}
}
