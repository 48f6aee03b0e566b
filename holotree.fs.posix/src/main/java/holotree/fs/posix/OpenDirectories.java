package holotree.fs.posix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The directories of one tree that are open, and their bound. Thread-safe.
///
/// The root stays open until the end. Of the others, one that was not used for longest is closed
/// when a further one is opened over the bound; one in use never is. The lock is taken where a
/// directory is opened or closed, not where an open one is used.
final class OpenDirectories implements AutoCloseable {

  /// Directories that a tree keeps open, at most: the 512 promised, less what 32 threads have in
  /// use (a directory and its parent each) at the moment when all others are open too.
  private static final int MAX = 512 - 2 * 32;

  private final HeldDirectory root;
  private final int bound;
  private final LinkedHashSet<HeldDirectory> open = new LinkedHashSet<>();
  private boolean closed;

  /// @param root the root's open descriptor, owned from now on
  /// @param rootPath absolute
  OpenDirectories(int root, byte[] rootPath) {
    this(root, rootPath, defaultBound());
  }

  /// @param bound how many directories stay open, the root not counted
  OpenDirectories(int root, byte[] rootPath, int bound) {
    this.bound = bound;
    this.root = new HeldDirectory(this, null, rootPath, -1);
    this.root.adopt(root).release();
  }

  /// The bound for this process: a quarter of the files it may have open, so that files, packs and
  /// whatever else embeds the tree have room.
  static int defaultBound() {
    long limit = Libc.openFileLimit();
    // Unlimited reads as -1, a failure as another negative number.
    return limit < 0 ? MAX : Math.clamp(limit / 4, 1, MAX);
  }

  HeldDirectory root() {
    return root;
  }

  /// The descriptor of a directory, opened as needed, acquired: the caller releases it.
  ///
  /// @throws holotree.api.error.RefusedException if it, or one above it, cannot be opened again or
  ///   is another directory now
  DirectoryDescriptor pin(HeldDirectory directory) {
    DirectoryDescriptor pinned = directory.tryPin();
    return pinned != null ? pinned : open(directory);
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
  }

  // A loop over the closed ones, not a recursion: trees may be thousands of directories deep.
  private DirectoryDescriptor open(HeldDirectory directory) {
    Deque<HeldDirectory> closedOnes = new ArrayDeque<>();
    HeldDirectory at = directory;
    DirectoryDescriptor pinned = null;
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
      DirectoryDescriptor parent = pinned;
      try {
        pinned = child.openIn(parent.number());
      } finally {
        parent.release();
      }
      opened(child);
    }
    return pinned;
  }

  private void opened(HeldDirectory directory) {
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

  // No lock is held while a directory is closed: its own lock may be held by a thread that waits
  // here.
  private void trim() {
    for (int tries = 2 * bound + 2; tries > 0; tries--) {
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
      return open.size() > bound ? open.removeFirst() : null;
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
