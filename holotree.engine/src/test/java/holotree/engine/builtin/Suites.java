package holotree.engine.builtin;

import holotree.api.fs.FileSystemStrategy;
import holotree.testkit.contract.FileSystemStrategyContract;
import holotree.testkit.contract.LibraryStoreContract;
import holotree.testkit.contract.LooseFileContract;
import holotree.testkit.contract.ProbeContract;
import holotree.testkit.contract.SharedFileContract;
import holotree.testkit.contract.SpaceTreeContract;
import holotree.testkit.contract.StoreLockContract;
import holotree.testkit.contract.SuccessionContract;
import holotree.testkit.contract.TreeSafetyContract;

/// The suites of a file system strategy, for any that they are given. Other processes have what an anonymous
/// one extends: they keep the promises that it breaks.
final class Suites {

  private Suites() {}

  static class Strategy extends FileSystemStrategyContract {
    private final FileSystemStrategy strategy;

    Strategy(FileSystemStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }
  }

  static class Succession extends SuccessionContract {
    private final FileSystemStrategy strategy;

    Succession(FileSystemStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }
  }

  static class ItsProbe extends ProbeContract {
    private final FileSystemStrategy strategy;

    ItsProbe(FileSystemStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }
  }

  static class Store extends LibraryStoreContract {
    private final FileSystemStrategy strategy;

    Store(FileSystemStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }
  }

  static class Locks extends StoreLockContract {
    private final FileSystemStrategy strategy;

    Locks(FileSystemStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }
  }

  static class Loose extends LooseFileContract {
    private final FileSystemStrategy strategy;

    Loose(FileSystemStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }
  }

  static class Tree extends SpaceTreeContract {
    private final FileSystemStrategy strategy;

    Tree(FileSystemStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }
  }

  static class Safety extends TreeSafetyContract {
    private final FileSystemStrategy strategy;

    Safety(FileSystemStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }
  }

  static class Shared extends SharedFileContract {
    private final FileSystemStrategy strategy;

    Shared(FileSystemStrategy strategy) {
      this.strategy = strategy;
    }

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }
  }
}
