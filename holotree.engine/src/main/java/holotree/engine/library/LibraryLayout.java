package holotree.engine.library;

import holotree.api.BlueprintId;
import holotree.api.Digest;
import holotree.api.fs.LibraryStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Every path name in a library, relative to its root.
final class LibraryLayout {

  static final String FORMAT = "FORMAT";
  static final String PACKS = "packs";
  static final String CATALOGS = "catalogs";
  static final String INDEXES = "index";
  static final String NAMES = "names";
  static final String BLUEPRINTS = "blueprints";
  static final String PINS = "pins";
  static final String QUARANTINE = "quarantine";
  static final String USED = "used";
  static final String CATALOG_LOCKS = "locks/catalogs";

  /// Held shared by whoever uses the library, and alone by who takes something out.
  static final String LOCK = "locks/library";

  /// The same for those who may read the library and not write it.
  static final String READERS = "locks/readers";

  /// Passed on the way to that one, so that a stream of users does not keep out who wants it alone.
  static final String GATE = "locks/gate";

  /// Held by who collects garbage or heals.
  static final String CARE = "locks/care";

  /// Held by who changes what names and blueprints stand for.
  static final String NAMING = "locks/naming";

  private static final String PACK_SUFFIX = ".pack";
  private static final String INDEX_SUFFIX = ".index";
  private static final String CATALOG_SUFFIX = ".catalog";

  private static final Pattern HEALING = Pattern.compile("[1-9][0-9]{0,8}");

  private LibraryLayout() {}

  /// Where what one healing takes out of use goes: they are counted from 1.
  static String quarantine(int healing) {
    return QUARANTINE + "/" + healing;
  }

  /// The healings that took something out of use, the last one first. What else lies among them is passed over.
  static List<Integer> healings(LibraryStore store) {
    return store.list(QUARANTINE).stream()
        .filter(name -> HEALING.matcher(name).matches())
        .map(Integer::valueOf)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  static String pack(Digest pack) {
    String hex = pack.toString();
    return PACKS + "/" + hex.substring(0, 2) + "/" + hex + PACK_SUFFIX;
  }

  /// The names of all packs, sorted. What else lies among them, such as `.DS_Store`, is passed over.
  static List<Digest> packs(LibraryStore store) {
    List<Digest> packs = new ArrayList<>();
    for (String directory : store.list(PACKS)) {
      if (isPackDirectory(directory)) {
        for (String name : store.list(PACKS + "/" + directory)) {
          if (isNamed(name, PACK_SUFFIX) && name.startsWith(directory)) {
            packs.add(digest(name, PACK_SUFFIX));
          }
        }
      }
    }
    return packs;
  }

  private static boolean isPackDirectory(String name) {
    return name.length() == 2 && Digest.isHexPrefix(name);
  }

  static String index(Digest index) {
    return INDEXES + "/" + index + INDEX_SUFFIX;
  }

  /// The paths of all merged indexes, sorted. What else lies among them is passed over.
  static List<String> indexes(LibraryStore store) {
    return store.list(INDEXES).stream()
        .filter(name -> isNamed(name, INDEX_SUFFIX))
        .map(name -> INDEXES + "/" + name)
        .toList();
  }

  static String catalog(Digest catalog) {
    return CATALOGS + "/" + catalog + CATALOG_SUFFIX;
  }

  static boolean isCatalog(String fileName) {
    return isNamed(fileName, CATALOG_SUFFIX);
  }

  static Digest catalogId(String fileName) {
    return digest(fileName, CATALOG_SUFFIX);
  }

  private static boolean isNamed(String fileName, String suffix) {
    return fileName.endsWith(suffix)
        && Digest.isHex(fileName.substring(0, fileName.length() - suffix.length()));
  }

  private static Digest digest(String fileName, String suffix) {
    return Digest.parse(fileName.substring(0, fileName.length() - suffix.length()));
  }

  /// Held shared by programs that run in spaces restored from the catalog.
  static String lock(Digest catalog) {
    return CATALOG_LOCKS + "/" + catalog;
  }

  /// Its modification time tells when the catalog was last restored.
  static String used(Digest catalog) {
    return USED + "/" + catalog;
  }

  /// The lock of whoever builds what a blueprint describes.
  static String lock(BlueprintId blueprint) {
    return "locks/blueprint-" + blueprint;
  }
}
