package holotree.engine.format;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.Relocations;
import holotree.api.Spelling;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;

/// Makes catalogs that keep every rule and are otherwise as odd as possible.
public final class RandomCatalog {

  private static final int GIVEN = 24;
  private static final int RESOLVED = 31;

  private final Random random;
  private final int codes;
  private final CatalogBuilder builder = new CatalogBuilder();

  private RandomCatalog(Random random) {
    this.random = random;
    this.codes = random.nextBoolean() ? 2 : 3 + random.nextInt(Spelling.COUNT - 2);
  }

  /// A catalog of about `entries` entries.
  public static Catalog of(Random random, int entries) {
    RandomCatalog catalog = new RandomCatalog(random);
    catalog.builder.setStageLength(Spelling.GIVEN, GIVEN);
    catalog.builder.setStageLength(Spelling.RESOLVED, RESOLVED);
    for (int code = 2; code < catalog.codes; code++) {
      catalog.builder.setStageLength(Spelling.of(code), RESOLVED - code);
    }
    int root = catalog.add(0, new byte[0], EntryType.DIRECTORY);
    catalog.fill(root, entries, 0);
    return catalog.builder.build();
  }

  private void fill(int directory, int budget, int depth) {
    TreeSet<byte[]> names = new TreeSet<>(Arrays::compareUnsigned);
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      names.add(name());
    }
    int left = budget;
    for (byte[] name : names) {
      switch (random.nextInt(4)) {
        case 0 -> {
          int child = add(directory, name, EntryType.DIRECTORY);
          if (left > 1 && depth < 40) {
            fill(child, left / 2, depth + 1);
            left /= 2;
          }
        }
        case 1 -> addSymlink(directory, name);
        default -> addFile(directory, name);
      }
    }
  }

  private void addFile(int directory, byte[] name) {
    int entry = add(directory, name, EntryType.FILE);
    int magnitude = random.nextInt(26);
    long size = magnitude == 0 ? 0 : random.nextLong(1L << magnitude);
    builder.setSize(entry, size);
    if (size > Catalog.CHUNK_BYTES) {
      byte[] chunks = new byte[Catalog.chunksFor(size) * Digest.BYTES];
      random.nextBytes(chunks);
      builder.setChunks(entry, chunks);
      builder.setContent(entry, Hasher.largeContent(size, chunks));
    } else if (size > 0) {
      builder.setContent(entry, digest(random));
    }
    if (size > 1000 && random.nextBoolean()) {
      int count = 1 + random.nextInt(9);
      long[] offsets = new long[count];
      byte[] spellings = new byte[count];
      for (int i = 0; i < count; i++) {
        offsets[i] = i * (long) RESOLVED + random.nextInt(2) + (i == 0 ? 0 : offsets[i - 1] % 2);
        spellings[i] = (byte) random.nextInt(codes);
      }
      ContentKind kind = ContentKind.of(1 + random.nextInt(4));
      builder.setRelocations(entry, new Relocations(kind, ascending(offsets), spellings));
    }
  }

  private static long[] ascending(long[] offsets) {
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = Math.max(offsets[i], offsets[i - 1] + RESOLVED);
    }
    return offsets;
  }

  private void addSymlink(int directory, byte[] name) {
    int entry = add(directory, name, EntryType.SYMLINK);
    byte[] target = new byte[1 + random.nextInt(100)];
    for (int i = 0; i < target.length; i++) {
      target[i] = (byte) (1 + random.nextInt(255));
    }
    builder.setTarget(entry, target);
    if (target.length >= GIVEN && random.nextBoolean()) {
      builder.setRelocations(
          entry, new Relocations(ContentKind.TEXT, new long[] {0}, new byte[] {0}));
    }
  }

  private int add(int parent, byte[] name, EntryType type) {
    int mode = type == EntryType.SYMLINK ? 0777 : random.nextInt(01000);
    return builder.add(parent, name, type, mode, random.nextLong(), random.nextInt(1_000_000_000));
  }

  private byte[] name() {
    byte[] name = new byte[1 + random.nextInt(random.nextInt(8) == 0 ? 255 : 12)];
    do {
      random.nextBytes(name);
      for (int i = 0; i < name.length; i++) {
        name[i] = name[i] == 0 || name[i] == '/' ? (byte) '_' : name[i];
      }
    } while (name[0] == '.' && name.length <= 2);
    return name;
  }

  /// Any digest.
  public static Digest digest(Random random) {
    return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }
}
