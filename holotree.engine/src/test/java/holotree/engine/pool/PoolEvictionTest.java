package holotree.engine.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolEvictionTest {

  private static final long DAY_MICROS = 86_400_000_000L;
  private static final Instant NOW = Instant.parse("2024-05-06T07:08:09.123456789Z");
  private static final long NOW_MICROS = NOW.getEpochSecond() * 1_000_000 + 123_456;

  @TempDir Path scratch;
  @AutoClose private PoolFolder pool;
  private PoolEviction eviction;

  @BeforeEach
  void open() {
    pool = new PoolFolder(scratch.resolve("home"));
    eviction = new PoolEviction(pool, NOW);
  }

  @Test
  void whatWasUsedLongestAgo_goesFirst_ofBothKinds() throws IOException {
    String fourth = pool.put(PoolKind.LINKS, "aa1", 100, NOW_MICROS - 2 * DAY_MICROS);
    pool.put(PoolKind.LINKS, "aa2", 100, NOW_MICROS - 5 * DAY_MICROS);
    pool.put(PoolKind.CLONES, "aa1", 100, NOW_MICROS - 4 * DAY_MICROS);
    pool.put(PoolKind.CLONES, "bb1", 100, NOW_MICROS - 3 * DAY_MICROS);
    String last = pool.put(PoolKind.CLONES, "bb2", 100, NOW_MICROS - DAY_MICROS);

    assertThat(eviction.run(299)).isEqualTo(200);
    assertThat(eviction.evicted()).isEqualTo(3);
    assertThat(pool.files()).containsOnlyKeys(fourth, last);
  }

  @Test
  void noMoreGoes_thanMust() throws IOException {
    for (int i = 0; i < 10; i++) {
      pool.put(PoolKind.LINKS, "aa" + i, 100, NOW_MICROS - DAY_MICROS);
    }
    assertThat(eviction.run(1000)).isEqualTo(1000);
    assertThat(eviction.evicted()).isZero();
    assertThat(eviction.run(650)).as("all were used at one time").isEqualTo(600);
    assertThat(pool.files()).hasSize(6);
  }

  @Test
  void nothingUsedSinceTheRestoreBegan_goes() throws IOException {
    pool.put(PoolKind.LINKS, "aa1", 100, NOW_MICROS - 1);
    String same = pool.put(PoolKind.LINKS, "aa2", 100, NOW_MICROS);
    String later = pool.put(PoolKind.LINKS, "aa3", 100, NOW_MICROS + 1);

    assertThat(eviction.run(0)).isEqualTo(200);
    assertThat(pool.files()).containsOnlyKeys(same, later);
  }

  @Test
  void noPool_hasNothing() {
    assertThat(eviction.run(0)).isZero();
    assertThat(eviction.evicted()).isZero();
  }

  @Test
  @SuppressWarnings("SystemOut") // a failure must be repeatable from the build's log
  void randomPools_loseNothingButWhatComesFirstByUse() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<String, Long> uses = new HashMap<>();
    List<Integer> days = random.ints(1, 100_000).distinct().limit(1100).boxed().toList();
    long total = 0;
    for (int i = 0; i < days.size(); i++) {
      PoolKind kind = random.nextBoolean() ? PoolKind.LINKS : PoolKind.CLONES;
      int size = random.nextInt(5) == 0 ? 0 : random.nextInt(1000);
      long used = NOW_MICROS - days.get(i) * 1000L;
      uses.put(pool.put(kind, String.format("%02x-%d", i % 50, i), size, used), used);
      total += size;
    }
    long target = total;
    for (int round = 0; round < 4; round++) {
      target -= random.nextInt((int) (total / 4));
      Map<String, Long> before = pool.files();
      Set<String> first = new HashSet<>();
      long left = before.values().stream().mapToLong(Long::longValue).sum();
      for (String path :
          before.keySet().stream().sorted(Comparator.comparing(uses::get)).toList()) {
        if (left > target) {
          left -= before.get(path);
          first.add(path);
        }
      }
      long stays = eviction.run(target);
      Map<String, Long> after = pool.files();
      assertThat(stays)
          .as("seed %d", seed)
          .isEqualTo(after.values().stream().mapToLong(Long::longValue).sum())
          .isLessThanOrEqualTo(target);
      before.keySet().removeAll(after.keySet());
      assertThat(first).as("seed %d", seed).containsAll(before.keySet());
    }
  }
}
