package holotree.engine.library;

import holotree.api.Digest;
import holotree.api.error.CorruptException;
import holotree.api.fs.LibraryStore;
import holotree.engine.file.WholeFile;
import holotree.engine.format.NameRecord;
import holotree.engine.name.NameRule;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of a library. Thread-safe.
public final class NameStore {

  private static final int MAX_BYTES = 4096;

  private final LibraryStore store;
  private final Path library;

  /// @param library where the store is, for messages
  NameStore(LibraryStore store, Path library) {
    this.store = store;
    this.library = library;
  }

  /// All names, sorted.
  public List<String> names() {
    return store.list(LibraryLayout.NAMES).stream().filter(NameRule::allows).toList();
  }

  /// The catalog that a name stands for; null if there is no such name.
  ///
  /// @throws CorruptException if the name's file is damaged
  public @Nullable Digest get(String name) {
    if (!NameRule.allows(name)) {
      return null;
    }
    String path = LibraryLayout.name(name);
    byte[] record = WholeFile.read(store, path, MAX_BYTES);
    return record == null ? null : NameRecord.decode(record, library + "/" + path);
  }

  /// Lets a name stand for a catalog, in place of what it stood for: durable when this returns.
  public void put(String name, Digest catalog) {
    WholeFile.replace(store, LibraryLayout.name(name), NameRecord.encode(catalog));
  }
}
