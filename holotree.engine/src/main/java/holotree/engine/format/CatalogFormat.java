package holotree.engine.format;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.Escape;
import holotree.api.Relocations;
import holotree.api.Spelling;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// The canonical bytes of a catalog, whose SHA-256 is its id: one CBOR map of columns, see
/// `docs/FORMAT.md`.
public final class CatalogFormat {

  /// The version written where [Spelling#GIVEN] and [Spelling#RESOLVED] are all that occurs.
  public static final int FIRST_VERSION = 1;

  /// The version written where others occur; the newest that is read.
  public static final int ESCAPED_VERSION = 2;

  static final int KEY_VERSION = 0;
  static final int KEY_ENTRIES = 1;
  static final int KEY_GIVEN_LENGTH = 2;
  static final int KEY_RESOLVED_LENGTH = 3;
  static final int KEY_PARENTS = 4;
  static final int KEY_TYPES = 5;
  static final int KEY_MODES = 6;
  static final int KEY_MTIME_SECONDS = 7;
  static final int KEY_MTIME_NANOS = 8;
  static final int KEY_NAME_LENGTHS = 9;
  static final int KEY_NAMES = 10;
  static final int KEY_SIZES = 11;
  static final int KEY_CONTENTS = 12;
  static final int KEY_CHUNKS = 13;
  static final int KEY_TARGETS = 14;
  static final int KEY_RELOCATED = 15;
  static final int KEY_KINDS = 16;
  static final int KEY_COUNTS = 17;
  static final int KEY_OFFSETS = 18;
  static final int KEY_SPELLINGS = 19;
  static final int KEY_ESCAPED_LENGTHS = 20;
  private static final int KEYS = 20;

  /// Spellings that version 1 has.
  private static final int FIRST_SPELLINGS = 2;

  private static final int EXPECTED_ENTRY_BYTES = 80;

  private CatalogFormat() {}

  /// The canonical bytes in memory.
  public static byte[] encode(Catalog catalog) {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(Math.multiplyExact(catalog.size(), EXPECTED_ENTRY_BYTES) + 1024);
    write(catalog, bytes);
    return bytes.toByteArray();
  }

  /// Writes the canonical bytes and closes `out`, which throws no `IOException`. Columns are made one
  /// after the other, so that each can go before the next.
  public static void write(Catalog catalog, OutputStream out) {
    int n = catalog.size();
    int[] escaped = escapedLengths(catalog);
    boolean first = Arrays.stream(escaped).allMatch(length -> length == 0);
    CborMapWriter cbor =
        new CborMapWriter(first ? KEYS : KEYS + 1, out)
            .number(KEY_VERSION, first ? FIRST_VERSION : ESCAPED_VERSION)
            .number(KEY_ENTRIES, n)
            .number(KEY_GIVEN_LENGTH, catalog.stageLength(Spelling.GIVEN))
            .number(KEY_RESOLVED_LENGTH, catalog.stageLength(Spelling.RESOLVED))
            .ints(KEY_PARENTS, column(n, catalog::parent))
            .bytes(KEY_TYPES, types(catalog))
            .shorts(KEY_MODES, column(n, catalog::mode))
            .signedLongs(KEY_MTIME_SECONDS, longColumn(n, catalog::mtimeSeconds))
            .ints(KEY_MTIME_NANOS, column(n, catalog::mtimeNanos))
            .shorts(KEY_NAME_LENGTHS, column(n, entry -> catalog.name(entry).length))
            .bytes(KEY_NAMES, names(catalog))
            .longs(KEY_SIZES, longColumn(n, catalog::size))
            .bytes(KEY_CONTENTS, contents(catalog))
            .bytes(KEY_CHUNKS, chunks(catalog))
            .bytes(KEY_TARGETS, targets(catalog));
    addRelocations(catalog, cbor);
    if (!first) {
      cbor.shorts(KEY_ESCAPED_LENGTHS, escaped);
    }
    cbor.end();
  }

  private static int[] escapedLengths(Catalog catalog) {
    return IntStream.range(FIRST_SPELLINGS, Spelling.COUNT)
        .map(code -> catalog.stageLength(Spelling.of(code)))
        .toArray();
  }

  private static int[] column(int n, IntUnaryOperator value) {
    return IntStream.range(0, n).map(value).toArray();
  }

  private static long[] longColumn(int n, IntToLongFunction value) {
    return IntStream.range(0, n).mapToLong(value).toArray();
  }

  private static byte[] types(Catalog catalog) {
    byte[] types = new byte[catalog.size()];
    for (int entry = 0; entry < types.length; entry++) {
      types[entry] = (byte) catalog.type(entry).code();
    }
    return types;
  }

  private static byte[] names(Catalog catalog) {
    byte[] names = new byte[sum(catalog, entry -> catalog.name(entry).length)];
    int at = 0;
    for (int entry = 0; entry < catalog.size(); entry++) {
      byte[] name = catalog.name(entry);
      System.arraycopy(name, 0, names, at, name.length);
      at += name.length;
    }
    return names;
  }

