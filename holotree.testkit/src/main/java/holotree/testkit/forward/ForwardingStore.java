package holotree.testkit.forward;

import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Does what another store does. Its temporaries are doubles, made by [#wrapped].
public class ForwardingStore implements LibraryStore {

  private final LibraryStore store;

  /// Does what `store` does, and closes it with itself.
  public ForwardingStore(LibraryStore store) {
    this.store = store;
  }

  @Override
  public TemporaryFile createTemporary() {
    return wrapped(store.createTemporary());
  }

  /// The double of a new temporary of the other store. What [#createTemporary] gives out is made here
  /// alone, since each store takes one layer off again.
  protected ForwardingTemporary wrapped(TemporaryFile temporary) {
    return new ForwardingTemporary(temporary);
  }

  @Override
  public boolean publish(TemporaryFile temporary, String path) {
    return store.publish(ForwardingTemporary.inside(temporary), path);
  }

  @Override
  public void replace(TemporaryFile temporary, String path) {
    store.replace(ForwardingTemporary.inside(temporary), path);
  }

  @Override
  public ShareOutcome publishLink(ReadableFile source, String path) {
    return store.publishLink(ForwardingReadableFile.unwrapped(source), path);
  }

  @Override
  public ShareOutcome publishClone(ReadableFile source, String path) {
    return store.publishClone(ForwardingReadableFile.unwrapped(source), path);
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
    return store.open(path);
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
  public void close() {
    store.close();
  }
}
