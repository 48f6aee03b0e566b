package holotree.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.UnsafeException;
import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.StoreLock;
import holotree.api.fs.StoredFile;
import holotree.engine.builtin.PortableStrategy;
import holotree.engine.file.WholeFile;
import holotree.testkit.forward.ForwardingStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedStoreTest {

  private static final byte[] CONTENT = {1};

  @TempDir Path scratch;
  private Path root;
  private final Users users = new Users();

  @BeforeEach
  void fill() throws IOException {
    root = scratch.toRealPath().resolve("library");
    try (LibraryStore store = store()) {
      WholeFile.publish(store, "names/one", CONTENT);
      WholeFile.publish(store, "names/two", CONTENT);
      WholeFile.publish(store, "packs/aa/x.pack", CONTENT);
    }
    users.looks = 0;
  }

  @Test
  void theOwner_readsAndWrites() {
    try (LibraryStore store = store()) {
      assertThat(WholeFile.publish(store, "names/three", CONTENT)).isTrue();
      assertThat(WholeFile.read(store, "names/three", 10)).isEqualTo(CONTENT);
      store.touch("used/x");
      assertThat(store.stat("used/x")).isNotNull();
      assertThat(store.delete("names/three")).isTrue();
      try (StoreLock lock = store.tryLock("locks/new", LockMode.EXCLUSIVE)) {
        assertThat(lock).isNotNull();
      }
    }
  }

  @Test
  void another_readsAlone() {
    users.me++;
    try (LibraryStore store = store()) {
      assertThat(WholeFile.read(store, "names/one", 10)).isEqualTo(CONTENT);
      assertThat(store.list("names")).containsExactly("one", "two");
      List<ThrowingCallable> writes =
          List.of(
              store::createTemporary,
              store::sweep,
              () -> store.delete("names/one"),
              () -> WholeFile.append(store, "names/one", CONTENT),
              () -> store.lock("locks/new", LockMode.EXCLUSIVE),
              () -> store.tryLock("locks/new", LockMode.EXCLUSIVE));
      for (ThrowingCallable write : writes) {
        assertThatExceptionOfType(UnsafeException.class)
            .isThrownBy(write)
            .withMessageContaining("written by its owner alone")
            .satisfies(e -> assertThat(e.next()).contains("--library"));
      }
      store.touch("used/x");
      try (StoreLock lock = store.tryLock("locks/new", LockMode.SHARED)) {
        assertThat(lock).as("what nobody can hold alone").isNotNull();
      }
    }
    assertThat(root.resolve("used")).doesNotExist();
    assertThat(root.resolve("locks")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "packs", "packs/aa", "packs/aa/x.pack"})
  void whatOthersMayWriteTo_isRefused(String path) throws IOException {
    Path open = root.resolve(path);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));
    try (LibraryStore store = store()) {
      assertThatExceptionOfType(UnsafeException.class)
          .isThrownBy(() -> store.open("packs/aa/x.pack"))
          .satisfies(e -> assertThat(e.entry()).isEqualTo(open.toString()))
          .satisfies(e -> assertThat(e.next()).contains("chmod go-w " + open));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"packs", "packs/aa"})
  void aDirectoryOfAThirdUser_isRefused(String path) {
    users.owners.put(root.resolve(path), users.me + 1);
    try (LibraryStore store = store()) {
      assertThatExceptionOfType(UnsafeException.class)
          .isThrownBy(() -> store.open("packs/aa/x.pack"))
          .satisfies(e -> assertThat(e.entry()).isEqualTo(root.resolve(path).toString()))
          .satisfies(e -> assertThat(e.next()).contains("chown -R " + users.me));
      assertThatExceptionOfType(UnsafeException.class).isThrownBy(() -> store.list("packs/aa"));
    }
  }

  @Test
  void aFileOfAThirdUser_isRefused() {
    long owner = users.me + 1;
    users.owners.put(root, owner);
    users.owners.put(root.resolve("names"), owner);
    try (LibraryStore store = store();
        StoredFile mine = store.open("names/one")) {
      assertThat(mine).as("what belongs to this user").isNotNull();
    }
    users.me += 2;
    try (LibraryStore store = store()) {
      assertThatExceptionOfType(UnsafeException.class)
          .isThrownBy(() -> store.open("names/one"))
          .satisfies(
              e -> assertThat(e.next()).contains("chown -R " + owner + " " + root + "/names/one"));
      assertThatExceptionOfType(UnsafeException.class).isThrownBy(() -> store.stat("names/one"));
    }
  }

  @Test
  void withoutUsers_nobodyIsRefused() {
    users.me = -1;
    try (LibraryStore store = store()) {
      assertThat(WholeFile.publish(store, "names/three", CONTENT)).isTrue();
      assertThat(WholeFile.read(store, "names/one", 10)).isEqualTo(CONTENT);
    }
  }

  @Test
  void aLibraryBehindALink_belongsToWhomItsDirectoryDoes() throws IOException {
    Path link = Files.createSymbolicLink(root.resolveSibling("link"), root);
    users.owners.put(link, users.me + 1);
    try (LibraryStore store =
        new TrustedStore(users.store(link, Durability.VOLATILE), new Trust(users, link))) {
      assertThat(WholeFile.publish(store, "names/three", CONTENT)).isTrue();
    }
  }

  @Test
  void eachDirectory_isLookedAtOnce() {
    try (LibraryStore store = store()) {
      for (int i = 0; i < 10; i++) {
        WholeFile.read(store, "names/one", 10);
        WholeFile.read(store, "names/two", 10);
        WholeFile.read(store, "packs/aa/x.pack", 10);
      }
    }
    assertThat(users.looks).as("root, names, packs, packs/aa").isEqualTo(4);
  }

  private LibraryStore store() {
    return new TrustedStore(users.store(root, Durability.VOLATILE), new Trust(users, root));
  }

  /// Says of some directories that they belong to others.
  private static final class Users extends ForwardingStrategy {
    final Map<Path, Long> owners = new HashMap<>();

    long me = new PortableStrategy().user();
    int looks;

    Users() {
      super(new PortableStrategy());
    }

    @Override
    public long user() {
      return me;
    }

    @Override
    public @Nullable FileStat stat(Path path) {
      looks++;
      FileStat stat = super.stat(path);
      Long owner = owners.get(path);
      return stat == null || owner == null
          ? stat
          : new FileStat(
              stat.kind(),
              stat.mode(),
              stat.size(),
              stat.mtimeSeconds(),
              stat.mtimeNanos(),
              stat.ctimeSeconds(),
              stat.ctimeNanos(),
              stat.device(),
              stat.inode(),
              stat.links(),
              stat.allocated(),
              owner,
              stat.mountPoint());
    }
  }
}
