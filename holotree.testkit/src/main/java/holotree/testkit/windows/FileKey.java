package holotree.testkit.windows;

/// Which file it is.
record FileKey(long device, long inode) {

  private static final long BELOW = (1L << 62) - 1;

  /// A number below 2^62, other than that of any other file as far as anyone will see.
  long position() {
    return (device * 0x9E37_79B9_7F4A_7C15L ^ inode) & BELOW;
  }
}
