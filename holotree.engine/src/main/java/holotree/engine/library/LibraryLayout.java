package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.fs.LibraryStore;
import java.util.ArrayList;
import java.util.List;

/// Every path name in a library, relative to its root.
final class LibraryLayout {

  static final String FORMAT = "FORMAT";
  private static final String PACKS = "packs";
  static final String CATALOGS = "catalogs";
  static final String NAMES = "names";
  static final String LOCK = "locks/library";

  private static final String PACK_SUFFIX = ".pack";
  private static final String CATALOG_SUFFIX = ".catalog";

  private LibraryLayout() {}

  static String pack(Digest pack) {
    String hex = pack.toString();
    return PACKS + "/" + hex.substring(0, 2) + "/" + hex + PACK_SUFFIX;
  }

  /// The paths of all packs. What else lies among them, such as `.DS_Store`, is passed over.
  static List<String> packs(LibraryStore store) {
    List<String> packs = new ArrayList<>();
    for (String directory : store.list(PACKS)) {
      if (isPackDirectory(directory)) {
        for (String name : store.list(PACKS + "/" + directory)) {
          if (isPack(name)) {
            packs.add(PACKS + "/" + directory + "/" + name);
          }
        }
      }
    }
    return packs;
  }

  private static boolean isPackDirectory(String name) {
    return name.length() == 2 && Digest.isHexPrefix(name);
  }

  private static boolean isPack(String fileName) {
    return fileName.endsWith(PACK_SUFFIX)
        && Digest.isHex(fileName.substring(0, fileName.length() - PACK_SUFFIX.length()));
  }

  static String catalog(Digest catalog) {
    return CATALOGS + "/" + catalog + CATALOG_SUFFIX;
  }

  static boolean isCatalog(String fileName) {
    return fileName.endsWith(CATALOG_SUFFIX)
        && Digest.isHex(fileName.substring(0, fileName.length() - CATALOG_SUFFIX.length()));
  }

  static Digest catalogId(String fileName) {
    return Digest.parse(fileName.substring(0, fileName.length() - CATALOG_SUFFIX.length()));
  }

  static String name(String name) {
    return NAMES + "/" + name;
  }
}
