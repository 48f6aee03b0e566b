package holotree.engine.pool;

/// How spaces share the pool's files.
public enum PoolKind {
  /// As further names of one inode, which has one mode and one time: a file for each content, mode and
  /// modification time.
  LINKS("pool/links"),
  /// As files of their own that share the bytes: a file for each content.
  CLONES("pool/clones");

  private final String directory;

  PoolKind(String directory) {
    this.directory = directory;
  }

  /// Where the files are, relative to the home.
  String directory() {
    return directory;
  }
}
