package holotree.testkit.windows;

/// How something is opened; see [SimulatedWindows#open].
record Opening(int access, int share, int disposition, int options) {

  boolean wantsDirectory() {
    return (options & Numbers.DIRECTORY_FILE) != 0;
  }

  boolean wantsNoDirectory() {
    return (options & Numbers.NON_DIRECTORY_FILE) != 0;
  }

  boolean writes() {
    return (access & (Numbers.WRITE_DATA | Numbers.APPEND_DATA)) != 0;
  }

  boolean creates() {
    return disposition != Numbers.OPEN;
  }
}
