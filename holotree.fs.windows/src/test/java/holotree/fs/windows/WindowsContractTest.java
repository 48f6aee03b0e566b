package holotree.fs.windows;

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
import holotree.testkit.windows.FileSystemKind;
import holotree.testkit.windows.SimulatedWindows;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What the Windows strategy promises, on a simulated Windows: on NTFS, on ReFS, and while a virus checker and
/// an indexer are at work.
@Execution(ExecutionMode.CONCURRENT)
class WindowsContractTest {

  private static final long SEED = 20_261_128;

  private static FileSystemStrategy ntfs() {
    return new SimulatedStrategy(new SimulatedWindows());
  }

  private static FileSystemStrategy refs() {
    SimulatedWindows windows = new SimulatedWindows();
    windows.conditions().fileSystem(FileSystemKind.REFS);
    return new SimulatedStrategy(windows);
  }

  // Not for the suite that moves directories: it does so behind the back of Windows, which would
  // not let it
  // while they are watched.
  private static FileSystemStrategy watched() {
    SimulatedWindows windows = new SimulatedWindows();
    windows.virusChecker().on(SEED);
    windows.indexer().on(SEED);
    return new SimulatedStrategy(windows);
  }

  @Nested
  class StrategyOnNtfs extends FileSystemStrategyContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class ItsProbeOnNtfs extends ProbeContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class SuccessionOnNtfs extends SuccessionContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class StoreOnNtfs extends LibraryStoreContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class StoredFilesOnNtfs extends StoredFileContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class StoreLocksOnNtfs extends StoreLockContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class LooseFilesOnNtfs extends LooseFileContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class TreeOnNtfs extends SpaceTreeContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class TreeEntriesOnNtfs extends TreeEntryContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class TreeSafetyOnNtfs extends TreeSafetyContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class SharedFilesOnNtfs extends SharedFileContract {
    private final FileSystemStrategy strategy = ntfs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class ItsProbeOnRefs extends ProbeContract {
    private final FileSystemStrategy strategy = refs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class SharedFilesOnRefs extends SharedFileContract {
    private final FileSystemStrategy strategy = refs();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class StrategyWatched extends FileSystemStrategyContract {
    private final FileSystemStrategy strategy = watched();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class ItsProbeWatched extends ProbeContract {
    private final FileSystemStrategy strategy = watched();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class SuccessionWatched extends SuccessionContract {
    private final FileSystemStrategy strategy = watched();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class StoreWatched extends LibraryStoreContract {
    private final FileSystemStrategy strategy = watched();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class StoredFilesWatched extends StoredFileContract {
    private final FileSystemStrategy strategy = watched();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class StoreLocksWatched extends StoreLockContract {
    private final FileSystemStrategy strategy = watched();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class LooseFilesWatched extends LooseFileContract {
    private final FileSystemStrategy strategy = watched();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class TreeWatched extends SpaceTreeContract {
    private final FileSystemStrategy strategy = watched();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class TreeEntriesWatched extends TreeEntryContract {
    private final FileSystemStrategy strategy = watched();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }

  @Nested
  class SharedFilesWatched extends SharedFileContract {
    private final FileSystemStrategy strategy = watched();

    @Override
    protected FileSystemStrategy strategy() {
      return strategy;
    }

    @Override
    protected boolean hasModes() {
      return false;
    }
  }
}
