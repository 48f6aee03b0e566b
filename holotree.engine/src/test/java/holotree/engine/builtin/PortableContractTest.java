package holotree.engine.builtin;

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
import java.util.List;
import org.junit.jupiter.api.Nested;

/// What the portable strategy promises.
class PortableContractTest {

  @Nested
  class Strategy extends FileSystemStrategyContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class ItsProbe extends ProbeContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class Succession extends SuccessionContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class Store extends LibraryStoreContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class StoredFiles extends StoredFileContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class StoreLocks extends StoreLockContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class LooseFiles extends LooseFileContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class Tree extends SpaceTreeContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class TreeEntries extends TreeEntryContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class TreeSafety extends TreeSafetyContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class SharedFiles extends SharedFileContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy();
    }
  }

  @Nested
  class CloningProbe extends ProbeContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy().cloningBy(List.of(new CopyingCloner()));
    }
  }

  @Nested
  class ClonedFiles extends SharedFileContract {
    @Override
    protected FileSystemStrategy strategy() {
      return new PortableStrategy().cloningBy(List.of(new CopyingCloner()));
    }
  }
}
