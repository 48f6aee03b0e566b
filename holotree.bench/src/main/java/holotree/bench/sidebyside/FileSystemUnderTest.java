package holotree.bench.sidebyside;

import java.nio.file.Path;

/// Where a comparison writes. Nothing in it is deleted before [#close()].
interface FileSystemUnderTest extends AutoCloseable {

  /// What it is called in tables and file names, such as `ext4`.
  String name();

  /// An empty directory to work in, absolute.
  Path root();

  /// Whether files can share blocks.
  boolean reflinks();

  /// Writes out what is dirty, so that it does not burden what comes next.
  void settle();

  @Override
  void close();
}
