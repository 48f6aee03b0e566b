package holotree.engine.space;

import holotree.api.Catalog;
import holotree.api.error.BusyException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LockMode;
import holotree.api.fs.Outcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TreeOutcome;
import holotree.engine.tree.TreeRemover;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// A space that is being built. Whatever happens, [#close] leaves it complete or not there. Not
/// thread-safe, but its tree is.
///
/// It is built in a sibling of its target and renamed in, or in the target itself where that must stay:
/// a mount point, the working directory, a directory whose parent cannot be written to.
public final class NewSpace implements AutoCloseable {

  private final SpaceRegistry registry;
  private final FileSystemStrategy strategy;
  private final BuildingMark mark;
  private final StoreLock lock;
  private final SpaceTree tree;
  private boolean complete;

  private NewSpace(
      SpaceRegistry registry,
      FileSystemStrategy strategy,
      BuildingMark mark,
      StoreLock lock,
      SpaceTree tree) {
    this.registry = registry;
    this.strategy = strategy;
    this.mark = mark;
    this.lock = lock;
    this.tree = tree;
  }

  /// Begins a space beside `target`, or in it where there is no other way.
  ///
  /// @param target as [Home#placeFor] gives it
  /// @param catalog what will be restored
  /// @throws UnsafeException if something stands there that is not an empty directory
  /// @throws BusyException if another command builds a space there now
  public static NewSpace begin(
      SpaceRegistry registry, FileSystemStrategy strategy, Path target, Catalog catalog) {
    registry.requireNobodyBuilds(target);
    FileStat there = strategy.stat(target);
    if (there != null) {
      requireNoSpace(registry, target);
    }
    if (there != null
        && (mustStay(strategy, target, there)
            || InterruptedSpace.isAt(registry, strategy, target, there))) {
      return beginInPlace(registry, strategy, target, catalog);
    }
    if (there != null) {
      try (SpaceTree tree = strategy.openTree(requireDirectory(target, there))) {
        requireEmpty(tree, target);
      }
    }
    BuildingMark mark = BuildingMark.beside(registry.newId(), target);
    StoreLock lock = registry.lock(mark.space(), target, LockMode.EXCLUSIVE);
    try {
      registry.write(mark);
      switch (strategy.createTree(mark.place())) {
        case TreeOutcome.Created created -> {
          return new NewSpace(registry, strategy, mark, lock, created.tree());
        }
        case TreeOutcome.NotApplicable no -> {
          registry.forget(mark.space());
          if (there == null) {
            throw new RefusedException(
                "make a directory beside",
                target.toString(),
                no.reason(),
                "Choose a target whose parent you may write to.",
                null);
          }
        }
      }
    } catch (RuntimeException failed) {
      lock.close();
      throw failed;
    }
    lock.close();
    return beginInPlace(registry, strategy, target, catalog);
  }

  /// Begins a space in the directory `target` itself.
  ///
  /// @throws UnsafeException if something is in it that no interrupted restore left there
  public static NewSpace beginInPlace(
      SpaceRegistry registry, FileSystemStrategy strategy, Path target, Catalog catalog) {
    FileStat there = strategy.stat(target);
    if (there == null) {
      throw new UnsafeException("the target " + target, "it went away meanwhile");
    }
    SpaceTree tree = strategy.openTree(requireDirectory(target, there));
    StoreLock lock = null;
    try {
      InterruptedSpace.clear(registry, tree, target, there);
      requireEmpty(tree, target);
      BuildingMark mark =
          BuildingMark.inPlace(registry.newId(), target, there, namesInRoot(catalog));
      lock = registry.lock(mark.space(), target, LockMode.EXCLUSIVE);
      registry.write(mark);
      return new NewSpace(registry, strategy, mark, lock, tree);
    } catch (RuntimeException failed) {
      if (lock != null) {
        lock.close();
      }
      tree.close();
      throw failed;
    }
  }

  /// The space's id.
  public String id() {
    return mark.space();
  }

  /// The directory that is being filled now, absolute.
  public Path place() {
    return mark.place();
  }

  /// The tree to fill; stays this object's.
  public SpaceTree tree() {
    return tree;
  }

  /// Notes on its root which space it is.
  ///
  /// @return [Outcome.NotApplicable] if the file system keeps no such notes
  public Outcome mark() {
    return tree.mark(new RootNote(mark.space(), tree.stat(tree.root()).inode()).text());
  }

  /// Whether it is built in the target itself.
  public boolean inPlace() {
    return mark.inPlace();
  }

  /// Writes the state and lets the space appear at its target.
  ///
  /// @return [Outcome.NotApplicable] if the target, an empty directory, cannot be exchanged: then the
  ///     space must be built in place
  /// @throws UnsafeException if something came to stand at the target meanwhile
  /// @throws BusyException if that is a space
  public Outcome complete(SpaceState state) {
    registry.write(state);
    if (!inPlace()) {
      Path target = mark.target();
      FileStat there = strategy.stat(target);
      if (there != null
          && strategy.removeEmptyDirectory(requireDirectory(target, there))
              instanceof Outcome.NotApplicable no) {
        requireNoSpace(registry, target);
        try (SpaceTree tree = strategy.openTree(target)) {
          requireEmpty(tree, target);
        }
        return no;
      }
      if (strategy.renameTree(mark.place(), target) instanceof Outcome.NotApplicable no) {
        requireNoSpace(registry, target);
        throw new UnsafeException(
            "the target " + target,
            "what was restored beside it could not be renamed in (" + no.reason() + ")",
            "See what stands there now, then try again.");
      }
    }
    registry.removeMark(mark.space());
    complete = true;
    return Outcome.DONE;
  }

  // Both began before either could see the other, or this one has waited for the other.
  private static void requireNoSpace(SpaceRegistry registry, Path target) {
    FoundSpace other = registry.find(target);
    if (other != null) {
      throw new BusyException(
          target.toString(),
          "another `holotree restore`, which has just finished there",
          "What this one had built, if anything, was removed.",
          "Restore there again, which refreshes that space.");
    }
  }

  /// Removes what was built unless it is complete; the target is then as it was.
  @Override
  public void close() {
    try (lock;
        tree) {
      if (!complete) {
        TreeRemover.empty(tree);
        if (inPlace()) {
          registry.forget(mark.space());
        } else {
          registry.removeAside(mark);
        }
      }
    }
  }

  private static List<byte[]> namesInRoot(Catalog catalog) {
    return IntStream.range(1, catalog.size())
        .filter(entry -> catalog.parent(entry) == 0)
        .mapToObj(catalog::name)
        .toList();
  }

  private static boolean mustStay(FileSystemStrategy strategy, Path target, FileStat there) {
    Path parent = target.getParent();
    FileStat above = parent == null ? null : strategy.stat(parent);
    boolean mountPoint = above == null || above.device() != there.device();
    return mountPoint || Path.of("").toAbsolutePath().startsWith(target);
  }

  private static Path requireDirectory(Path target, FileStat there) {
    if (there.kind() != EntryKind.DIRECTORY) {
      throw new UnsafeException(
          "the target " + target,
          "something stands there that is no directory",
          "Choose a place where nothing is, or an empty directory.");
    }
    return target;
  }

  private static void requireEmpty(SpaceTree tree, Path target) {
    try (DirectoryCursor cursor = tree.list(tree.root())) {
      if (cursor.next()) {
        throw new UnsafeException(
            "the target " + target,
            "it is a directory that is not empty",
            "Choose a place where nothing is, or an empty directory.");
      }
    }
  }
}
