package holotree.engine.library;

import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Does what another store does, and keeps a record of what is read ahead and left open.
public class ForwardingStore implements LibraryStore {

  /// A range that was asked for ahead.
  public record Ahead(String path, long offset, long length) {}

  private final LibraryStore store;
  private final AtomicInteger open = new AtomicInteger();
  private final Queue<Ahead> ahead = new ConcurrentLinkedQueue<>();

  public ForwardingStore(LibraryStore store) {
    this.store = store;
  }

  /// The file as its store gave it, for trees, which know their own strategy's alone.
  public static StoredFile unwrapped(StoredFile file) {
    return file instanceof Counted counted ? counted.file : file;
  }

  /// Files open now.
  public int openFiles() {
    return open.get();
  }

  /// What was asked for ahead, in that order.
  public Queue<Ahead> ahead() {
    return ahead;
  }

  @Override
  public TemporaryFile createTemporary() {
    return store.createTemporary();
  }

  @Override
  public boolean publish(TemporaryFile temporary, String path) {
    return store.publish(temporary, path);
  }

  @Override
  public void replace(TemporaryFile temporary, String path) {
    store.replace(temporary, path);
  }

  @Override
  public ShareOutcome publishLink(ReadableFile source, String path) {
    return store.publishLink(source, path);
  }

  @Override
  public ShareOutcome publishClone(ReadableFile source, String path) {
    return store.publishClone(source, path);
  }

  @Override
  public void append(String path, MemorySegment bytes) {
    store.append(path, bytes);
  }

  @Override
  public void touch(String path) {
    store.touch(path);
  }

  @Override
  public @Nullable FileStat stat(String path) {
    return store.stat(path);
  }

  @Override
  public @Nullable StoredFile open(String path) {
    StoredFile file = store.open(path);
    if (file == null) {
      return null;
    }
    open.incrementAndGet();
    return new Counted(file);
  }

  @Override
  public List<String> list(String directory) {
    return store.list(directory);
  }

  @Override
  public boolean delete(String path) {
    return store.delete(path);
  }

  @Override
  public boolean move(String from, String to) {
    return store.move(from, to);
  }

  @Override
  public void syncDirectory(String directory) {
    store.syncDirectory(directory);
  }

  @Override
  public int sweep() {
    return store.sweep();
  }

  @Override
  public StoreLock lock(String path, LockMode mode) {
    return store.lock(path, mode);
  }

  @Override
  public @Nullable StoreLock tryLock(String path, LockMode mode) {
    return store.tryLock(path, mode);
  }

  @Override
  public long freeBytes() {
    return store.freeBytes();
  }

  @Override
  public void close() {
    store.close();
  }

  private final class Counted implements StoredFile {
    private final StoredFile file;
    private boolean closed;

    Counted(StoredFile file) {
      this.file = file;
    }

    @Override
    public String displayPath() {
      return file.displayPath();
    }

    @Override
    public FileStat stat() {
      return file.stat();
    }

    @Override
    public void read(long offset, MemorySegment into) {
      file.read(offset, into);
    }

    @Override
    public MemorySegment map(long offset, long length, Arena arena) {
      return file.map(offset, length, arena);
    }

    @Override
    public void prefetch(long offset, long length) {
      ahead.add(new Ahead(file.displayPath(), offset, length));
      file.prefetch(offset, length);
    }

    @Override
    public void touch() {
      file.touch();
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
      file.close();
    }
  }
}
