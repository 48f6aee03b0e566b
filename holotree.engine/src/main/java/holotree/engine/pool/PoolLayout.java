package holotree.engine.pool;

import holotree.api.Catalog;
import holotree.api.Digest;

/// Every path name in the pool, relative to the home.
final class PoolLayout {

  /// How large the pool is, about.
  static final String SIZE = "pool/size";

  /// Held by whoever changes that.
  static final String LOCK = "locks/pool";

  private static final String RESTORED = "pool/restored/";

  private PoolLayout() {}

  /// The file that holds the content of `entry`.
  static String file(PoolKind kind, Catalog catalog, int entry) {
    String id = catalog.content(entry).toString();
    StringBuilder path =
        new StringBuilder(128).append(kind.directory()).append('/').append(id, 0, 2).append('/');
    path.append(id);
    if (kind == PoolKind.LINKS) {
      path.append('.')
          .append(Integer.toOctalString(catalog.mode(entry)))
          .append('.')
          .append(catalog.mtimeSeconds(entry))
          .append('.')
          .append(catalog.mtimeNanos(entry));
    }
    return path.toString();
  }

  /// Whether a name can be that of a directory of files.
  static boolean isDirectory(String name) {
    return name.length() == 2 && Digest.isHexPrefix(name);
  }

  /// Whether a name can be that of a file.
  static boolean isFile(String name) {
    return name.length() >= 2 * Digest.BYTES
        && Digest.isHex(name.substring(0, 2 * Digest.BYTES))
        && name.substring(2 * Digest.BYTES).matches("[0-9.-]*");
  }

  /// The note that a catalog was restored once.
  static String restored(Digest catalog) {
    return RESTORED + catalog;
  }
}
