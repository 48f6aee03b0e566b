package holotree.tests.corruption;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Every damage of a sweep, in a list: nothing is made before it is asked for.
final class Damages {

  private static final int BLOCK = 32;

  private final List<Damage> all = new ArrayList<>();

  List<Damage> all() {
    return List.copyOf(all);
  }

  /// Flips every bit from `from`, inclusive, to `to`, exclusive.
  Damages bits(String kind, Path file, int from, int to) {
    byte[] good = SmallLibrary.read(file);
    for (int bit = 8 * from; bit < 8 * to; bit++) {
      int at = bit;
      all.add(
          new Damage(
              kind + ", bit flipped",
              at / 8 + "." + at % 8,
              () -> Map.of(file, xored(good, at / 8, 1 << at % 8))));
    }
    return this;
  }

  Damages bits(String kind, Path file) {
    return bits(kind, file, 0, SmallLibrary.read(file).length);
  }

  /// Changes every byte of a part in three ways.
  Damages bytes(String kind, Path file, int from, int to) {
    byte[] good = SmallLibrary.read(file);
    for (int at = from; at < to; at++) {
      int offset = at;
      for (int change : new int[] {1 << at % 8, 0xFF, 0x80 | at % 127}) {
        all.add(
            new Damage(
                kind + ", byte changed",
                offset + " by " + change,
                () -> Map.of(file, xored(good, offset, change))));
      }
    }
    return this;
  }

  /// Cuts a file at every length, and lengthens it.
  Damages lengths(String kind, Path file) {
    byte[] good = SmallLibrary.read(file);
    for (int length = 0; length < good.length + 3; length++) {
      int to = length;
      if (to != good.length) {
        all.add(
            new Damage(
                kind + ", cut or lengthened",
                "to " + to,
                () -> Map.of(file, Arrays.copyOf(good, to))));
      }
    }
    return this;
  }

  /// Swaps every two blocks of 32 bytes in a file.
  Damages blocks(String kind, Path file) {
    byte[] good = SmallLibrary.read(file);
    int blocks = good.length / BLOCK;
    for (int one = 0; one < blocks; one++) {
      for (int other = one + 1; other < blocks; other++) {
        byte[] swapped = swapped(good, one * BLOCK, other * BLOCK);
        if (!Arrays.equals(good, swapped)) {
          String at = one + " and " + other;
          all.add(new Damage(kind + ", blocks swapped", at, () -> Map.of(file, swapped)));
        }
      }
    }
    return this;
  }

  /// Swaps every two files.
  Damages swapped(String kind, List<Path> files) {
    for (Path one : files) {
      for (Path other : files) {
        if (one.compareTo(other) < 0) {
          all.add(
              new Damage(
                  kind + ", files swapped",
                  one.getFileName() + " and " + other.getFileName(),
                  () -> Map.of(one, SmallLibrary.read(other), other, SmallLibrary.read(one))));
        }
      }
    }
    return this;
  }

  private static byte[] xored(byte[] good, int at, int change) {
    byte[] bad = good.clone();
    bad[at] ^= (byte) change;
    return bad;
  }

  private static byte[] swapped(byte[] good, int one, int other) {
    byte[] bad = good.clone();
    System.arraycopy(good, one, bad, other, BLOCK);
    System.arraycopy(good, other, bad, one, BLOCK);
    return bad;
  }
}
