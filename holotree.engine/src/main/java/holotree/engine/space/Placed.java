package holotree.engine.space;

/// How an entry came into a space. The codes are on disk in states and never change.
public final class Placed {

  /// Not restored.
  public static final byte LEFT_OUT = 0;

  /// Made: a directory or a symlink.
  public static final byte MADE = 1;

  /// A file written byte by byte.
  public static final byte COPIED = 2;

  private Placed() {}
}
