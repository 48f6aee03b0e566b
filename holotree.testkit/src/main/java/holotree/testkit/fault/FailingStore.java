package holotree.testkit.fault;

import holotree.api.error.HolotreeException;
import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import holotree.testkit.forward.ForwardingLock;
import holotree.testkit.forward.ForwardingStore;
import holotree.testkit.forward.ForwardingStoredFile;
import holotree.testkit.forward.ForwardingTemporary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A store of a [FailingStrategy]. Thread-safe.
final class FailingStore extends ForwardingStore {

  private final Path root;
  private final boolean durable;
  private final Faults faults;
  private final OpenThings open;
  private final StrandedTemporaries stranded;

  FailingStore(
      LibraryStore store,
      Path root,
      Durability durability,
      Faults faults,
      OpenThings open,
      StrandedTemporaries stranded) {
    super(store);
    this.root = root;
    this.durable = durability == Durability.DURABLE;
    this.faults = faults;
    this.open = open;
    this.stranded = stranded;
    open.opened(this, "store " + root);
  }

  @Override
  public TemporaryFile createTemporary() {
    faults.pass(Operation.CREATE_TEMPORARY, root);
    return super.createTemporary();
  }

  @Override
  protected ForwardingTemporary wrapped(TemporaryFile temporary) {
    return new FailingTemporary(temporary, root.toString(), faults, open, stranded);
  }

  @Override
  public boolean publish(TemporaryFile temporary, String path) {
    return name(temporary, path, Operation.PUBLISH, () -> super.publish(temporary, path));
  }

  @Override
  public void replace(TemporaryFile temporary, String path) {
    name(
        temporary,
        path,
        Operation.REPLACE,
        () -> {
          super.replace(temporary, path);
          return true;
        });
  }

  private boolean name(
      TemporaryFile temporary, String path, Operation operation, BooleanSupplier call) {
    if (!(temporary instanceof FailingTemporary own)) {
      throw new IllegalArgumentException("a temporary of another store");
    }
    DiskError error = faults.meet(operation);
    if (error != null) {
      HolotreeException failure = faults.failure(error, operation, path);
      try {
        own.close();
      } catch (HolotreeException remains) {
        failure.addSuppressed(remains);
      }
      throw failure;
    }
    boolean done;
    try {
      done = call.getAsBoolean();
    } finally {
      own.isPublished();
    }
    if (durable) {
      faults.pass(Operation.SYNC_NAME, path);
    }
    return done;
  }

  @Override
  public ShareOutcome publishLink(ReadableFile source, String path) {
    ShareOutcome.NotApplicable obstacle = Obstacles.ofLink(faults, Operation.PUBLISH_LINK, path);
    return obstacle == null ? super.publishLink(source, path) : obstacle;
  }

  @Override
  public ShareOutcome publishClone(ReadableFile source, String path) {
    ShareOutcome.NotApplicable obstacle = Obstacles.ofClone(faults, Operation.PUBLISH_CLONE, path);
    return obstacle == null ? super.publishClone(source, path) : obstacle;
  }

  @Override
  public void append(String path, MemorySegment bytes) {
    faults.pass(Operation.APPEND, path);
    super.append(path, bytes);
  }

  @Override
  public @Nullable FileStat stat(String path) {
    faults.pass(Operation.STAT_STORED, path);
    return super.stat(path);
  }

  @Override
  public @Nullable StoredFile open(String path) {
    faults.pass(Operation.OPEN_STORED, path);
    StoredFile file = super.open(path);
    return file == null ? null : new Opened(file, path);
  }

  @Override
  public List<String> list(String directory) {
    faults.pass(Operation.LIST_STORED, directory);
    return super.list(directory);
  }

  @Override
  public boolean delete(String path) {
    faults.pass(Operation.DELETE_STORED, path);
    return super.delete(path);
  }

  @Override
  public boolean move(String from, String to) {
    faults.pass(Operation.MOVE, from);
    boolean moved = super.move(from, to);
    if (moved && durable) {
      faults.pass(Operation.SYNC_NAME, to);
    }
    return moved;
  }

  @Override
  public void syncDirectory(String directory) {
    if (durable) {
      faults.pass(Operation.SYNC_DIRECTORY, directory);
    }
    super.syncDirectory(directory);
  }

  @Override
  public int sweep() {
    faults.pass(Operation.SWEEP, root);
    return super.sweep();
  }

  @Override
  public StoreLock lock(String path, LockMode mode) {
    faults.pass(Operation.LOCK, path);
    return new Held(super.lock(path, mode), path);
  }

  @Override
  public @Nullable StoreLock tryLock(String path, LockMode mode) {
    faults.pass(Operation.TRY_LOCK, path);
    StoreLock lock = super.tryLock(path, mode);
    return lock == null ? null : new Held(lock, path);
  }

  @Override
  public void close() {
    open.closed(this);
    super.close();
  }

  private final class Opened extends ForwardingStoredFile {

    Opened(StoredFile file, String path) {
      super(file);
      open.opened(this, "file " + path);
    }

    @Override
    public void read(long offset, MemorySegment into) {
      faults.pass(Operation.READ_STORED, displayPath());
      super.read(offset, into);
    }

    @Override
    public MemorySegment map(long offset, long length, Arena arena) {
      faults.pass(Operation.MAP_STORED, displayPath());
      MemorySegment mapping = super.map(offset, length, arena);
      open.opened(mapping, "mapping of " + displayPath());
      return mapping;
    }

    @Override
    public void close() {
      open.closed(this);
      super.close();
    }
  }

  private final class Held extends ForwardingLock {

    Held(StoreLock lock, String path) {
      super(lock);
      open.opened(this, "lock " + path);
    }

    @Override
    public void close() {
      open.closed(this);
      super.close();
    }
  }
}
