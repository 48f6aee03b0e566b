package holotree.engine.stage;

import holotree.api.error.RefusedException;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.Outcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TreeOutcome;
import holotree.engine.tree.TreeRemover;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The directory `stages` of a home. Thread-safe.
///
/// A stage that was asked for by itself belongs to whoever asked, who removes it. One for a build has a
/// lock, which its maker holds: when the maker is gone, the next build clears it away.
public final class Stages {

  private static final String LOCKS = "locks/stages";
  private static final int ID_BYTES = 8;

  private final Path home;
  private final LibraryStore store;
  private final FileSystemStrategy strategy;

  /// @param home absolute
  /// @param store the home's files
  public Stages(Path home, LibraryStore store, FileSystemStrategy strategy) {
    this.home = home;
    this.store = store;
    this.strategy = strategy;
  }

  /// Makes a stage (mode 0700) that stays until its user removes it.
  ///
  /// @return its path: absolute, without symbolic links, 100 bytes long, or 200 or 400 in a home with a
  ///     long path
  public Path create() {
    Path stage = newPath();
    make(stage);
    return stage;
  }

  /// Makes a stage for a build. The caller closes it, which removes it.
  public BuildStage begin() {
    Path stage = newPath();
    String lockPath = LOCKS + "/" + stage.getFileName();
    // The lock first: a stage without a holder is swept.
    StoreLock lock = store.lock(lockPath, LockMode.EXCLUSIVE);
    try {
      make(stage);
      return new BuildStage(this, stage, lock);
    } catch (RuntimeException failed) {
      try (lock) {
        store.delete(lockPath);
      } catch (RuntimeException stays) {
        failed.addSuppressed(stays);
      }
      throw failed;
    }
  }

  /// Removes the stages of builds that are gone.
  public void sweep() {
    for (String name : store.list(LOCKS)) {
      try (StoreLock lock = store.tryLock(LOCKS + "/" + name, LockMode.EXCLUSIVE)) {
        if (lock != null) {
          remove(directory().resolve(name));
        }
      } catch (RefusedException stillWrittenTo) {
        // The build command outlived its maker, and writes on; the lock's file stays, and with it
        // the
        // memory of this stage for the next sweep.
      }
    }
  }

  /// Removes a build's stage, whose lock the caller holds, and the lock's file.
  void remove(Path stage) {
    if (strategy.stat(stage) != null) {
      try (SpaceTree tree = strategy.openTree(stage)) {
        TreeRemover.empty(tree);
      }
      if (strategy.removeEmptyDirectory(stage) instanceof Outcome.NotApplicable) {
        // The lock's file stays, for the next sweep.
        return;
      }
    }
    store.delete(LOCKS + "/" + stage.getFileName());
  }

  /// The stage as a tree; the caller closes it.
  SpaceTree open(Path stage) {
    return strategy.openTree(stage);
  }

  private Path newPath() {
    byte[] id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    Path stages = directory();
    strategy.makeDirectories(stages);
    Path resolved = strategy.resolve(stages);
    return resolved.resolve(StageName.of(resolved, HexFormat.of().formatHex(id)));
  }

  private void make(Path stage) {
    switch (strategy.createTree(stage)) {
      case TreeOutcome.Created created -> created.tree().close();
      case TreeOutcome.NotApplicable no ->
          throw new RefusedException(
              "make the stage",
              stage.toString(),
              no.reason(),
              "Choose a home that you may write to with --home.",
              null);
    }
  }

  private Path directory() {
    return home.resolve("stages");
  }
}
