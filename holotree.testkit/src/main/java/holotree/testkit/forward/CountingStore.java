package holotree.testkit.forward;

import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Does what another store does, and knows which files are open and what was read ahead. Thread-safe.
public class CountingStore extends ForwardingStore {

  /// A range that was asked for ahead.
  ///
  /// @param path of the file, as it is displayed
  /// @param offset bytes from the start of the file
  /// @param length bytes
  public record Ahead(String path, long offset, long length) {}

  private final AtomicInteger open = new AtomicInteger();
  private final Queue<Ahead> ahead = new ConcurrentLinkedQueue<>();

  /// Does what `store` does, and closes it with itself.
  public CountingStore(LibraryStore store) {
    super(store);
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
  public @Nullable StoredFile open(String path) {
    StoredFile file = super.open(path);
    return file == null ? null : new Counted(file);
  }

  private final class Counted extends ForwardingStoredFile {
    private final AtomicBoolean closed = new AtomicBoolean();

    Counted(StoredFile file) {
      super(file);
      open.incrementAndGet();
    }

    @Override
    public void prefetch(long offset, long length) {
      ahead.add(new Ahead(displayPath(), offset, length));
      super.prefetch(offset, length);
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        open.decrementAndGet();
      }
      super.close();
    }
  }
}
