package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.fs.LibraryStore;
import holotree.engine.file.WholeFile;
import holotree.engine.format.NameRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Names in a library that stand for a catalog each: those that people gave, or the ids of blueprints.
/// Thread-safe.
public final class NameStore {

  private static final int MAX_BYTES = 4096;

  private final LibraryStore store;
  private final Path library;
  private final String directory;
  private final Predicate<String> rule;

  /// @param library where the store is, for messages
  /// @param directory where in it the names are
  /// @param rule what can be a name
  NameStore(LibraryStore store, Path library, String directory, Predicate<String> rule) {
    this.store = store;
    this.library = library;
    this.directory = directory;
    this.rule = rule;
  }

  /// All names, sorted.
  public List<String> names() {
    return store.list(directory).stream().filter(rule).toList();
  }

  /// The catalog that a name stands for; null if there is no such name.
  ///
  /// @throws CorruptException if the name's file is damaged
  public @Nullable Digest get(String name) {
    if (!rule.test(name)) {
      return null;
    }
    String path = path(name);
    byte[] record = WholeFile.read(store, path, MAX_BYTES);
    return record == null ? null : NameRecord.decode(record, library + "/" + path);
  }

  /// Lets a name stand for a catalog, in place of what it stood for: durable when this returns.
  public void put(String name, Digest catalog) {
    WholeFile.replace(store, path(name), NameRecord.encode(catalog));
  }

  private String path(String name) {
    return directory + "/" + name;
  }
}
