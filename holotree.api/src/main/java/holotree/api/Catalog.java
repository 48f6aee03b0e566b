package holotree.api;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A finished tree as data: names, types, modes, modification times, sizes, content ids, symlink
/// targets and relocations. Immutable and thread-safe.
///
/// Entries lie in tree order: each directory is followed by everything below it, siblings by the bytes
/// of their names. Entry 0 is the root, a directory with the empty name. A catalog holds columns; about
/// 80 bytes an entry, its name included.
public final class Catalog {

  /// Longest content kept as a single chunk, and the length of each piece but the last of a longer one,
  /// bytes.
  public static final int CHUNK_BYTES = 4 << 20;

  /// Deepest entry that a catalog can hold, counted in names below the root.
  public static final int MAX_DEPTH = 4096;

  private final int size;
  private final int[] parents;
  private final byte[] types;
  private final short[] modes;
  private final long[] mtimeSeconds;
  private final int[] mtimeNanos;
  private final int[] nameEnds;
  private final byte[] names;
  private final long[] sizes;
  private final byte[] contents;
  private final Map<Integer, byte[]> chunks;
  private final Map<Integer, byte[]> targets;
  private final Map<Integer, Relocations> relocations;
  private final int[] stageLengths;

  /// Takes over the builder's columns, longer than needed as they are: copying them would double the
  /// memory of a large tree when it is needed most.
  Catalog(CatalogBuilder from) {
    this.size = from.size;
    this.parents = from.parents;
    this.types = from.types;
    this.modes = from.modes;
    this.mtimeSeconds = from.mtimeSeconds;
    this.mtimeNanos = from.mtimeNanos;
    this.nameEnds = from.nameEnds;
    this.names = from.names;
    this.sizes = from.sizes;
    this.contents = from.contents;
    this.chunks = Map.copyOf(from.chunks);
    this.targets = Map.copyOf(from.targets);
    this.relocations = Map.copyOf(from.relocations);
    this.stageLengths = from.stageLengths.clone();
  }

  /// The number of entries, the root included: at least 1.
  public int size() {
    return size;
  }

  /// The directory that holds `entry`; 0 for the root itself.
  public int parent(int entry) {
    return parents[entry];
  }

  /// What `entry` is.
  public EntryType type(int entry) {
    return EntryType.of(types[entry]);
  }

  /// Permission bits of `entry`, 0 to 0777; 0777 for a symlink.
  public int mode(int entry) {
    return modes[entry];
  }

  /// Seconds of the modification time since 1970-01-01T00:00:00Z; may be negative.
  public long mtimeSeconds(int entry) {
    return mtimeSeconds[entry];
  }

  /// Nanoseconds of the modification time, 0 to 999,999,999.
  public int mtimeNanos(int entry) {
    return mtimeNanos[entry];
  }

  /// The name of `entry` in its directory, in an array of the caller's own.
  public byte[] name(int entry) {
    return Arrays.copyOfRange(names, entry == 0 ? 0 : nameEnds[entry - 1], nameEnds[entry]);
  }

  /// Compares the name of `entry` with another one, byte by byte, unsigned.
  ///
  /// @return negative, 0 or positive, as the entry's name comes before `name`, is it, or comes after
  public int compareName(int entry, byte[] name) {
    int from = entry == 0 ? 0 : nameEnds[entry - 1];
    return Arrays.compareUnsigned(names, from, nameEnds[entry], name, 0, name.length);
  }

  /// Length of a file's content, or of a symlink's target, bytes; 0 for a directory.
  public long size(int entry) {
    return sizes[entry];
  }

  /// The content id of a file that is not empty.
  public Digest content(int entry) {
    return Digest.at(contents, entry * Digest.BYTES);
  }

  /// Chunks of a file's content: 0 for an empty file, 1 up to [#CHUNK_BYTES], and so on.
  public int chunkCount(int entry) {
    return type(entry) == EntryType.FILE ? chunksFor(sizes[entry]) : 0;
  }

  /// Chunks that a content of `size` bytes is cut into.
  ///
  /// @throws ArithmeticException if there are over 2^31 - 1
  public static int chunksFor(long size) {
    return Math.toIntExact(Math.ceilDiv(size, CHUNK_BYTES));
  }

  /// The digest of chunk `index` of a file's content.
  public Digest chunk(int entry, int index) {
    byte[] list = chunks.get(entry);
    return list == null ? content(entry) : Digest.at(list, index * Digest.BYTES);
  }

  /// Length of chunk `index` of a file's content, 1 to [#CHUNK_BYTES] bytes.
  public int chunkLength(int entry, int index) {
    return (int) Math.min(CHUNK_BYTES, sizes[entry] - (long) index * CHUNK_BYTES);
  }

  /// The target of a symlink, with filler where it named the stage; not to be written to.
  public byte[] target(int entry) {
    byte[] target = targets.get(entry);
    if (target == null) {
      throw new IllegalArgumentException("entry " + entry + " is no symlink");
    }
    return target;
  }

  /// Where the content or the target holds filler; null where it holds none.
  public @Nullable Relocations relocations(int entry) {
    return relocations.get(entry);
  }

  /// The number of entries that hold filler.
  public int relocatedEntries() {
    return relocations.size();
  }

  /// Length of the stage's path in one spelling, bytes; 0 where nothing holds that spelling.
  public int stageLength(Spelling spelling) {
    return stageLengths[spelling.code()];
  }

  /// The path of `entry` below the root, `/` between names; empty for the root.
  public byte[] path(int entry) {
    int length = 0;
    for (int at = entry; at != 0; at = parents[at]) {
      length += nameLength(at) + 1;
    }
    byte[] path = new byte[Math.max(0, length - 1)];
    int end = path.length;
    for (int at = entry; at != 0; at = parents[at]) {
      int start = end - nameLength(at);
      System.arraycopy(names, nameEnds[at - 1], path, start, nameLength(at));
      end = start - 1;
      if (end >= 0) {
        path[end] = '/';
      }
    }
    return path;
  }

  /// The entry as an object of its own.
  public CatalogEntry entry(int entry) {
    RawPath path = new RawPath(path(entry));
    return switch (type(entry)) {
      case DIRECTORY ->
          new CatalogEntry.Directory(path, mode(entry), mtimeSeconds[entry], mtimeNanos[entry]);
      case FILE ->
          new CatalogEntry.File(
              path,
              mode(entry),
              mtimeSeconds[entry],
              mtimeNanos[entry],
              sizes[entry],
              sizes[entry] == 0 ? null : content(entry),
              relocations(entry));
      case SYMLINK ->
          new CatalogEntry.Symlink(
              path,
              mtimeSeconds[entry],
              mtimeNanos[entry],
              new RawPath(target(entry)),
              relocations(entry));
    };
  }

  private int nameLength(int entry) {
    return nameEnds[entry] - (entry == 0 ? 0 : nameEnds[entry - 1]);
  }
}