  private static byte[] contents(Catalog catalog) {
    byte[] contents =
        new byte[sum(catalog, entry -> catalog.chunkCount(entry) > 0 ? Digest.BYTES : 0)];
    int at = 0;
    for (int entry = 0; entry < catalog.size(); entry++) {
      if (catalog.chunkCount(entry) > 0) {
        catalog.content(entry).put(contents, at);
        at += Digest.BYTES;
      }
    }
    return contents;
  }

  private static int sum(Catalog catalog, IntUnaryOperator length) {
    int sum = 0;
    for (int entry = 0; entry < catalog.size(); entry++) {
      sum = Math.addExact(sum, length.applyAsInt(entry));
    }
    return sum;
  }

  private static byte[] chunks(Catalog catalog) {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int entry = 0; entry < catalog.size(); entry++) {
      int count = catalog.chunkCount(entry);
      for (int chunk = 0; count > 1 && chunk < count; chunk++) {
        chunks.writeBytes(catalog.chunk(entry, chunk).toBytes());
      }
    }
    return chunks.toByteArray();
  }

  private static byte[] targets(Catalog catalog) {
    ByteArrayOutputStream targets = new ByteArrayOutputStream();
    for (int entry = 0; entry < catalog.size(); entry++) {
      if (catalog.type(entry) == EntryType.SYMLINK) {
        targets.writeBytes(catalog.target(entry));
      }
    }
    return targets.toByteArray();
  }

  private static void addRelocations(Catalog catalog, CborMapWriter cbor) {
    int n = catalog.relocatedEntries();
    int[] entries = new int[n];
    byte[] kinds = new byte[n];
    int[] counts = new int[n];
    int at = 0;
    int total = 0;
    for (int entry = 0; entry < catalog.size(); entry++) {
      Relocations places = catalog.relocations(entry);
      if (places != null) {
        entries[at] = entry;
        kinds[at] = (byte) places.kind().code();
        counts[at++] = places.count();
        total = Math.addExact(total, places.count());
      }
    }
    long[] offsets = new long[total];
    byte[] spellings = new byte[total];
    int place = 0;
    for (int entry : entries) {
      Relocations places = catalog.relocations(entry);
      for (int i = 0; places != null && i < places.count(); i++) {
        offsets[place] = places.offset(i);
        spellings[place++] = (byte) places.spelling(i).code();
      }
    }
    cbor.ints(KEY_RELOCATED, entries)
        .bytes(KEY_KINDS, kinds)
        .ints(KEY_COUNTS, counts)
        .longs(KEY_OFFSETS, offsets)
        .bytes(KEY_SPELLINGS, spellings);
  }

  /// The catalog that `body` holds.
  ///
  /// @param body the canonical bytes
  /// @param file where they are from, for messages
  /// @throws CorruptException if they are no catalog's
  /// @throws FormatVersionException if this release cannot read the catalog
  /// @throws holotree.api.error.UnsafeException if it breaks a rule that catalogs keep
  public static Catalog decode(byte[] body, String file) {
    CborMapReader cbor = new CborMapReader(body, file);
    long version = cbor.number(KEY_VERSION);
    if (version < FIRST_VERSION || version > ESCAPED_VERSION) {
      throw new FormatVersionException(file, version, FIRST_VERSION, ESCAPED_VERSION);
    }
    long stated = cbor.number(KEY_ENTRIES);
    if (stated < 1 || stated > body.length) {
      throw new CorruptException(file, -1, "1 to " + body.length + " entries", stated + " entries");
    }
    int n = (int) stated;
    CatalogBuilder builder = new CatalogBuilder();
    addStageLengths(builder, cbor, version == ESCAPED_VERSION, file);
    addEntries(builder, cbor, n, file);
    addContents(builder, cbor, n, file);
    addRelocations(builder, cbor, file);
    cbor.end();
    return builder.build();
  }

  private static void addStageLengths(
      CatalogBuilder builder, CborMapReader cbor, boolean escaped, String file) {
    int most = CatalogBuilder.MAX_TARGET_BYTES;
    builder.setStageLength(Spelling.GIVEN, length(cbor.number(KEY_GIVEN_LENGTH), most, file));
    builder.setStageLength(Spelling.RESOLVED, length(cbor.number(KEY_RESOLVED_LENGTH), most, file));
    if (!escaped) {
      return;
    }
    int[] lengths = cbor.shorts(KEY_ESCAPED_LENGTHS, Spelling.COUNT - FIRST_SPELLINGS);
    if (Arrays.stream(lengths).allMatch(length -> length == 0)) {
      throw new CorruptException(file, -1, "a spelling that version 2 is for", "none");
    }
    for (int i = 0; i < lengths.length; i++) {
      builder.setStageLength(
          Spelling.of(FIRST_SPELLINGS + i), length(lengths[i], most * Escape.MOST_GROWTH, file));
    }
  }

  private static int length(long stated, int most, String file) {
    if (stated < 0 || stated > most) {
      throw new CorruptException(file, -1, "a stage path of 0 to " + most + " bytes", "" + stated);
    }
    return (int) stated;
  }

  private static void addEntries(CatalogBuilder builder, CborMapReader cbor, int n, String file) {
    int[] parents = cbor.ints(KEY_PARENTS, n);
    byte[] types = cbor.bytes(KEY_TYPES, n);
    int[] modes = cbor.shorts(KEY_MODES, n);
    long[] seconds = cbor.signedLongs(KEY_MTIME_SECONDS, n);
    int[] nanos = cbor.ints(KEY_MTIME_NANOS, n);
    int[] nameLengths = cbor.shorts(KEY_NAME_LENGTHS, n);
    byte[] names = cbor.bytes(KEY_NAMES, Arrays.stream(nameLengths).asLongStream().sum());
    builder.reserve(n, names.length);
    int at = 0;
    for (int entry = 0; entry < n; entry++) {
      int from = at;
      at += nameLengths[entry];
      try {
        EntryType type = EntryType.of(types[entry]);
        builder.add(
            parents[entry], names, from, at, type, modes[entry], seconds[entry], nanos[entry]);
      } catch (IllegalArgumentException unknown) {
        throw new CorruptException(
            file, -1, "a known entry type", String.valueOf(unknown.getMessage()), unknown);
      }
    }
    long[] sizes = cbor.longs(KEY_SIZES, n);
    byte[] targets = cbor.bytes(KEY_TARGETS);
    long targetAt = 0;
    for (int entry = 0; entry < n; entry++) {
      if (types[entry] == EntryType.SYMLINK.code()) {
        if (sizes[entry] < 0 || sizes[entry] > targets.length - targetAt) {
          throw new CorruptException(file, -1, "a target for entry " + entry, "too few bytes");
        }
        int from = (int) targetAt;
        targetAt += sizes[entry];
        builder.setTarget(entry, Arrays.copyOfRange(targets, from, (int) targetAt));
      } else {
        builder.setSize(entry, sizes[entry]);
      }
    }
    if (targetAt != targets.length) {
      throw new CorruptException(
          file, -1, targetAt + " bytes of targets", targets.length + " bytes");
    }
  }

  private static void addContents(CatalogBuilder builder, CborMapReader cbor, int n, String file) {
    byte[] contents = cbor.bytes(KEY_CONTENTS);
    byte[] chunks = cbor.bytes(KEY_CHUNKS);
    long contentAt = 0;
    long chunkAt = 0;
    for (int entry = 0; entry < n; entry++) {
      long size = builder.size(entry);
      if (size <= 0 || builder.type(entry) != EntryType.FILE) {
        continue;
      }
      if (contentAt + Digest.BYTES > contents.length) {
        throw new CorruptException(file, -1, "a content id for entry " + entry, "none");
      }
      builder.setContent(entry, contents, (int) contentAt);
      contentAt += Digest.BYTES;
      if (size > Catalog.CHUNK_BYTES) {
        Digest content = Digest.at(contents, (int) contentAt - Digest.BYTES);
        long count = Math.ceilDiv(size, Catalog.CHUNK_BYTES);
        if (count > (chunks.length - chunkAt) / Digest.BYTES) {
          throw new CorruptException(file, -1, count + " chunks for entry " + entry, "fewer");
        }
        long end = chunkAt + count * Digest.BYTES;
        byte[] list = Arrays.copyOfRange(chunks, (int) chunkAt, (int) end);
        chunkAt = end;
        if (!Hasher.largeContent(size, list).equals(content)) {
          throw new CorruptException(
              file, -1, "chunks that make content " + content, "others, for entry " + entry);
        }
        builder.setChunks(entry, list);
      }
    }
    if (contentAt != contents.length || chunkAt != chunks.length) {
      throw new CorruptException(file, -1, "as many digests as contents", "more");
    }
  }

  private static void addRelocations(CatalogBuilder builder, CborMapReader cbor, String file) {
    int n = cbor.countInts(KEY_RELOCATED);
    int[] entries = cbor.ints(KEY_RELOCATED, n);
    byte[] kinds = cbor.bytes(KEY_KINDS, n);
    int[] counts = cbor.ints(KEY_COUNTS, n);
    byte[] spellings = cbor.bytes(KEY_SPELLINGS);
    long[] offsets = cbor.longs(KEY_OFFSETS, spellings.length);
    long at = 0;
    for (int i = 0; i < n; i++) {
      boolean known = entries[i] >= 0 && entries[i] < builder.size();
      boolean ascending = i == 0 || entries[i] > entries[i - 1];
      if (!known || !ascending || counts[i] < 1 || counts[i] > spellings.length - at) {
        throw new CorruptException(file, -1, "relocations of known entries", "row " + i);
      }
      int from = (int) at;
      at += counts[i];
      try {
        builder.setRelocations(
            entries[i],
            new Relocations(
                ContentKind.of(kinds[i]),
                Arrays.copyOfRange(offsets, from, (int) at),
                Arrays.copyOfRange(spellings, from, (int) at)));
      } catch (IllegalArgumentException broken) {
        throw new CorruptException(
            file,
            -1,
            "relocations of a known kind, in order",
            String.valueOf(broken.getMessage()),
            broken);
      }
    }
    if (at != spellings.length) {
      throw new CorruptException(file, -1, at + " relocations", spellings.length + " relocations");
    }
  }
}
