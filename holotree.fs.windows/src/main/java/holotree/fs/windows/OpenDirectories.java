package holotree.fs.windows;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The directories of one tree that are open, and their bound. Thread-safe.
///
/// The root stays open until the end. Of the others, one that was not used for longest is closed when a
/// further one is opened over the bound; one in use never is. The lock is taken where a directory is opened or
/// closed, not where an open one is used.
final class OpenDirectories implements AutoCloseable {

  /// Directories that a tree keeps open, at most, the root and those in use not counted: few, since nobody
  /// can rename or remove one that is open, nor one above it.
  static final int MAX = 16;

  private final Disk disk;
  private final HeldDirectory root;
  private final FileFacts rootFacts;
  private final LinkedHashSet<HeldDirectory> open = new LinkedHashSet<>();
  private boolean closed;

  /// @param number the root's open handle, owned from now on
  /// @param facts what the root is
  /// @param path absolute
  OpenDirectories(Disk disk, long number, FileFacts facts, Path path) {
    this.disk = disk;
    this.rootFacts = facts;
    this.root = HeldDirectory.root(this, path);
    this.root.adopt(number).release();
    disk.trees().add(this);
  }

  Disk disk() {
    return disk;
  }

  HeldDirectory root() {
    return root;
  }

  /// Whether its root is that file.
  boolean hasRoot(FileFacts facts) {
    return Stats.isSame(rootFacts, facts);
  }

  /// The handle of a directory, opened as needed, acquired: the caller releases it.
  ///
  /// @throws holotree.api.error.HolotreeException if it, or one above it, cannot be opened again or is another
  ///     directory now
  Handle pin(HeldDirectory directory) {
    Handle pinned = directory.tryPin();
    return pinned != null ? pinned : open(directory);
  }

  /// Notes that a directory was opened.
  void opened(HeldDirectory directory) {
    boolean late;
    synchronized (open) {
      late = closed;
      if (!late) {
        open.addLast(directory);
      }
    }
    if (late) {
      directory.close();
    } else {
      trim();
    }
  }

  /// Closes a directory that nothing uses; the root stays open.
  void release(HeldDirectory directory) {
    if (directory == root) {
      return;
    }
    // Forgotten first: once it is closed, another thread may open it and note it again.
    synchronized (open) {
      open.remove(directory);
    }
    if (!directory.closeIfIdle()) {
      putBack(directory);
    }
  }

  /// Closes those of an entry's name that nothing uses.
  void release(HeldDirectory parent, String name) {
    for (HeldDirectory each : snapshot()) {
      if (each.isEntry(parent, name)) {
        release(each);
      }
    }
  }

  /// Closes all that nothing uses; the root stays open.
  void letGo() {
    snapshot().forEach(this::release);
  }

  /// Closes all, each as soon as nothing uses it. Idempotent.
  @Override
  public void close() {
    List<HeldDirectory> rest;
    synchronized (open) {
      closed = true;
      rest = new ArrayList<>(open);
      open.clear();
    }
    rest.forEach(HeldDirectory::close);
    root.close();
    disk.trees().remove(this);
  }

  // A loop over the closed ones, not a recursion: trees may be thousands of directories deep.
  private Handle open(HeldDirectory directory) {
    Deque<HeldDirectory> closedOnes = new ArrayDeque<>();
    HeldDirectory at = directory;
    Handle pinned = null;
    while (pinned == null) {
      closedOnes.push(at);
      at = at.parent();
      if (at == null) {
        throw new IllegalStateException("tree closed");
      }
      pinned = at.tryPin();
    }
    while (!closedOnes.isEmpty()) {
      HeldDirectory child = closedOnes.pop();
      Handle parent = pinned;
      try {
        pinned = child.openIn(parent.number());
      } finally {
        parent.release();
      }
      opened(child);
    }
    return pinned;
  }

  private List<HeldDirectory> snapshot() {
    synchronized (open) {
      return new ArrayList<>(open);
    }
  }

  // No lock is held while a directory is closed: its own lock may be held by a thread that waits
  // here.
  private void trim() {
    for (int tries = 2 * MAX + 2; tries > 0; tries--) {
      HeldDirectory candidate = nextToClose();
      if (candidate == null) {
        return;
      }
      if (candidate.wasUsed() || !candidate.closeIfIdle()) {
        putBack(candidate);
      }
    }
  }

  private @Nullable HeldDirectory nextToClose() {
    synchronized (open) {
      return open.size() > MAX ? open.removeFirst() : null;
    }
  }

  private void putBack(HeldDirectory directory) {
    synchronized (open) {
      if (!closed) {
        open.addLast(directory);
        return;
      }
    }
    directory.close();
  }
}
