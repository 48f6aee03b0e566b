package holotree.engine.space;

import holotree.api.Digest;
import holotree.api.error.NotFoundException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TreeOutcome;
import holotree.engine.format.Hasher;
import holotree.engine.lock.OperationLocks;
import holotree.engine.name.NameRule;
import holotree.engine.name.NearNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;

/// One user's spaces and their states. Thread-safe; the store stays the caller's.
public final class Home {

  private final Path root;
  private final LibraryStore store;
  private final FileSystemStrategy strategy;
  private final OperationLocks locks;
  private final SpaceRegistry registry;
  private final OwnPlaces places;

  /// The home at `root`, whose files `store` keeps.
  ///
  /// @param locks takes the locks of `store`
  public Home(Path root, LibraryStore store, FileSystemStrategy strategy, OperationLocks locks) {
    this.root = root;
    this.store = store;
    this.strategy = strategy;
    this.locks = locks;
    this.registry = new SpaceRegistry(root, store, strategy, locks, new SecureRandom());
    this.places = new OwnPlaces(root, strategy);
  }

  /// The states of its spaces.
  public SpaceRegistry registry() {
    return registry;
  }

  /// What is known of all its spaces.
  public SpaceCensus census() {
    return new SpaceCensus(root, store, strategy, registry);
  }

  /// Where it is, absolute.
  public Path path() {
    return root;
  }

  /// The home's own files.
  public LibraryStore store() {
    return store;
  }

  /// Where the pool is, absolute; made if it is not there yet. It is private: a file that spaces share by
  /// hard links has the mode recorded, which may let others write where the space's own directories keep
  /// them out.
  public Path poolDirectory() {
    Path pool = HomeLayout.pool(root);
    if (strategy.stat(pool) == null) {
      strategy.makeDirectories(root);
      makePrivate(pool);
    }
    return pool;
  }

  private void makePrivate(Path pool) {
    try {
      switch (strategy.createTree(pool)) {
        case TreeOutcome.Created(SpaceTree tree) -> tree.close();
        case TreeOutcome.NotApplicable _ -> strategy.makeDirectories(pool);
      }
    } catch (RefusedException refused) {
      if (strategy.stat(pool) == null) {
        throw refused;
      }
    }
  }

  /// Where the space `name` is or would be; its directory's parent is made.
  ///
  /// @param library the library in use, absolute
  /// @throws UnsafeException if `name` breaks the rule for names, or leads into a directory that Holotree
  ///     keeps for itself
  public Path placeFor(String name, Path library) {
    if (!NameRule.allows(name)) {
      throw new UnsafeException("the space name \"" + name + "\"", NameRule.TEXT);
    }
    return placeFor(HomeLayout.space(root, name), library);
  }

  /// The path for a new space: absolute, symlinks above it resolved, its parent made. An existing
  /// directory is resolved as a whole.
  ///
  /// @param library the library in use, absolute
  /// @throws UnsafeException if `target` is the root of a file system, or is or lies in a directory that
  ///     Holotree keeps for itself; nothing is made then
  public Path placeFor(Path target, Path library) {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null) {
      throw new UnsafeException("the target " + target, "a space has a name and a parent");
    }
    FileStat there = strategy.stat(absolute);
    Path place = there == null ? places.leadsTo(absolute) : resolveExisting(absolute, there);
    places.requireOutside(target, place, library);
    if (there != null) {
      return place;
    }
    strategy.makeDirectories(parent);
    return strategy.resolve(parent).resolve(name);
  }

  /// Keeps others that ask for it from restoring to a place until closed; waits for whoever does so now.
  ///
  /// @param target as [#placeFor(Path, Path)] gives it
  public StoreLock lockPlace(Path target) {
    Digest path = Hasher.digest(target.toString().getBytes(StandardCharsets.UTF_8));
    return locks.lock(HomeLayout.placeLock(path), LockMode.EXCLUSIVE, "the restore to " + target);
  }

  private Path resolveExisting(Path target, FileStat there) {
    try {
      return strategy.resolve(target);
    } catch (RefusedException unresolved) {
      if (there.kind() != EntryKind.SYMLINK) {
        throw unresolved;
      }
      throw new UnsafeException(
          "the target " + target,
          "it is a symbolic link that leads nowhere (" + unresolved.reason() + ")",
          "Remove the link, or name a place where nothing is.");
    }
  }

  /// The space `name`.
  ///
  /// @throws NotFoundException if there is none
  public FoundSpace find(String name) {
    Path place = HomeLayout.space(root, name);
    FoundSpace found =
        NameRule.allows(name) && strategy.stat(place) != null
            ? registry.find(strategy.resolve(place))
            : null;
    if (found == null) {
      List<String> names =
          registry.targets().stream()
              .filter(target -> Objects.equals(target.getParent(), place.getParent()))
              .map(target -> String.valueOf(target.getFileName()))
              .toList();
      throw new NotFoundException(
          "No space \"" + name + "\" in " + root + ".",
          NearNames.of(name, names),
          "Restore one with `holotree restore NAME --space " + name + "`.");
    }
    return found;
  }

  /// The space at `directory`.
  ///
  /// @throws NotFoundException if it is no space of this home
  /// @throws UnsafeException if it is a copy of one
  public FoundSpace find(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    FoundSpace found =
        strategy.stat(absolute) == null ? null : registry.find(strategy.resolve(absolute));
    if (found == null) {
      throw new NotFoundException(
          absolute + " is no space of the home " + root + ".",
          List.of(),
          "Name the directory that `holotree restore` made, with the same --home.");
    }
    return found;
  }
}
