package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import holotree.api.error.HolotreeException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.WritableFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What [SpaceTree] says of reading, writing, listing and removing entries, and of its mark.
public abstract class TreeEntryContract extends TreeContract {

  private static final int ENTRIES = 3_000;

  /// For subclasses.
  protected TreeEntryContract() {}

  @Test
  public void listing_givesEachEntryOnceToEachCursor() {
    List<String> wanted = new ArrayList<>();
    for (int each = 0; each < ENTRIES; each++) {
      wanted.add("some-longer-entry-name-" + each);
      create(wanted.getLast(), 0644, "12");
    }
    List<String> found = new ArrayList<>();
    try (DirectoryCursor cursor = tree().list(root());
        DirectoryCursor other = tree().list(root())) {
      assertThatIllegalStateException().isThrownBy(cursor::name);
      while (cursor.next()) {
        FileStat stat = cursor.stat();
        requireEntry(stat, EntryKind.FILE, 0644);
        assertThat(stat.size()).isEqualTo(2);
        found.add(new String(cursor.name(), StandardCharsets.UTF_8));
        assertThat(other.next()).isTrue();
      }
      assertThat(cursor.next()).isFalse();
      assertThat(other.next()).isFalse();
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  public void file_isReadToItsEnd() throws IOException {
    Files.writeString(inTree("name"), "0123456789");
    try (ReadableFile file = tree().openFile(root(), NAME)) {
      MemorySegment room = Native.room(4);
      assertThat(file.read(3, room)).isEqualTo(4);
      assertThat(Native.text(room)).isEqualTo("3456");
      assertThat(file.read(8, room)).isEqualTo(2);
      assertThat(Native.text(room.asSlice(0, 2))).isEqualTo("89");
      assertThat(file.read(10, room)).isZero();
      assertThat(file.read(100, room)).isZero();
      assertThat(file.stat()).isEqualTo(stat("name"));
    }
  }

  @Test
  public void closedFile_isNotReadAnyMore() {
    create("name", 0644, "x");
    ReadableFile file = tree().openFile(root(), NAME);
    file.close();
    file.close();
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> file.read(0, Native.room(1)))
        .isInstanceOfAny(IllegalStateException.class, HolotreeException.class);
  }

  @Test
  public void fileReplacedWhileOpen_showsAnotherInode() throws IOException {
    Path path = Files.writeString(inTree("name"), "old");
    FileStat first;
    try (ReadableFile file = tree().openFile(root(), NAME)) {
      first = file.stat();
      FileTime time = Files.getLastModifiedTime(path);
      Path other = Files.writeString(inTree("other"), "new");
      Files.setLastModifiedTime(other, time);
      Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
      assertThat(file.stat().sameAs(first)).isFalse();
    }
    assertThat(stat("name").sameAs(first)).isFalse();
  }

  @Test
  public void directory_isNoFile() {
    tree().makeDirectory(root(), NAME, 0755);
    requireRefused(() -> tree().openFile(root(), NAME));
    create("f", 0644, "x");
    requireRefused(() -> tree().openDirectory(root(), Native.bytes("f")));
    requireRefused(() -> tree().readSymlink(root(), Native.bytes("f")));
  }

  @Test
  public void openedDirectory_isTheOneThatWasMade() {
    TreeDirectory made = tree().makeDirectory(root(), NAME, 0755);
    tree().createFile(made, NAME, 0644, SECONDS, NANOS, Native.of("x"));
    TreeDirectory opened = tree().openDirectory(root(), NAME);
    assertThat(tree().stat(opened)).isEqualTo(tree().stat(made)).isEqualTo(stat("name"));
    requireEntry(tree().stat(opened, NAME), EntryKind.FILE, 0644);
    opened.release();
    assertThat(tree().stat(opened)).isEqualTo(tree().stat(made));
  }

  @Test
  public void pieces_areWrittenByManyThreads() throws Exception {
    long seed = seed();
    byte[] content = new byte[1 << 20];
    new Random(seed).nextBytes(content);
    int piece = 1 << 14;
    try (WritableFile file = tree().createFile(root(), NAME, 0644, content.length);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      MemorySegment bytes = Native.of(content);
      List<Future<?>> all = new ArrayList<>();
      for (int at = 0; at < content.length; at += piece) {
        int from = at;
        all.add(threads.submit(() -> file.write(from, bytes.asSlice(from, piece))));
      }
      for (Future<?> one : all) {
        result(one);
      }
      FileStat finished = file.finish(SECONDS, NANOS);
      requireEntry(finished, EntryKind.FILE, 0644);
      assertThat(finished.size()).isEqualTo(content.length);
    }
    assertThat(Files.readAllBytes(inTree("name"))).as("seed %d", seed).isEqualTo(content);
  }

  @Test
  public void fileOfAnotherLengthThanAskedFor_isTheCallersMistake() {
    try (WritableFile file = tree().createFile(root(), NAME, 0644, 4)) {
      file.write(0, Native.of("123"));
      assertThatIllegalStateException().isThrownBy(() -> file.finish(SECONDS, NANOS));
      assertThatIllegalArgumentException().isThrownBy(() -> file.write(3, Native.of("45")));
      assertThatIllegalArgumentException().isThrownBy(() -> file.write(-1, Native.of("")));
    }
  }

  @Test
  public void entries_areRemovedByTheirKind() throws IOException {
    create("f", 0444, "x");
    boolean linked = symlink(inTree("l"), Path.of("f"));
    byte[] directory = Native.bytes("d");
    TreeDirectory made = tree().makeDirectory(root(), directory, 0755);
    tree().createFile(made, NAME, 0444, 0, 0, Native.of("x"));
    requireRefused(() -> tree().removeFile(root(), directory));
    requireRefused(() -> tree().removeDirectory(root(), Native.bytes("f")));
    requireRefused(() -> tree().removeDirectory(root(), Native.bytes("l")));
    requireRefused(() -> tree().removeDirectory(root(), directory));
    requireRefused(() -> tree().removeFile(root(), Native.bytes("absent")));
    requireRefused(() -> tree().removeDirectory(root(), Native.bytes("absent")));
    tree().removeFile(made, NAME);
    tree().removeDirectory(root(), directory);
    if (linked) {
      tree().removeFile(root(), Native.bytes("l"));
    }
    assertThat(stat("f").size()).isEqualTo(1);
    tree().removeFile(root(), Native.bytes("f"));
    assertThat(treePath()).isEmptyDirectory();
  }

  @Test
  public void whatIsNotThere_hasNoStat() {
    assertThat(tree().stat(root(), NAME)).isNull();
    requireRefused(() -> tree().openFile(root(), NAME));
    requireRefused(() -> tree().openDirectory(root(), NAME));
    requireRefused(() -> tree().readSymlink(root(), NAME));
    requireRefused(inTree("name"), () -> tree().setAttributes(root(), NAME, 0600, 0, 0));
    assertThat(treePath()).isEmptyDirectory();
  }

  @Test
  public void attributesOfAHardLink_arePassedOnToItsOtherNames() throws IOException {
    create("name", 0644, "x");
    if (isLinked()) {
      FileStat given = tree().setAttributes(root(), NAME, 0600, SECONDS, NANOS);
      assertThat(given.links()).isEqualTo(2);
      assertThat(stat("other")).isEqualTo(given);
      requireEntry(stat("other"), EntryKind.FILE, 0600);
    }
  }

  private boolean isLinked() throws IOException {
    Outcome links = strategy().probe().measureSharing(treePath(), treePath()).links();
    if (links.equals(Outcome.DONE)) {
      Files.createLink(inTree("other"), inTree("name"));
    }
    return links.equals(Outcome.DONE);
  }

  @Test
  public void mark_isKeptOnTheRootOrNotApplicable() {
    assertThat(tree().readMark()).isNullOrEmpty();
    switch (tree().mark("0123456789abcdef")) {
      case Outcome.Done _ -> {
        assertThat(tree().readMark()).isEqualTo("0123456789abcdef");
        assertThat(tree().mark("fedc")).isSameAs(Outcome.DONE);
        try (SpaceTree again = strategy().openTree(treePath())) {
          assertThat(again.readMark()).isEqualTo("fedc");
        }
      }
      case Outcome.NotApplicable(String reason) -> {
        assertThat(reason).isNotBlank();
        assertThat(tree().readMark()).isNull();
      }
    }
    assertThat(treePath()).isEmptyDirectory();
  }

  @Test
  public void syncing_isDoneOrNotApplicable() {
    create("name", 0644, "x");
    Objects.requireNonNull(tree().sync());
    assertThat(inTree("name")).hasContent("x");
  }
}
