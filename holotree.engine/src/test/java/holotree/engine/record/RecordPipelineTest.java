package holotree.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.ProgressListener;
import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.builtin.PortableStrategy;
import holotree.engine.format.Hasher;
import holotree.engine.library.ChunkIndex;
import holotree.engine.library.LibraryFolder;
import holotree.engine.relocate.FileKind;
import holotree.engine.relocate.StagePath;
import holotree.engine.tree.Notices;
import holotree.engine.tree.ScanNotice;
import holotree.engine.tree.TreeScanner;
import holotree.testkit.forward.ForwardingTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RecordPipelineTest {

  private static final int MIB = 1 << 20;

  @TempDir Path scratch;
  private final Notices<RecordNotice> notices = new Notices<>(RecordNotice.class);
  private boolean requireRelocatable;
  private LibraryFolder folder;
  private Path stage;

  @BeforeEach
  void open() throws IOException {
    folder = new LibraryFolder(scratch.resolve("library"));
    stage = Files.createDirectory(scratch.toRealPath().resolve("stage"));
  }

  @AfterEach
  void close() {
    Thread.interrupted();
    assertThat(folder.store().openFiles()).isZero();
    folder.close();
  }

  @ParameterizedTest
  @CsvSource({
    "100,100",
    "100,40",
    "100,0",
    "100,300",
    "100,3000000",
    "3000000,100",
    "100,9000000",
    "9000000,100",
    "9000000,9000000",
    "9000000,5000000",
    "9000000,14000000"
  })
  void fileThatChangesOnce_isRecordedAsItIsThen(int before, int after)
      throws IOException, InterruptedException {
    write("a", noise(1, 50));
    write("b", noise(2, before));
    write("c", noise(3, 2 * MIB));
    write("d", noise(4, 60));
    byte[] changed = noise(5, after);
    AtomicInteger opened = new AtomicInteger();
    Catalog catalog =
        record(
                name -> {
                  if (name.equals("b") && opened.getAndIncrement() == 0) {
                    write("b", changed);
                  }
                })
            .catalog();
    requireFile(catalog, 2, changed);
    requireFile(catalog, 1, noise(1, 50));
    requireFile(catalog, 3, noise(3, 2 * MIB));
    requireFile(catalog, 4, noise(4, 60));
    requireStored(catalog);
  }

  @Test
  void fileThatIsReplaced_isRecordedAsItIsThen() throws IOException, InterruptedException {
    write("b", noise(2, 100));
    AtomicInteger opened = new AtomicInteger();
    Recorded recorded =
        record(name -> {
          if (opened.getAndIncrement() == 0) {
            Path other = Files.write(scratch.resolve("other"), noise(3, 100));
            Files.setLastModifiedTime(other, Files.getLastModifiedTime(stage.resolve("b")));
            Files.move(other, stage.resolve("b"), StandardCopyOption.REPLACE_EXISTING);
          }
        });
    requireFile(recorded.catalog(), 1, noise(3, 100));
  }

  @ParameterizedTest
  @CsvSource({"100,0", "100,1", "9000000,0"})
  void fileThatKeepsChanging_isRefusedByItsName(int length, int growth)
      throws IOException, InterruptedException {
    Files.createDirectory(stage.resolve("dir"));
    write("a", noise(1, 50));
    write("dir/b", noise(2, length));
    AtomicInteger changes = new AtomicInteger();
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() ->
            record(name -> {
              if (name.equals("b")) {
                int change = changes.incrementAndGet();
                write("dir/b", noise(10 + change, length + growth * change));
              }
            }))
        .satisfies(error -> assertThat(error.entry()).contains("\"dir/b\""));
    assertThat(folder.library().catalogs().ids()).isEmpty();
    assertThat(folder.packs()).isEmpty();
  }

  @Test
  void fileThatVanishes_isToldByItsName() throws IOException, InterruptedException {
    write("b", noise(2, 100));
    Throwable thrown = catchThrowable(() -> record(name -> Files.delete(stage.resolve("b"))));
    assertThat(thrown).isInstanceOf(HolotreeException.class).hasMessageContaining("b");
    assertThat(folder.library().catalogs().ids()).isEmpty();
  }

  @Test
  void chunkThatIsThere_isNotStoredAgain() throws IOException, InterruptedException {
    write("a", noise(1, 100));
    write("b", noise(1, 100));
    write("c", noise(2, 100));
    Recorded first = record(name -> {});
    assertThat(first.storedChunks()).isEqualTo(2);
    assertThat(first.storedBytes()).isEqualTo(200);
    assertThat(first.reusedChunks()).isEqualTo(1);
    write("d", noise(3, 100));
    Recorded second = record(name -> {});
    assertThat(second.storedChunks()).isEqualTo(1);
    assertThat(second.reusedChunks()).isEqualTo(3);
    Recorded third = record(name -> {});
    assertThat(third.id()).isEqualTo(second.id());
    assertThat(third.packBytes()).isZero();
    assertThat(folder.packs()).hasSize(2);
  }

  @Test
  void admission_knowsWhatTheLibraryAndThisRecordingHave() {
    byte[] known = {1};
    folder.addPack(List.of(List.of(known)));
    try (ChunkIndex index = folder.library().openIndex()) {
      Admission admission = new Admission(index);
      assertThat(admission.admit(Hasher.digest(known))).isFalse();
      assertThat(admission.admit(new Digest(1, 2, 3, 4))).isTrue();
      assertThat(admission.admit(new Digest(1, 2, 3, 4))).isFalse();
      assertThat(admission.reused()).isEqualTo(2);
    }
  }

  @Test
  void id_doesNotDependOnTheNumberOfThreads() throws IOException, InterruptedException {
    for (int i = 0; i < 40; i++) {
      write("f" + i, noise(i, 40_000 * i + 1));
    }
    Digest id = record(name -> {}, 1).id();
    byte[] pack = Files.readAllBytes(folder.packs().getFirst());
    try (LibraryFolder other = new LibraryFolder(scratch.resolve("other"))) {
      folder.close();
      folder = other;
      assertThat(record(name -> {}, 8).id()).isEqualTo(id);
      assertThat(other.packs().getFirst()).hasBinaryContent(pack);
      folder = new LibraryFolder(scratch.resolve("third"));
    }
  }

  // More than the whole budget, so that readers and encoders must give memory back.
  @Test
  void treeLargerThanTheBudget_isRecorded() throws IOException, InterruptedException {
    for (int i = 0; i < 24; i++) {
      try (RandomAccessFile file =
          new RandomAccessFile(stage.resolve("f" + (char) ('a' + i)).toFile(), "rw")) {
        file.write(noise(i, 8));
        file.setLength((i % 3 + 1) * 2L * MIB + 1);
      }
    }
    requireStored(record(name -> {}, 8).catalog());
  }

  @Test
  void interruptedRecording_leavesNoCatalog() throws IOException {
    for (int i = 0; i < 50; i++) {
      write("f" + i, noise(i, 100_000));
    }
    Thread caller = Thread.currentThread();
    assertThatExceptionOfType(InterruptedOperationException.class)
        .isThrownBy(() -> record(name -> caller.interrupt()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.library().catalogs().ids()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1f8b0800, ARCHIVE",
    "504b0304, ARCHIVE",
    "cffaedfe, SIGNED",
    "4d5a9000, SIGNED",
    "89504e470d0a1a0a, CHECKSUMMED",
  })
  void fileThatCannotBeRelocated_isListed_orRefusedBeforeAnythingIsPublished(
      String magic, FileKind kind) throws IOException, InterruptedException {
    write("a", noise(1, 50));
    write("b", concat(HexFormat.of().parseHex(magic), noise(2, 700), " " + stage + "/x"));
    write("c", concat(new byte[9], new byte[9], " " + stage + "/x"));
    write("d", concat(HexFormat.of().parseHex(magic), noise(4, 700), ""));

    Recorded recorded = record(name -> {});
    assertThat(recorded.limited())
        .extracting(file -> new String(file.path(), StandardCharsets.UTF_8), LimitedFile::kind)
        .containsExactly(tuple("b", kind), tuple("c", FileKind.BINARY));
    assertThat(recorded.catalog().relocatedEntries()).isOne();

    requireRelocatable = true;
    Files.delete(stage.resolve("a"));
    write("e", noise(9, 10 * MIB));
    Set<Path> before = libraryFiles();
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> record(name -> {}))
        .satisfies(refused -> assertThat(refused.entry()).isEqualTo("b"));
    assertThat(libraryFiles()).isEqualTo(before);

    Files.delete(stage.resolve("b"));
    assertThat(record(name -> {}).limited()).hasSize(1);
  }

  @Test
  void pieceOfALargeArchiveThatHoldsThePath_isFoundAcrossABorder()
      throws IOException, InterruptedException {
    byte[] path = (" " + stage + "/x").getBytes(StandardCharsets.UTF_8);
    byte[] large = noise(2, 9 * MIB);
    System.arraycopy(HexFormat.of().parseHex("1f8b0800"), 0, large, 0, 4);
    System.arraycopy(path, 0, large, 4 * MIB - path.length / 2, path.length);
    write("large.gz", large);

    assertThat(record(name -> {}).limited()).hasSize(1);
  }

  private Set<Path> libraryFiles() throws IOException {
    try (Stream<Path> all = Files.walk(scratch.resolve("library"))) {
      return all.filter(Files::isRegularFile).collect(Collectors.toSet());
    }
  }

  private static byte[] concat(byte[] first, byte[] second, String third) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    all.writeBytes(third.getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }

  private Recorded record(Change change) throws InterruptedException {
    return record(change, 4);
  }

  private Recorded record(Change change, int workers) throws InterruptedException {
    // The change time moves in steps of a few milliseconds.
    Thread.sleep(20);
    byte[] path = stage.toString().getBytes(StandardCharsets.UTF_8);
    try (SpaceTree tree = new Changing(new PortableStrategy().openTree(stage), change)) {
      return new RecordPipeline(
              folder.library(),
              folder.codec(),
              0,
              workers,
              requireRelocatable,
              ProgressListener.NONE)
          .run(
              tree,
              new StagePath(path, path),
              new TreeScanner(
                  each -> false, new Notices<>(ScanNotice.class), ProgressListener.NONE),
              notices);
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(stage.resolve(name), bytes);
  }

  private static byte[] noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void requireFile(Catalog catalog, int entry, byte[] bytes) {
    assertThat(catalog.size(entry)).isEqualTo(bytes.length);
    for (int chunk = 0; chunk < catalog.chunkCount(entry); chunk++) {
      int from = chunk * Catalog.CHUNK_BYTES;
      byte[] piece = Arrays.copyOfRange(bytes, from, from + catalog.chunkLength(entry, chunk));
      assertThat(catalog.chunk(entry, chunk)).isEqualTo(Hasher.digest(piece));
    }
  }

  private void requireStored(Catalog catalog) {
    try (ChunkIndex index = folder.library().openIndex()) {
      for (int entry = 0; entry < catalog.size(); entry++) {
        for (int chunk = 0; chunk < catalog.chunkCount(entry); chunk++) {
          assertThat(index.find(catalog.chunk(entry, chunk), 0)).isNotEqualTo(ChunkIndex.ABSENT);
        }
      }
    }
  }

  private interface Change {
    void before(String name) throws IOException;
  }

  /// Changes the stage before a file is opened.
  private static final class Changing extends ForwardingTree {
    private final Change change;

    Changing(SpaceTree tree, Change change) {
      super(tree);
      this.change = change;
    }

    @Override
    public synchronized ReadableFile openFile(TreeDirectory parent, byte[] name) {
      try {
        change.before(new String(name, StandardCharsets.UTF_8));
      } catch (IOException failed) {
        throw new AssertionError(failed);
      }
      return super.openFile(parent, name);
    }
  }
}
