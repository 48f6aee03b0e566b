package holotree.testkit.crash;

import holotree.api.fs.FileStat;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A file, directory or symbolic link of a model. Not thread-safe.
final class DiskNode {

  enum Kind {
    DIRECTORY,
    FILE,
    SYMLINK
  }

  private static final int DEFAULT_FILE_MODE = 0644;
  private static final int DEFAULT_DIRECTORY_MODE = 0755;

  final Kind kind;
  final Map<String, Integer> names = new TreeMap<>();
  byte[] bytes = {};
  String target = "";
  String mark = "";
  int mode;
  long mtimeSeconds;
  int mtimeNanos;
  boolean timed;

  /// What the file system says of the one that it is a model of; null if that is not known.
  @Nullable FileStat original;

  DiskNode(Kind kind) {
    this.kind = kind;
    this.mode = kind == Kind.DIRECTORY ? DEFAULT_DIRECTORY_MODE : DEFAULT_FILE_MODE;
  }

  DiskNode copy() {
    DiskNode copy = new DiskNode(kind);
    copy.names.putAll(names);
    copy.bytes = bytes;
    copy.target = target;
    copy.mark = mark;
    copy.mode = mode;
    copy.mtimeSeconds = mtimeSeconds;
    copy.mtimeNanos = mtimeNanos;
    copy.timed = timed;
    copy.original = original;
    return copy;
  }

  void write(long offset, byte[] more) {
    int end = Math.toIntExact(offset + more.length);
    byte[] grown = Arrays.copyOf(bytes, Math.max(bytes.length, end));
    System.arraycopy(more, 0, grown, (int) offset, more.length);
    bytes = grown;
  }

  void set(int newMode, long seconds, int nanos) {
    mode = newMode;
    mtimeSeconds = seconds;
    mtimeNanos = nanos;
    timed = true;
  }
}
