package holotree.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class EqualEntriesTest {

  private record Pair(int first, int later) {}

  @Test
  @SuppressWarnings("SystemOut") // a failure must be repeatable from the build's log
  void randomEntries_arePairedAsByComparingAllWithAll() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int size = random.nextInt(120);
      int[] values = random.ints(size, 0, 1 + random.nextInt(150)).toArray();
      int salt = random.nextInt();
      BitSet members = new BitSet();
      random.ints(size, 0, 1 + size).forEach(members::set);
      for (int hashes : new int[] {1, 2, 7, Integer.MAX_VALUE}) {
        // Negative ones too, and few of them: most entries collide.
        IntUnaryOperator hash = entry -> (values[entry] * salt) % hashes;
        check(values, members, hash, "seed %d, round %d".formatted(seed, round));
      }
    }
  }

  private static void check(int[] values, BitSet members, IntUnaryOperator hash, String what) {
    EqualEntries entries =
        EqualEntries.of(
            values.length, members::get, hash, (a, b) -> Integer.compare(values[a], values[b]));
    List<Pair> expected = new ArrayList<>();
    BitSet repeated = new BitSet();
    for (int later = 0; later < values.length; later++) {
      for (int first = 0; first < later && members.get(later); first++) {
        if (members.get(first) && values[first] == values[later]) {
          expected.add(new Pair(first, later));
          repeated.set(later);
          break;
        }
      }
    }
    List<Pair> pairs = new ArrayList<>();
    entries.forEachPair((a, b) -> pairs.add(new Pair(a, b)));

    assertThat(pairs).as(what).containsExactlyInAnyOrderElementsOf(expected);
    for (int i = 1; i < pairs.size(); i++) {
      if (pairs.get(i).first == pairs.get(i - 1).first) {
        assertThat(pairs.get(i).later).as(what).isGreaterThan(pairs.get(i - 1).later);
      }
    }
    assertThat(entries.repeated()).as(what).isEqualTo(repeated);
  }

  @Test
  void onlyMembersOfEqualHash_areCompared() {
    int[] hashes = {5, -5, 5, Integer.MIN_VALUE, -5, 0};
    List<Pair> asked = new ArrayList<>();
    EqualEntries.of(
            6,
            entry -> entry != 2,
            entry -> hashes[entry],
            (a, b) -> {
              asked.add(new Pair(Math.min(a, b), Math.max(a, b)));
              return 0;
            })
        .forEachPair((_, _) -> {});
    assertThat(asked).containsOnly(new Pair(1, 4));
  }

  @Test
  void differentEntriesOfOneHash_areComparedFewTimes() {
    int size = 10_000;
    long[] asked = {0};
    EqualEntries entries =
        EqualEntries.of(
            size,
            _ -> true,
            _ -> 7,
            (a, b) -> {
              asked[0]++;
              return Integer.compare(a % (size / 2), b % (size / 2));
            });
    assertThat(entries.repeated().cardinality()).isEqualTo(size / 2);
    assertThat(asked[0]).isLessThan(40L * size);
  }
}
