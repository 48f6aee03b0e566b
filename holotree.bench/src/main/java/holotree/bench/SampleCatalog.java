package holotree.bench;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.Relocations;
import holotree.api.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/// A catalog like that of an installed environment, the same at each run: packages of 20 entries, a
/// relocation in every tenth file, now and then a symlink.
final class SampleCatalog {

  private static final int PACKAGE = 20;
  private static final int STAGE_LENGTH = 64;
  private static final long RECORDED = 1_750_000_000;

  private final Random random = new Random(3);
  private final CatalogBuilder builder = new CatalogBuilder();

  private SampleCatalog() {
    builder.setStageLength(Spelling.GIVEN, STAGE_LENGTH);
    builder.setStageLength(Spelling.RESOLVED, STAGE_LENGTH);
    add(0, "", EntryType.DIRECTORY);
  }

  /// A catalog of so many entries, 1 or more.
  static Catalog of(int entries) {
    SampleCatalog sample = new SampleCatalog();
    int folder = 0;
    for (int i = 0; i < entries - 1; i++) {
      if (i % PACKAGE == 0) {
        folder = sample.add(0, String.format(Locale.ROOT, "package-%06d", i), EntryType.DIRECTORY);
      } else if (i % PACKAGE == 1) {
        sample.symlink(folder);
      } else {
        sample.file(folder, String.format(Locale.ROOT, "module_%02d.py", i % PACKAGE));
      }
    }
    return sample.builder.build();
  }

  private void symlink(int folder) {
    int entry = add(folder, "current", EntryType.SYMLINK);
    builder.setTarget(entry, "module_02.py".getBytes(StandardCharsets.UTF_8));
  }

  private void file(int folder, String name) {
    int entry = add(folder, name, EntryType.FILE);
    builder.setSize(entry, 1000 + random.nextInt(30_000));
    builder.setContent(
        entry,
        new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()));
    if (random.nextInt(10) == 0) {
      builder.setRelocations(
          entry, new Relocations(ContentKind.TEXT, new long[] {2}, new byte[] {0}));
    }
  }

  private int add(int parent, String name, EntryType type) {
    int mode = type == EntryType.FILE ? 0644 : type == EntryType.DIRECTORY ? 0755 : 0777;
    return builder.add(
        parent,
        name.getBytes(StandardCharsets.UTF_8),
        type,
        mode,
        RECORDED + random.nextInt(100),
        random.nextInt(1_000_000_000));
  }
}
