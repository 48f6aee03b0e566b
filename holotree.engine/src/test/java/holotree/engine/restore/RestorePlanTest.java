package holotree.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.ProgressListener;
import holotree.api.Relocations;
import holotree.api.Spelling;
import holotree.api.error.CorruptException;
import holotree.api.fs.SpaceTree;
import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadSchedule;
import holotree.engine.builtin.AdaptivePolicy;
import holotree.engine.builtin.PortableStrategy;
import holotree.engine.format.Hasher;
import holotree.engine.library.ChunkIndex;
import holotree.engine.library.LibraryFolder;
import holotree.engine.relocate.ByteCode;
import holotree.engine.relocate.RelocationPlan;
import holotree.engine.relocate.TargetPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePlanTest {

  private static final byte[] A = {1};
  private static final byte[] B = {2, 2};
  private static final byte[] C = {3, 3, 3};
  private static final byte[] D = {4, 4, 4, 4};

  @TempDir Path scratch;
  private LibraryFolder folder;
  private ChunkIndex index;

  @BeforeEach
  void open() {
    folder = new LibraryFolder(scratch);
    folder.addPack(List.of(List.of(A, B), List.of(), List.of(C, D)));
  }

  @AfterEach
  void close() {
    if (index != null) {
      index.close();
    }
    folder.close();
  }

  @Test
  void eachFrame_isReadOnceForAllFilesItFills() {
    assertThat(rows(plan(catalog(D, A, C, A, B, D))))
        .containsExactly("frame 0: 2.0 4.0 5.0", "frame 2: 3.0 1.0 6.0");
  }

  @Test
  void frameThatNothingNeeds_isNotRead() {
    assertThat(rows(plan(catalog(C)))).containsExactly("frame 2: 1.0");
    assertThat(rows(plan(catalog()))).isEmpty();
  }

  @Test
  void piecesOfALargeFile_areRowsOfTheirOwn() {
    byte[] chunks = new byte[3 * Digest.BYTES];
    Hasher.digest(C).put(chunks, 0);
    Hasher.digest(A).put(chunks, 32);
    Hasher.digest(C).put(chunks, 64);
    CatalogBuilder builder = root();
    int entry = builder.add(0, new byte[] {'a'}, EntryType.FILE, 0644, 0, 0);
    builder.setSize(entry, 2L * Catalog.CHUNK_BYTES + 1);
    builder.setChunks(entry, chunks);
    assertThat(rows(plan(builder.build()))).containsExactly("frame 0: 1.1", "frame 2: 1.0 1.2");
  }

  @Test
  void packs_areReadOneAfterTheOther() {
    byte[] other = {9, 9};
    folder.addPack(List.of(List.of(other)));
    RestorePlan plan = plan(catalog(A, other, D, other));
    assertThat(plan.frames()).isEqualTo(3);
    List<Integer> packs = new ArrayList<>();
    for (int frame = 0; frame < 3; frame++) {
      packs.add(plan.packNumber(frame));
      assertThat(plan.pack(frame)).isSameAs(index.packs().get(plan.packNumber(frame)));
    }
    assertThat(packs).isSorted();
  }

  @Test
  void missingChunk_isToldWithItsFile() {
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> plan(catalog(A, new byte[] {77})))
        .satisfies(error -> assertThat(error.expected()).contains("f01"));
  }

  @Test
  void chunkThatADamagedIndexMisses_isFoundByTheFooters() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (byte i = 0; i < 20; i++) {
      files.add(new byte[] {i, 77});
      folder.addPack(List.of(List.of(new byte[] {i, 77})));
    }
    folder.library().mergeIndexes();
    for (String name : folder.store().list("index")) {
      Path file = scratch.resolve("index").resolve(name);
      byte[] damaged = Files.readAllBytes(file);
      for (int row = 0; row < 20; row++) {
        damaged[12 * row + 7] ^= 1;
      }
      Files.write(file, damaged);
    }
    assertThat(plan(catalog(files.toArray(byte[][]::new))).frames()).isEqualTo(20);
  }

  @Test
  void missingChunk_isToldByTheDamageThatHidesIt() throws IOException {
    Path damaged = folder.addPack(List.of(List.of(new byte[] {77})));
    Files.write(damaged, new byte[8]);
    assertThatExceptionOfType(CorruptException.class)
        .isThrownBy(() -> plan(catalog(A, new byte[] {77})))
        .satisfies(error -> assertThat(error.file()).isEqualTo(damaged.toString()));
  }

  @Test
  void entryThatIsLeftOut_needsNoChunk() {
    CatalogBuilder builder = root();
    builder.setStageLength(Spelling.GIVEN, 8);
    int cache = builder.add(0, bytes("__pycache__"), EntryType.DIRECTORY, 0755, 0, 0);
    addRelocated(builder, cache, "lib.cpython-312.pyc", ContentKind.PYC);
    addRelocated(builder, 0, "lib.py", ContentKind.TEXT);
    builder.setContent(3, Hasher.digest(A));
    Catalog catalog = builder.build();
    byte[] longer = bytes("/much/longer/than/the/stage");
    RelocationPlan relocation =
        RelocationPlan.of(catalog, new TargetPath(longer, longer), ByteCode.OWN);
    assertThat(relocation.action(2)).isEqualTo(RelocationPlan.Action.LEAVE_OUT);
    index = folder.library().openIndex();
    try (SpaceTree tree = new PortableStrategy().openTree(scratch)) {
      Site site = Site.empty(catalog, relocation, tree, ProgressListener.NONE);
      assertThat(rows(RestorePlan.of(catalog, site::lacksContent, index)))
          .containsExactly("frame 0: 3.0");
    }
  }

  @Test
  void queue_handsOutEveryFrameInOrder() {
    RestorePlan plan = manyFrames(40);
    FrameQueue queue = new FrameQueue(plan, new AdaptivePolicy());
    for (int frame = 0; frame < plan.frames(); frame++) {
      assertThat(queue.take()).isEqualTo(frame);
      queue.observe(frame, 1);
    }
    assertThat(queue.take()).isEqualTo(-1);
    assertThat(queue.take()).isEqualTo(-1);
  }

  @Test
  void greedyPolicy_isHeldToSixteenFramesAhead() {
    requireAheadWithinLimits(position -> Integer.MAX_VALUE);
  }

  @Test
  void policyThatGoesBack_asksForNothingTwice() {
    Random random = new Random(8);
    requireAheadWithinLimits(position -> position + random.nextInt(40) - 20);
  }

  @Test
  void policyThatReadsNothingAhead_asksForNothing() {
    RestorePlan plan = manyFrames(40);
    FrameQueue queue = new FrameQueue(plan, new Policy(position -> 0));
    while (queue.take() >= 0) {
      assertThat(folder.store().ahead()).isEmpty();
    }
  }

  @Test
  void frameItself_isAskedForBeforeThoseAheadOfIt() {
    RestorePlan plan = manyFrames(40);
    FrameQueue queue = new FrameQueue(plan, new Policy(position -> position + 3));
    queue.take();
    assertThat(folder.store().ahead())
        .extracting(ahead -> ahead.offset())
        .containsExactly(offset(plan, 0), offset(plan, 1), offset(plan, 2));
  }

  @Test
  void policyThatWantsTheFrameItselfAlone_asksForNothing() {
    FrameQueue queue = new FrameQueue(manyFrames(40), new Policy(position -> position + 1));
    while (queue.take() >= 0) {
      assertThat(folder.store().ahead()).isEmpty();
    }
  }

  private void requireAheadWithinLimits(IntUnaryOperator answer) {
    RestorePlan plan = manyFrames(60);
    FrameQueue queue = new FrameQueue(plan, new Policy(answer));
    for (int frame = queue.take(); frame >= 0; frame = queue.take()) {
      int last = frame;
      // A frame is asked for with those ahead of it, so the n-th answer is for frame n or later.
      assertThat(folder.store().ahead()).hasSizeLessThanOrEqualTo(last + 16);
      assertThat(folder.store().ahead())
          .allMatch(
              ahead -> ahead.offset() <= offset(plan, Math.min(plan.frames() - 1, last + 16)));
    }
    assertThat(folder.store().ahead()).doesNotHaveDuplicates();
  }

  private static long offset(RestorePlan plan, int frame) {
    return plan.pack(frame).footer().frameOffset(plan.frameInPack(frame));
  }

  /// A plan over one pack of so many frames of one chunk each.
  private RestorePlan manyFrames(int count) {
    List<List<byte[]>> frames = new ArrayList<>();
    byte[][] files = new byte[count][];
    for (int i = 0; i < count; i++) {
      files[i] = new byte[] {(byte) i, (byte) i, 7, 7, 7};
      frames.add(List.of(files[i]));
    }
    folder.addPack(frames);
    RestorePlan plan = plan(catalog(files));
    assertThat(plan.frames()).isEqualTo(count);
    return plan;
  }

  private RestorePlan plan(Catalog catalog) {
    index = folder.library().openIndex();
    return RestorePlan.of(catalog, entry -> catalog.type(entry) == EntryType.FILE, index);
  }

  private static Catalog catalog(byte[]... files) {
    CatalogBuilder builder = root();
    for (int i = 0; i < files.length; i++) {
      int entry = builder.add(0, bytes(String.format("f%02d", i)), EntryType.FILE, 0644, 0, 0);
      builder.setSize(entry, files[i].length);
      builder.setContent(entry, Hasher.digest(files[i]));
    }
    return builder.build();
  }

  private static CatalogBuilder root() {
    CatalogBuilder builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    return builder;
  }

  private static void addRelocated(
      CatalogBuilder builder, int parent, String name, ContentKind kind) {
    int entry = builder.add(parent, bytes(name), EntryType.FILE, 0644, 0, 0);
    builder.setSize(entry, 100);
    builder.setRelocations(entry, new Relocations(kind, new long[] {50}, new byte[] {0}));
  }

  /// Each frame with the entries and pieces it fills.
  private static List<String> rows(RestorePlan plan) {
    List<String> frames = new ArrayList<>();
    for (int frame = 0; frame < plan.frames(); frame++) {
      StringBuilder text = new StringBuilder("frame " + plan.frameInPack(frame) + ":");
      for (int row = plan.firstRow(frame); row < plan.endRow(frame); row++) {
        text.append(" ").append(plan.entry(row)).append(".").append(plan.piece(row));
      }
      frames.add(text.toString());
    }
    return frames;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Answers with a function of the position.
  private record Policy(IntUnaryOperator answer) implements PrefetchPolicy {
    @Override
    public String id() {
      return "test";
    }

    @Override
    public int rank() {
      return 0;
    }

    @Override
    public ReadSchedule schedule(ReadPlan plan, ReadBudget budget) {
      return new ReadSchedule() {
        @Override
        public int readAheadTo(int position) {
          return answer.applyAsInt(position);
        }

        @Override
        public void observe(int position, long nanos) {}
      };
    }
  }
}
