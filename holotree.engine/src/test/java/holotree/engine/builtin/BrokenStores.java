package holotree.engine.builtin;

import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import holotree.testkit.forward.ForwardingStore;
import holotree.testkit.forward.ForwardingStoredFile;
import holotree.testkit.forward.ForwardingTemporary;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Stores that break one promise each of [LibraryStore].
final class BrokenStores {

  private static final int SHORT = 1 << 20;
  private static final int LOOKS = 5;
  private static final long LOOK_NANOS = 100_000_000;

  private BrokenStores() {}

  /// Writes no more than a mebibyte of what it is given.
  static LibraryStore writingShort(LibraryStore store) {
    return new ForwardingStore(store) {
      @Override
      protected ForwardingTemporary wrapped(TemporaryFile temporary) {
        return new ForwardingTemporary(temporary) {
          @Override
          public void append(MemorySegment bytes) {
            super.append(bytes.asSlice(0, Math.min(SHORT, bytes.byteSize())));
          }
        };
      }
    };
  }

  /// Publishes under the final name what it goes on writing.
  static LibraryStore publishingInPieces(LibraryStore store) {
    Runnable gap = gap();
    return new ForwardingStore(store) {
      @Override
      public boolean publish(TemporaryFile temporary, String path) {
        if (stat(path) != null || !super.publish(temporary, "names/all")) {
          return super.publish(temporary, path);
        }
        MemorySegment all = content(this, "names/all");
        long half = all.byteSize() / 2;
        delete("names/all");
        append(path, all.asSlice(0, half));
        gap.run();
        append(path, all.asSlice(half));
        return true;
      }
    };
  }

  static LibraryStore publishingOverWhatIsThere(LibraryStore store) {
    return new ForwardingStore(store) {
      @Override
      public boolean publish(TemporaryFile temporary, String path) {
        super.replace(temporary, path);
        return true;
      }
    };
  }

  static LibraryStore replacingInTwoSteps(LibraryStore store) {
    Runnable gap = gap();
    return new ForwardingStore(store) {
      @Override
      public void replace(TemporaryFile temporary, String path) {
        if (delete(path)) {
          gap.run();
        }
        super.publish(temporary, path);
      }
    };
  }

  static LibraryStore keepingWhatItCannotPublish(LibraryStore store) {
    return new ForwardingStore(store) {
      @Override
      public boolean publish(TemporaryFile temporary, String path) {
        try {
          return super.publish(temporary, path);
        } catch (RuntimeException e) {
          store.createTemporary();
          throw e;
        }
      }
    };
  }

  static LibraryStore sweepingEverything(LibraryStore store) {
    return new ForwardingStore(store) {
      @Override
      public int sweep() {
        List<String> there = list("tmp");
        there.forEach(name -> delete("tmp/" + name));
        return there.size();
      }
    };
  }

  static LibraryStore sweepingNothing(LibraryStore store) {
    return new ForwardingStore(store) {
      @Override
      public int sweep() {
        return 0;
      }
    };
  }

  /// Lets go of its locks when any file of it is closed, as POSIX has it.
  static LibraryStore lettingGoOnAnyClose(LibraryStore store) {
    List<StoreLock> held = new ArrayList<>();
    return new ForwardingStore(store) {
      @Override
      public StoreLock lock(String path, LockMode mode) {
        StoreLock lock = super.lock(path, mode);
        held.add(lock);
        return lock;
      }

      @Override
      public StoredFile open(String path) {
        return new ForwardingStoredFile(Objects.requireNonNull(super.open(path))) {
          @Override
          public void close() {
            super.close();
            held.forEach(StoreLock::close);
          }
        };
      }
    };
  }

  /// Excludes other processes alone, as POSIX has it.
  static LibraryStore lockingForProcesses(LibraryStore store) {
    List<StoreLock> held = new ArrayList<>();
    return new ForwardingStore(store) {
      @Override
      public StoreLock lock(String path, LockMode mode) {
        StoreLock lock = super.lock(path, mode);
        held.add(lock);
        return lock;
      }

      @Override
      public StoreLock tryLock(String path, LockMode mode) {
        return held.isEmpty() ? super.tryLock(path, mode) : held.getFirst();
      }
    };
  }

  static LibraryStore appendingInTwoWrites(LibraryStore store) {
    return new ForwardingStore(store) {
      @Override
      public void append(String path, MemorySegment bytes) {
        long half = bytes.byteSize() / 2;
        super.append(path, bytes.asSlice(0, half));
        super.append(path, bytes.asSlice(half));
      }
    };
  }

  static LibraryStore movingOverWhatIsThere(LibraryStore store) {
    return new ForwardingStore(store) {
      @Override
      public boolean move(String from, String to) {
        if (stat(from) != null) {
          delete(to);
        }
        return super.move(from, to);
      }
    };
  }

  static LibraryStore movingByCopying(LibraryStore store) {
    Runnable gap = gap();
    return new ForwardingStore(store) {
      @Override
      public boolean move(String from, String to) {
        MemorySegment all = content(this, from);
        delete(from);
        gap.run();
        try (TemporaryFile temporary = createTemporary()) {
          temporary.append(all);
          return publish(temporary, to);
        }
      }
    };
  }

  // Keeps the first few times what it breaks broken for long enough to be seen by who looks all the
  // time.
  private static Runnable gap() {
    AtomicInteger looks = new AtomicInteger(LOOKS);
    return () -> {
      if (looks.getAndDecrement() > 0) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    };
  }

  private static MemorySegment content(LibraryStore store, String path) {
    try (StoredFile file = Objects.requireNonNull(store.open(path))) {
      MemorySegment all = Native.empty(file.size());
      file.read(0, all);
      return all;
    }
  }
}
