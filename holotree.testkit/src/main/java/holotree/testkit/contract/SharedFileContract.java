package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.error.RefusedException;
import holotree.api.fs.Durability;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.Obstacle;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.Sharing;
import holotree.api.fs.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What [holotree.api.fs.LibraryStore] and [holotree.api.fs.SpaceTree] say of files that both have: links and
/// clones, where the strategy's probe finds them, and that nothing is made where it does not. Promises 2 of
/// stores, 3 and 4 of trees.
public abstract class SharedFileContract extends TreeContract {

  private static final byte[] LINK = Native.bytes("l");
  private static final int THREADS = 8;

  @SuppressWarnings("NullAway.Init") // set before each test
  private LibraryStore store;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Sharing sharing;

  /// For subclasses.
  protected SharedFileContract() {}

  @Override
  void open() throws Exception {
    super.open();
    Files.createDirectory(path("store"));
    sharing = strategy().probe().measureSharing(path("store"), treePath());
    store = strategy().store(path("store"), Durability.DURABLE);
    StoreContract.publish(store, "pool/f", "hello");
  }

  @Override
  void close() throws Exception {
    store.close();
    super.close();
  }

  private StoredFile source() {
    return StoreContract.opened(store, "pool/f");
  }

  @Test
  public void promise4_link_hasAllThatItsSourceHas() {
    try (StoredFile source = source()) {
      ShareOutcome outcome = tree().linkFile(root(), LINK, source);
      if (isShared(outcome, sharing.links())) {
        FileStat linked = stat(outcome);
        assertThat(linked).isEqualTo(stat("l")).isEqualTo(store.stat("pool/f"));
        assertThat(linked.inode()).isEqualTo(source.stat().inode());
        assertThat(linked.links()).isEqualTo(2);
        assertThat(source.stat().links()).isEqualTo(1);
        assertThat(inTree("l")).hasContent("hello");
      } else {
        assertThat(treePath()).isEmptyDirectory();
      }
    }
  }

  @Test
  public void promise4_clone_hasWhatWasAskedForAndItsSourcesBytes() throws IOException {
    try (StoredFile source = source()) {
      ShareOutcome outcome = tree().cloneFile(root(), LINK, 0640, SECONDS, NANOS, source);
      if (isShared(outcome, sharing.clones())) {
        FileStat cloned = stat(outcome);
        requireEntry(cloned, EntryKind.FILE, 0640);
        assertThat(cloned).isEqualTo(stat("l"));
        assertThat(cloned.size()).isEqualTo(5);
        assertThat(cloned.links()).isEqualTo(1);
        assertThat(cloned.inode()).isNotEqualTo(source.stat().inode());
        assertThat(inTree("l")).hasContent("hello");
        Files.writeString(inTree("l"), "other");
        assertThat(path("store/pool/f")).hasContent("hello");
      } else {
        assertThat(treePath()).isEmptyDirectory();
      }
    }
  }

  @Test
  public void promise3_nameThatIsTaken_isRefusedByTheTree() {
    create("l", 0644, "first");
    try (StoredFile source = source()) {
      for (boolean linking : new boolean[] {true, false}) {
        boolean possible = isPossible(linking ? sharing.links() : sharing.clones());
        try {
          ShareOutcome outcome =
              linking
                  ? tree().linkFile(root(), LINK, source)
                  : tree().cloneFile(root(), LINK, 0644, 0, 0, source);
          assertThat(possible).isFalse();
          assertThat(obstacle(outcome)).isEqualTo(Obstacle.NOT_POSSIBLE);
        } catch (RefusedException e) {
          assertThat(e.path()).isEqualTo(inTree("l").toString());
        }
      }
    }
    assertThat(inTree("l")).hasContent("first");
  }

  @Test
  public void promise2_publishedLink_isTheTreesInodeAndNeverReplaces() {
    create("t", 0640, "hello");
    try (ReadableFile file = tree().openFile(root(), Native.bytes("t"))) {
      ShareOutcome outcome = store.publishLink(file, "pool/aa/f");
      if (isShared(outcome, sharing.links())) {
        FileStat published = stat(outcome);
        assertThat(published).isEqualTo(file.stat()).isEqualTo(store.stat("pool/aa/f"));
        requireEntry(published, EntryKind.FILE, 0640);
        assertThat(published.links()).isEqualTo(2);
        assertThat(obstacle(store.publishLink(file, "pool/f"))).isEqualTo(Obstacle.NAME_TAKEN);
      } else {
        assertThat(store.stat("pool/aa/f")).isNull();
      }
      assertThatIllegalArgumentException().isThrownBy(() -> store.publishLink(file, "../f"));
    }
    assertThat(path("store/pool/f")).hasContent("hello");
  }

