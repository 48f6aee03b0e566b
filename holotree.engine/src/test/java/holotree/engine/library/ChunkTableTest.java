package holotree.engine.library;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkTableTest {

  @Test
  void everyChunk_isFoundUnderItsNumber_withTheWeightItCameWith() {
    Random random = new Random(5);
    Map<Digest, Integer> added = new HashMap<>();
    int most = 5000;
    try (ChunkTable table = new ChunkTable()) {
      while (added.size() < most) {
        // Digests whose first words collide probe on.
        Digest digest = new Digest(random.nextInt(4), random.nextLong(), 0, random.nextInt(50));
        int number = table.add(digest, added.size());
        assertThat(number).isEqualTo(added.computeIfAbsent(digest, _ -> added.size()));
        assertThat(table.add(digest, -1)).isEqualTo(number);
      }
      assertThat(table.count()).isEqualTo(most);
      added.forEach((digest, number) -> {
        assertThat(table.find(digest)).isEqualTo(number);
        assertThat(table.weight(number)).isEqualTo(number);
      });
      assertThat(table.find(new Digest(1, 2, 3, 4))).isEqualTo(ChunkTable.ABSENT);
    }
  }

  @Test
  void emptyTable_hasNothing() {
    try (ChunkTable table = new ChunkTable()) {
      assertThat(table.find(new Digest(0, 0, 0, 0))).isEqualTo(ChunkTable.ABSENT);
      assertThat(table.count()).isZero();
    }
  }
}
