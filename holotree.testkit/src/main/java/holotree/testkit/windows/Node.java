package holotree.testkit.windows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A file or directory that is open. Used by one thread at a time, under [Machine#locked].
final class Node {

  private final FileKey key;
  private final Set<OpenFile> open = new HashSet<>();
  private final Set<Path> pending = new HashSet<>();
  private final List<Hold> holds = new ArrayList<>();
  private boolean deleted;

  Node(FileKey key) {
    this.key = key;
  }

  FileKey key() {
    return key;
  }

  Set<OpenFile> open() {
    return open;
  }

  /// Names that go when a handle is closed.
  Set<Path> pending() {
    return pending;
  }

  boolean isDeleted() {
    return deleted;
  }

  void deleted() {
    deleted = true;
    holds.clear();
  }

  void hold(Hold hold) {
    holds.add(hold);
  }

  boolean isHeld() {
    holds.removeIf(Hold::isOver);
    return !holds.isEmpty();
  }

  /// Whether it is open under a name below a directory.
  boolean isOpenBelow(Path directory) {
    for (OpenFile file : open) {
      if (isBelow(file.path(), directory)) {
        return true;
      }
    }
    return isHeld() && holds.stream().anyMatch(hold -> isBelow(hold.path(), directory));
  }

  private static boolean isBelow(Path path, Path directory) {
    return path.startsWith(directory) && !path.equals(directory);
  }

  boolean isIdle() {
    return open.isEmpty() && !isHeld();
  }

  /// Whether access and share modes are at odds with those of anyone who has it open, in either direction.
  boolean conflicts(int access, int share, String stream) {
    if (sharing(access) == 0) {
      return false;
    }
    if (isHeld() && stream.isEmpty()) {
      for (Hold hold : holds) {
        if (isBeyond(access, hold.share()) || isBeyond(Numbers.READ_DATA, share)) {
          return true;
        }
      }
    }
    for (OpenFile other : open) {
      int theirs = other.how().access();
      if (sharing(theirs) != 0
          && other.stream().equals(stream)
          && (isBeyond(access, other.how().share()) || isBeyond(theirs, share))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBeyond(int access, int share) {
    return (sharing(access) & ~share) != 0;
  }

  /// The share modes that others must allow for an access; 0 for one that is nobody's business.
  private static int sharing(int access) {
    return ((access & Numbers.READ_DATA) != 0 ? Numbers.SHARE_READ : 0)
        | ((access & (Numbers.WRITE_DATA | Numbers.APPEND_DATA)) != 0 ? Numbers.SHARE_WRITE : 0)
        | ((access & Numbers.DELETE) != 0 ? Numbers.SHARE_DELETE : 0);
  }

  /// Whether an open file lets nobody delete it.
  static boolean deniesDeletion(OpenFile file) {
    return sharing(file.how().access()) != 0
        && (file.how().share() & Numbers.SHARE_DELETE) == 0
        && !file.isStream();
  }
}
