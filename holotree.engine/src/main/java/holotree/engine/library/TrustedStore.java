package holotree.engine.library;

import holotree.api.error.HolotreeException;
import holotree.api.error.UnsafeException;
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

/// The store of a library, for one operation of a user who may not be its owner: what [Trust] refuses is
/// neither read nor written. Thread-safe.
///
/// What it gives out is the store's own. Whoever may not write the library leaves nothing in it either: a
/// shared lock that has no file is not taken, since the owner would have made the file first, and
/// [#touch] does nothing.
public final class TrustedStore implements LibraryStore {

  private static final StoreLock LOCK_OF_NOTHING = () -> {};

  private final LibraryStore store;
  private final Trust trust;

  /// @param store of the library that `trust` is about; closed with this
  public TrustedStore(LibraryStore store, Trust trust) {
    this.store = store;
    this.trust = trust;
  }

  @Override
  public TemporaryFile createTemporary() {
    requireWriter("tmp/");
    return store.createTemporary();
  }

  @Override
  public boolean publish(TemporaryFile temporary, String path) {
    requireWriter(path);
    return store.publish(temporary, path);
  }

  @Override
  public void replace(TemporaryFile temporary, String path) {
    requireWriter(path);
    store.replace(temporary, path);
  }

  @Override
  public ShareOutcome publishLink(ReadableFile source, String path) {
    requireWriter(path);
    return store.publishLink(source, path);
  }

  @Override
  public ShareOutcome publishClone(ReadableFile source, String path) {
    requireWriter(path);
    return store.publishClone(source, path);
  }

  @Override
  public void append(String path, MemorySegment bytes) {
    requireWriter(path);
    store.append(path, bytes);
  }

  @Override
  public void touch(String path) {
    try {
      requireWriter(path);
      store.touch(path);
    } catch (HolotreeException notOurs) {
      // Nothing depends on it.
    }
  }

  @Override
  public @Nullable FileStat stat(String path) {
    trust.requireDirectory(Trust.above(path));
    FileStat stat = store.stat(path);
    if (stat != null) {
      trust.requireFile(path, stat);
    }
    return stat;
  }

  @Override
  public @Nullable StoredFile open(String path) {
    trust.requireDirectory(Trust.above(path));
    StoredFile file = store.open(path);
    if (file != null) {
      try {
        trust.requireFile(path, file.stat());
      } catch (UnsafeException refused) {
        file.close();
        throw refused;
      }
    }
    return file;
  }

  @Override
  public List<String> list(String directory) {
    trust.requireDirectory(directory);
    return store.list(directory);
  }

  @Override
  public boolean move(String from, String to) {
    requireWriter(from);
    requireWriter(to);
    return store.move(from, to);
  }

  @Override
  public void syncDirectory(String directory) {
    requireWriter(directory);
    store.syncDirectory(directory);
  }

  @Override
  public boolean delete(String path) {
    requireWriter(path);
    return store.delete(path);
  }

  @Override
  public int sweep() {
    requireWriter("tmp/");
    return store.sweep();
  }

  @Override
  public StoreLock lock(String path, LockMode mode) {
    return isToBeTaken(path, mode) ? store.lock(path, mode) : LOCK_OF_NOTHING;
  }

  @Override
  public @Nullable StoreLock tryLock(String path, LockMode mode) {
    return isToBeTaken(path, mode) ? store.tryLock(path, mode) : LOCK_OF_NOTHING;
  }

  @Override
  public void close() {
    store.close();
  }

  private boolean isToBeTaken(String path, LockMode mode) {
    if (mode == LockMode.EXCLUSIVE) {
      trust.requireWriter();
    }
    return stat(path) != null || trust.isWriter();
  }

  private void requireWriter(String path) {
    trust.requireWriter();
    trust.requireDirectory(Trust.above(path));
  }
}
