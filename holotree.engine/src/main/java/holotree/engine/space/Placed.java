package holotree.engine.space;

/// How an entry came into a space. The codes are on disk in states and never change.
public final class Placed {

  /// Not restored.
  public static final byte LEFT_OUT = 0;

  /// Made: a directory or a symlink.
  public static final byte MADE = 1;

  /// A file written byte by byte.
  public static final byte COPIED = 2;

  /// A file that is a name of an inode of the pool.
  public static final byte LINKED = 3;

  /// A file that shares its bytes with one of the pool.
  public static final byte CLONED = 4;

  private Placed() {}
}
