package holotree.fs.posix;

import holotree.api.fs.FileSystemStrategy;
import holotree.testkit.contract.FileSystemStrategyContract;
import holotree.testkit.contract.LibraryStoreContract;
import holotree.testkit.contract.LooseFileContract;
import holotree.testkit.contract.ProbeContract;
import holotree.testkit.contract.SharedFileContract;
import holotree.testkit.contract.SpaceTreeContract;
import holotree.testkit.contract.StoreLockContract;
import holotree.testkit.contract.StoredFileContract;
import holotree.testkit.contract.SuccessionContract;
import holotree.testkit.contract.TreeEntryContract;
import holotree.testkit.contract.TreeSafetyContract;
import org.junit.jupiter.api.Nested;

/// What the Linux strategy promises.
class LinuxContractTest {

  @Nested
  class Strategy extends FileSystemStrategyContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }

  @Nested
  class ItsProbe extends ProbeContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }

  @Nested
  class Succession extends SuccessionContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }

  @Nested
  class Store extends LibraryStoreContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }

  @Nested
  class StoredFiles extends StoredFileContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }

  @Nested
  class StoreLocks extends StoreLockContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }

  @Nested
  class LooseFiles extends LooseFileContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }

  @Nested
  class Tree extends SpaceTreeContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }

  @Nested
  class TreeEntries extends TreeEntryContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }

  @Nested
  class TreeSafety extends TreeSafetyContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }

  @Nested
  class SharedFiles extends SharedFileContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new LinuxStrategy();
    }
  }
}
