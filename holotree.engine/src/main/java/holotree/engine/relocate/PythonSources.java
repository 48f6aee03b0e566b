package holotree.engine.relocate;

import holotree.api.Catalog;
import holotree.api.ContentKind;
import holotree.api.EntryType;
import holotree.api.Relocations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The Python sources of a catalog that hold the stage's path, with the byte code recorded for
/// them. Byte code names its source's size; Python compiles anew where that is another (PEP 3147,
/// and `_validate_timestamp_pyc` of CPython's importlib).
///
/// Files in `__pycache__` count by the beginning of their name: `m.*.pyc` for `m.py`. That takes in
/// those of an `m.n.py`, which costs them nothing but a needless padding or recompilation.
final class PythonSources {

  private static final String SOURCE = ".py";
  private static final String COMPILED = ".pyc";
  private static final byte[] COMPILED_END = COMPILED.getBytes(StandardCharsets.US_ASCII);
  private static final String CACHE = "__pycache__";

  /// A source by its directory and its name without `.py`, a character a byte.
  private record Module(int directory, String stem) {}

  private final Map<Integer, List<Integer>> compiled = new TreeMap<>();

  private PythonSources() {}

  /// Pairs the entries of `catalog`.
  static PythonSources of(Catalog catalog) {
    PythonSources found = new PythonSources();
    Map<Module, Integer> sources = sources(catalog);
    if (sources.isEmpty()) {
      return found;
    }
    for (int entry = 0; entry < catalog.size(); entry++) {
      if (catalog.type(entry) != EntryType.FILE) {
        continue;
      }
      byte[] name = catalog.name(entry);
      if (Bytes.endsWith(name, COMPILED_END)) {
        found.pair(catalog, entry, text(name), sources);
      }
    }
    return found;
  }

  /// Every source with byte code, ascending, and the entries of that.
  Map<Integer, List<Integer>> compiled() {
    return compiled;
  }

  private static Map<Module, Integer> sources(Catalog catalog) {
    Map<Module, Integer> sources = new HashMap<>();
    for (int entry = 0; entry < catalog.size(); entry++) {
      Relocations places = catalog.relocations(entry);
      if (places == null
          || places.kind() != ContentKind.TEXT
          || catalog.type(entry) != EntryType.FILE) {
        continue;
      }
      String name = text(catalog.name(entry));
      if (name.endsWith(SOURCE)) {
        String stem = name.substring(0, name.length() - SOURCE.length());
        sources.put(new Module(catalog.parent(entry), stem), entry);
      }
    }
    return sources;
  }

  private void pair(Catalog catalog, int entry, String name, Map<Module, Integer> sources) {
    int directory = catalog.parent(entry);
    String stem = name.substring(0, name.length() - COMPILED.length());
    if (!text(catalog.name(directory)).equals(CACHE)) {
      add(sources.get(new Module(directory, stem)), entry);
      return;
    }
    int above = catalog.parent(directory);
    for (int dot = stem.indexOf('.'); dot > 0; dot = stem.indexOf('.', dot + 1)) {
      add(sources.get(new Module(above, stem.substring(0, dot))), entry);
    }
  }

  private void add(@Nullable Integer source, int entry) {
    if (source != null) {
      compiled.computeIfAbsent(source, _ -> new ArrayList<>()).add(entry);
    }
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
