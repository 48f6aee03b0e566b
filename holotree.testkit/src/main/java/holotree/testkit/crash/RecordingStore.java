package holotree.testkit.crash;

import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TemporaryFile;
import holotree.testkit.forward.ForwardingStore;
import holotree.testkit.forward.ForwardingTemporary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store of a [RecordingStrategy]. Thread-safe.
///
/// What a strategy calls its temporaries, and what else it keeps in `tmp/`, is seen by looking there.
final class RecordingStore extends ForwardingStore {

  private final Path root;
  private final boolean durable;
  private final Recorder recorder;
  private final Path tmp;

  RecordingStore(LibraryStore store, Path root, boolean durable, Recorder recorder) {
    super(store);
    this.root = root;
    this.durable = durable;
    this.recorder = recorder;
    this.tmp = root.resolve("tmp");
  }

  @Override
  public TemporaryFile createTemporary() {
    return recorder.noting(() -> watchingTemporaries(super::createTemporary));
  }

  @Override
  protected ForwardingTemporary wrapped(TemporaryFile temporary) {
    return new Temporary(temporary);
  }

  // Its names differ with every strategy; locks and makers are no temporaries of anybody's.
  private <T> T watchingTemporaries(Supplier<T> work) {
    Set<String> before = temporaries();
    T result = work.get();
    Set<String> after = temporaries();
    for (String name : after) {
      if (!before.contains(name)) {
        int node = recorder.found(tmp.resolve(name));
        if (result instanceof Temporary made
            && !name.endsWith(".lock")
            && !name.endsWith(".maker")) {
          made.node = node;
          made.name = name;
        }
      }
    }
    before.removeAll(after);
    before.forEach(name -> recorder.removed(tmp.resolve(name)));
    return result;
  }

  private Set<String> temporaries() {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(tmp)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(tmp)) {
        files.forEach(file -> names.add(Recorder.name(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  @Override
  public boolean publish(TemporaryFile temporary, String path) {
    return recorder.noting(() -> {
      boolean free = super.publish(temporary, path);
      named((Temporary) temporary, path, free);
      return free;
    });
  }

  @Override
  public void replace(TemporaryFile temporary, String path) {
    recorder.noting(() -> {
      super.replace(temporary, path);
      named((Temporary) temporary, path, true);
    });
  }

  private void named(Temporary temporary, String path, boolean free) {
    Path target = root.resolve(path);
    Path directory = Objects.requireNonNull(target.getParent());
    int parent = recorder.found(directory);
    DiskLog log = recorder.log();
    if (durable) {
      log.add(new DiskOperation.SyncFile(temporary.node));
      recorder.syncedAbove(root, directory);
    }
    int from = recorder.found(tmp);
    log.add(
        free
            ? new DiskOperation.Rename(
                from, temporary.name, parent, Recorder.name(target), temporary.node)
            : new DiskOperation.Remove(from, temporary.name));
    if (durable) {
      log.add(new DiskOperation.SyncDirectory(parent));
    }
    temporary.closed = true;
  }

  @Override
  public ShareOutcome publishLink(ReadableFile source, String path) {
    return recorder.noting(() -> {
      ShareOutcome outcome = super.publishLink(source, path);
      if (outcome instanceof ShareOutcome.Shared(FileStat stat)) {
        recorder.linked(root.resolve(path), stat);
      }
      return outcome;
    });
  }

  @Override
  public void append(String path, MemorySegment bytes) {
    recorder.noting(() -> {
      super.append(path, bytes);
      int node = recorder.found(root.resolve(path));
      recorder.wrote(node, recorder.log().now().node(node).bytes.length, bytes);
    });
  }

  @Override
  public void touch(String path) {
    recorder.noting(() -> {
      super.touch(path);
      if (super.stat(path) != null) {
        recorder.found(root.resolve(path));
      }
    });
  }

  @Override
  public boolean delete(String path) {
    return recorder.noting(() -> {
      boolean there = super.delete(path);
      if (there) {
        recorder.removed(root.resolve(path));
      }
      return there;
    });
  }

  @Override
  public boolean move(String from, String to) {
    return recorder.noting(() -> {
      boolean moved = super.move(from, to);
      if (moved) {
        moved(root.resolve(from), root.resolve(to));
      }
      return moved;
    });
  }

  private void moved(Path from, Path to) {
    Path directory = Objects.requireNonNull(to.getParent());
    int parent = recorder.found(directory);
    if (durable) {
      recorder.syncedAbove(root, directory);
    }
    recorder.renamed(from, to);
    if (durable) {
      recorder.log().add(new DiskOperation.SyncDirectory(parent));
      recorder.log().add(new DiskOperation.SyncDirectory(recorder.parent(from)));
    }
  }

  @Override
  public void syncDirectory(String directory) {
    recorder.noting(() -> {
      super.syncDirectory(directory);
      Path path = root.resolve(directory);
      if (durable && Files.isDirectory(path)) {
        recorder.log().add(new DiskOperation.SyncDirectory(recorder.found(path)));
      }
    });
  }

  @Override
  public int sweep() {
    return recorder.noting(() -> watchingTemporaries(super::sweep));
  }

  @Override
  public StoreLock lock(String path, LockMode mode) {
    StoreLock lock = super.lock(path, mode);
    recorder.noting(() -> recorder.found(root.resolve(path)));
    return lock;
  }

  @Override
  public @Nullable StoreLock tryLock(String path, LockMode mode) {
    return recorder.noting(() -> {
      StoreLock lock = super.tryLock(path, mode);
      if (lock != null) {
        recorder.found(root.resolve(path));
      }
      return lock;
    });
  }

  @Override
  public void close() {
    recorder.noting(() ->
        watchingTemporaries(() -> {
          super.close();
          return true;
        }));
  }

  private final class Temporary extends ForwardingTemporary {
    private int node;
    private String name = "";
    private boolean closed;

    Temporary(TemporaryFile file) {
      super(file);
    }

    @Override
    public void append(MemorySegment bytes) {
      recorder.noting(() -> {
        long offset = length();
        super.append(bytes);
        recorder.wrote(node, offset, bytes);
      });
    }

    @Override
    public void close() {
      recorder.noting(() -> {
        super.close();
        if (!closed) {
          closed = true;
          recorder.removed(tmp.resolve(name));
        }
      });
    }
  }
}