  @Test
  public void promise2_publishedClone_isAFileOfItsOwnAndNeverReplaces() {
    create("t", 0640, "hello");
    List<String> before = store.list("tmp");
    try (ReadableFile file = tree().openFile(root(), Native.bytes("t"))) {
      ShareOutcome outcome = store.publishClone(file, "pool/aa/f");
      if (isShared(outcome, sharing.clones())) {
        FileStat published = stat(outcome);
        assertThat(published).isEqualTo(store.stat("pool/aa/f"));
        assertThat(published.inode()).isNotEqualTo(file.stat().inode());
        assertThat(published.links()).isEqualTo(1);
        assertThat(published.size()).isEqualTo(5);
        assertThat(obstacle(store.publishClone(file, "pool/f"))).isEqualTo(Obstacle.NAME_TAKEN);
      } else {
        assertThat(store.stat("pool/aa/f")).isNull();
      }
      assertThatIllegalArgumentException().isThrownBy(() -> store.publishClone(file, "../f"));
    }
    assertThat(path("store/pool/f")).hasContent("hello");
    assertThat(store.list("tmp")).isEqualTo(before);
  }

  // Links by the path of the source would take what has its name by now.
  @Test
  public void linkedFile_isTheOneThatIsOpenOrNone() throws IOException {
    try (StoredFile source = source()) {
      Files.move(path("store/pool/f"), path("store/pool/g"));
      Files.writeString(path("store/pool/f"), "another");
      ShareOutcome outcome = tree().linkFile(root(), LINK, source);
      if (outcome instanceof ShareOutcome.Shared(FileStat linked)) {
        assertThat(linked.inode()).isEqualTo(source.stat().inode());
        assertThat(inTree("l")).hasContent("hello");
      } else {
        assertThat(obstacle(outcome)).isIn(Obstacle.SOURCE_GONE, Obstacle.NOT_POSSIBLE);
        assertThat(treePath()).isEmptyDirectory();
      }
    }
  }

  @Test
  public void sourceWithoutNames_isGone() throws IOException {
    Obstacle expected = isPossible(sharing.links()) ? Obstacle.SOURCE_GONE : Obstacle.NOT_POSSIBLE;
    create("h", 0644, "x");
    try (StoredFile source = source();
        ReadableFile file = tree().openFile(root(), Native.bytes("h"))) {
      Files.delete(path("store/pool/f"));
      Files.delete(inTree("h"));
      assertThat(obstacle(tree().linkFile(root(), LINK, source))).isEqualTo(expected);
      assertThat(obstacle(store.publishLink(file, "l"))).isEqualTo(expected);
    }
    assertThat(treePath()).isEmptyDirectory();
    assertThat(store.stat("l")).isNull();
  }

  @Test
  public void promise2_linksFromManyThreads_areAllMadeAndOneAloneTakesAName() throws Exception {
    // With those of all threads fewer names than a file may have on NTFS.
    int each = 120;
    create("t", 0644, "x");
    if (!isPossible(sharing.links())) {
      return;
    }
    try (StoredFile source = source();
        ReadableFile file = tree().openFile(root(), Native.bytes("t"));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String own = "l" + thread + "-";
        all.add(
            threads.submit(() -> {
              int taken = 0;
              for (int i = 0; i < each; i++) {
                stat(tree().linkFile(root(), Native.bytes(own + i), source));
                ShareOutcome outcome = store.publishLink(file, "pool/a" + i % 7 + "/n" + i);
                taken += outcome instanceof ShareOutcome.Shared ? 1 : 0;
              }
              return taken;
            }));
      }
      int taken = 0;
      for (Future<Integer> one : all) {
        taken += result(one);
      }
      assertThat(taken).isEqualTo(each);
      assertThat(file.stat().links()).isEqualTo(each + 1);
      assertThat(stat("l0-0").links()).isEqualTo(THREADS * each + 1);
    }
  }

  private static boolean isPossible(Outcome measured) {
    return measured.equals(Outcome.DONE);
  }

  /// Whether it was shared, as was measured.
  private static boolean isShared(ShareOutcome outcome, Outcome measured) {
    boolean shared = outcome instanceof ShareOutcome.Shared;
    assertThat(shared).as("%s, measured %s", outcome, measured).isEqualTo(isPossible(measured));
    if (!shared) {
      assertThat(obstacle(outcome)).isEqualTo(Obstacle.NOT_POSSIBLE);
    }
    return shared;
  }

  private static FileStat stat(ShareOutcome outcome) {
    assertThat(outcome).isInstanceOf(ShareOutcome.Shared.class);
    return ((ShareOutcome.Shared) outcome).stat();
  }

  private static Obstacle obstacle(ShareOutcome outcome) {
    assertThat(outcome).isInstanceOf(ShareOutcome.NotApplicable.class);
    return ((ShareOutcome.NotApplicable) outcome).obstacle();
  }
}
