package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TemporaryFile;
import java.nio.file.Path;
import java.util.Objects;

/// What the suites of a store have in common: a store whose root is not there yet.
public abstract class StoreContract extends StrategyContract {

  @SuppressWarnings("NullAway.Init") // set before each test
  private LibraryStore store;

  /// For subclasses.
  protected StoreContract() {}

  @Override
  void open() throws Exception {
    store = strategy().store(root(), Durability.DURABLE);
  }

  @Override
  void close() throws Exception {
    store.close();
  }

  /// The store under test, a durable one.
  final LibraryStore store() {
    return store;
  }

  /// Its root.
  final Path root() {
    return path("deep/store");
  }

  /// What the store has under a path, to be looked at through `java.nio`.
  final Path inStore(String path) {
    return root().resolve(path);
  }

  /// Another store of the same root, whose caller closes it.
  final LibraryStore sameRoot() {
    return strategy().store(root(), Durability.VOLATILE);
  }

  static TemporaryFile filled(LibraryStore store, String content) {
    TemporaryFile temporary = store.createTemporary();
    temporary.append(Native.of(content));
    return temporary;
  }

  static boolean publish(LibraryStore store, String path, String content) {
    try (TemporaryFile temporary = filled(store, content)) {
      return store.publish(temporary, path);
    }
  }

  static void replace(LibraryStore store, String path, String content) {
    try (TemporaryFile temporary = filled(store, content)) {
      store.replace(temporary, path);
    }
  }

  static StoredFile opened(LibraryStore store, String path) {
    StoredFile file = store.open(path);
    assertThat(file).as(path).isNotNull();
    return Objects.requireNonNull(file);
  }

  static String content(StoredFile file) {
    var room = Native.room(file.size());
    file.read(0, room);
    return Native.text(room);
  }
}
