package holotree.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.EntryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {

  private static final int MIB = 1 << 20;

  @Test
  void smallFiles_areReadTogetherUpToOneMebibyte() {
    assertThat(batches(0, 400_000, 0, 600_000, 48_576, 1, MIB, 2))
        .containsExactly("[2, 4, 5] 0 1048576", "[6] 0 1", "[7] 0 1048576", "[8] 0 2");
  }

  @Test
  void fileOverOneMebibyte_isReadAlone() {
    assertThat(batches(5, MIB + 1, 6, Catalog.CHUNK_BYTES, 7))
        .containsExactly("[1] 0 5", "[2] 0 1048577", "[3] 0 6", "[4] 0 4194304", "[5] 0 7");
  }

  @Test
  void fileOverFourMebibytes_isReadInPieces() {
    assertThat(batches(1, 2L * Catalog.CHUNK_BYTES + 3, 4))
        .containsExactly("[1] 0 1", "[2] 0 4194304", "[2] 1 4194304", "[2] 2 3", "[3] 0 4");
    assertThat(batches(2L * Catalog.CHUNK_BYTES)).containsExactly("[1] 0 4194304", "[1] 1 4194304");
  }

  @Test
  void manyTinyFiles_areReadAThousandAtATime() {
    BatchPlanner planner = new BatchPlanner(catalog(new Random(1).longs(2500, 1, 2).toArray()));
    assertThat(planner.next().entries()).hasSize(1024);
    assertThat(planner.next().entries()).hasSize(1024);
    assertThat(planner.next().entries()).hasSize(452);
    assertThat(planner.next()).isNull();
    assertThat(planner.next()).isNull();
  }

  @Test
  void restart_beginsWithTheFirstPieceOfAFile() {
    BatchPlanner planner = new BatchPlanner(catalog(1, 3L * Catalog.CHUNK_BYTES, 2));
    planner.next();
    planner.next();
    assertThat(planner.next().piece()).isEqualTo(1);
    planner.restart(2);
    assertThat(planner.next().piece()).isZero();
    planner.restart(3);
    assertThat(planner.next().entries()).containsExactly(3);
  }

  @Test
  void everyByteOfARandomTree_isReadOnceAndInOrder() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    long[] sizes = random.longs(3000, 0, 1).map(zero -> size(random)).toArray();
    BatchPlanner planner = new BatchPlanner(catalog(sizes));
    long[] read = new long[sizes.length + 1];
    int last = 0;
    for (Batch batch = planner.next(); batch != null; batch = planner.next()) {
      long bytes = 0;
      for (int entry : batch.entries()) {
        assertThat(entry).as("seed %d", seed).isGreaterThanOrEqualTo(last);
        last = entry;
        long piece =
            Math.min(
                Catalog.CHUNK_BYTES, sizes[entry - 1] - (long) batch.piece() * Catalog.CHUNK_BYTES);
        read[entry] += piece;
        bytes += piece;
      }
      assertThat(batch.bytes()).as("seed %d", seed).isEqualTo(bytes);
      assertThat(bytes <= MIB || batch.entries().length == 1).as("seed %d", seed).isTrue();
    }
    for (int i = 0; i < sizes.length; i++) {
      assertThat(read[i + 1]).as("seed %d", seed).isEqualTo(sizes[i]);
    }
  }

  private static long size(Random random) {
    int magnitude = random.nextInt(25);
    return magnitude == 0 ? 0 : random.nextLong(1L << magnitude);
  }

  private static List<String> batches(long... sizes) {
    List<String> batches = new ArrayList<>();
    BatchPlanner planner = new BatchPlanner(catalog(sizes));
    for (Batch batch = planner.next(); batch != null; batch = planner.next()) {
      batches.add(Arrays.toString(batch.entries()) + " " + batch.piece() + " " + batch.bytes());
    }
    return batches;
  }

  private static CatalogBuilder catalog(long... sizes) {
    CatalogBuilder builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    for (long size : sizes) {
      builder.setSize(builder.add(0, new byte[] {'a'}, EntryType.FILE, 0644, 0, 0), size);
    }
    return builder;
  }
}
