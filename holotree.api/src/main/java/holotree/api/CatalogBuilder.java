package holotree.api;

import holotree.api.error.UnsafeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers the columns of a catalog in tree order and checks every rule a catalog keeps. Not
/// thread-safe; useless after [#build].
public final class CatalogBuilder {

  /// Longest symlink target, bytes (Linux PATH_MAX less its NUL).
  public static final int MAX_TARGET_BYTES = 4095;

  int size;
  int[] parents = new int[64];
  byte[] types = new byte[64];
  short[] modes = new short[64];
  long[] mtimeSeconds = new long[64];
  int[] mtimeNanos = new int[64];
  int[] nameEnds = new int[64];
  byte[] names = new byte[1024];
  long[] sizes = new long[64];
  byte[] contents = new byte[64 * Digest.BYTES];
  final Map<Integer, byte[]> chunks = new HashMap<>();
  final Map<Integer, byte[]> targets = new HashMap<>();
  final Map<Integer, Relocations> relocations = new HashMap<>();
  final int[] stageLengths = new int[Spelling.COUNT];

  /// A builder with no entry yet.
  public CatalogBuilder() {}

  /// Makes room for just so much, where that is known: growing step by step would take the memory of a
  /// large tree twice.
  ///
  /// @param entries how many there will be, the root included; no fewer than were added
  /// @param nameBytes length of all their names, bytes; no less than that of those added
  public void reserve(int entries, int nameBytes) {
    resize(entries);
    names = Arrays.copyOf(names, nameBytes);
  }

  /// Adds the next entry in tree order.
  ///
  /// @param parent the directory that holds it, an earlier entry; 0 for the root
  /// @param name its name; empty for the root alone; copied
  /// @return the entry's number
  public int add(
      int parent, byte[] name, EntryType type, int mode, long mtimeSeconds, int mtimeNanos) {
    return add(parent, name, 0, name.length, type, mode, mtimeSeconds, mtimeNanos);
  }

  /// The same, with a name that lies in `names` from `from`, inclusive, to `to`, exclusive.
  public int add(
      int parent,
      byte[] names,
      int from,
      int to,
      EntryType type,
      int mode,
      long mtimeSeconds,
      int mtimeNanos) {
    if (size == parents.length) {
      grow();
    }
    int start = size == 0 ? 0 : nameEnds[size - 1];
    int end = Math.addExact(start, to - from);
    if (end > this.names.length) {
      int longer = this.names.length + (this.names.length >> 1);
      this.names = Arrays.copyOf(this.names, Math.max(end, longer));
    }
    System.arraycopy(names, from, this.names, start, to - from);
    nameEnds[size] = end;
    parents[size] = parent;
    types[size] = (byte) type.code();
    modes[size] = permissions(mode);
    this.mtimeSeconds[size] = mtimeSeconds;
    this.mtimeNanos[size] = mtimeNanos;
    return size++;
  }

  /// The number of entries added.
  public int size() {
    return size;
  }

  /// The directory that holds `entry`; 0 for the root itself.
  public int parent(int entry) {
    return parents[entry];
  }

  /// The name of `entry` in its directory, in an array of the caller's own.
  public byte[] name(int entry) {
    return Arrays.copyOfRange(names, entry == 0 ? 0 : nameEnds[entry - 1], nameEnds[entry]);
  }

  /// Sets what a second look at a file showed.
  public void setFile(int entry, int mode, long seconds, int nanos, long bytes) {
    modes[entry] = permissions(mode);
    mtimeSeconds[entry] = seconds;
    mtimeNanos[entry] = nanos;
    sizes[entry] = bytes;
  }

  /// Sets the size of a file, or 0 for a directory, bytes.
  public void setSize(int entry, long bytes) {
    sizes[entry] = bytes;
  }

  /// What an entry is.
  public EntryType type(int entry) {
    return EntryType.of(types[entry]);
  }

  /// The size set last, bytes.
  public long size(int entry) {
    return sizes[entry];
  }

  /// Sets the content id of a file that is not empty.
  public void setContent(int entry, Digest content) {
    content.put(contents, entry * Digest.BYTES);
  }

  /// The same, from the digest's 32 bytes at `at` of `digests`.
  public void setContent(int entry, byte[] digests, int at) {
    System.arraycopy(digests, at, contents, entry * Digest.BYTES, Digest.BYTES);
  }

  /// Sets the chunk digests, 32 bytes each, of a file over [Catalog#CHUNK_BYTES]; taken over.
  public void setChunks(int entry, byte[] digests) {
    chunks.put(entry, digests);
  }

  /// Sets a symlink's target; taken over.
  public void setTarget(int entry, byte[] target) {
    sizes[entry] = target.length;
    targets.put(entry, target);
  }

  /// The target of a symlink as it was taken over; null for any other entry.
  public byte @Nullable [] target(int entry) {
    return targets.get(entry);
  }

  /// Sets where the content or target of an entry holds filler.
  public void setRelocations(int entry, Relocations places) {
    relocations.put(entry, places);
  }

  /// Sets the length of the stage's path in one spelling, bytes; 0, as at first, where nothing holds
  /// that.
  public void setStageLength(Spelling spelling, int bytes) {
    stageLengths[spelling.code()] = bytes;
  }

  /// The catalog.
  ///
  /// @throws UnsafeException naming the entry and the rule it breaks
  public Catalog build() {
    check();
    return new Catalog(this);
  }

  private void check() {
    if (size == 0 || types[0] != 0 || parents[0] != 0 || nameEnds[0] != 0) {
      throw new UnsafeException("the root", "entry 0 is a directory with the empty name");
    }
    int[] openDirectories = new int[64];
    int[] lastChildren = new int[64];
    int depth = 0;
    for (int entry = 0; entry < size; entry++) {
      if (entry > 0) {
        while (depth > 0 && openDirectories[depth] != parents[entry]) {
          depth--;
        }
        require(
            openDirectories[depth] == parents[entry],
            entry,
            "an entry follows its directory in tree order");
        checkName(entry);
        int last = lastChildren[depth];
        require(
            last == 0 || compareNames(last, entry) < 0,
            entry,
            "names of one directory ascend, none twice");
        lastChildren[depth] = entry;
      }
      checkValues(entry);
      if (types[entry] == EntryType.DIRECTORY.code()) {
        if (entry > 0) {
          depth++;
        }
        require(depth < Catalog.MAX_DEPTH, entry, "at most " + Catalog.MAX_DEPTH + " levels");
        if (depth == openDirectories.length) {
          openDirectories = Arrays.copyOf(openDirectories, depth * 2);
          lastChildren = Arrays.copyOf(lastChildren, depth * 2);
        }
        openDirectories[depth] = entry;
        lastChildren[depth] = 0;
      }
    }
  }

  private void checkName(int entry) {
    int start = nameEnds[entry - 1];
    int end = nameEnds[entry];
    require(end > start, entry, "a name is not empty");
    boolean plain = true;
    for (int i = start; i < end; i++) {
      plain &= names[i] != 0 && names[i] != '/';
    }
    require(plain, entry, "a name holds neither NUL nor /");
    boolean dots =
        names[start] == '.' && (end - start == 1 || (end - start == 2 && names[start + 1] == '.'));
    require(!dots, entry, "a name is neither . nor ..");
  }

  private void checkValues(int entry) {
    require((modes[entry] & ~0777) == 0, entry, "a mode has permission bits alone");
    require(
        mtimeNanos[entry] >= 0 && mtimeNanos[entry] < 1_000_000_000,
        entry,
        "nanoseconds are 0 to 999,999,999");
    require(sizes[entry] >= 0, entry, "a size is not negative");
    Relocations places = relocations.get(entry);
    boolean file = types[entry] == EntryType.FILE.code();
    boolean symlink = types[entry] == EntryType.SYMLINK.code();
    require(places == null || file || symlink, entry, "a directory has no relocations");
    require(file || symlink || sizes[entry] == 0, entry, "a directory has no size");
    byte[] target = targets.get(entry);
    require(symlink == (target != null), entry, "symlinks, and they alone, have a target");
    if (target != null) {
      require(
          target.length > 0 && target.length <= MAX_TARGET_BYTES,
          entry,
          "a target is 1 to " + MAX_TARGET_BYTES + " bytes");
      for (byte b : target) {
        require(b != 0, entry, "a target holds no NUL");
      }
      require(sizes[entry] == target.length, entry, "a symlink's size is its target's length");
    }
    byte[] list = chunks.get(entry);
    boolean large = file && sizes[entry] > Catalog.CHUNK_BYTES;
    require(large == (list != null), entry, "files over 4 MiB, and they alone, list their chunks");
    require(
        list == null
            || list.length == Math.ceilDiv(sizes[entry], Catalog.CHUNK_BYTES) * Digest.BYTES,
        entry,
        "a chunk list has one digest for each 4 MiB begun");
    if (places != null) {
      checkPlaces(entry, places);
    }
  }

  private void checkPlaces(int entry, Relocations places) {
    long end = 0;
    for (int i = 0; i < places.count(); i++) {
      int length = stageLengths[places.spelling(i).code()];
      require(length > 0, entry, "a relocation's spelling has a length");
      require(places.offset(i) >= end, entry, "relocations do not overlap");
      end = places.offset(i) + length;
    }
    require(end <= sizes[entry] && end > 0, entry, "relocations lie inside the content");
  }

  private int compareNames(int a, int b) {
    return Arrays.compareUnsigned(
        names, nameEnds[a - 1], nameEnds[a], names, nameEnds[b - 1], nameEnds[b]);
  }

  private void require(boolean holds, int entry, String rule) {
    if (!holds) {
      int start = entry == 0 ? 0 : nameEnds[entry - 1];
      String name = PlainText.of(Arrays.copyOfRange(names, start, nameEnds[entry]));
      throw new UnsafeException("entry " + entry + " \"" + name + "\"", rule);
    }
  }

  /// What the column keeps of a mode: -1, which no catalog allows, where other bits would be cut off.
  private static short permissions(int mode) {
    return (short) ((mode & ~0777) == 0 ? mode : -1);
  }

  private void grow() {
    resize(size + (size >> 1) + 1);
  }

  private void resize(int capacity) {
    parents = Arrays.copyOf(parents, capacity);
    types = Arrays.copyOf(types, capacity);
    modes = Arrays.copyOf(modes, capacity);
    mtimeSeconds = Arrays.copyOf(mtimeSeconds, capacity);
    mtimeNanos = Arrays.copyOf(mtimeNanos, capacity);
    nameEnds = Arrays.copyOf(nameEnds, capacity);
    sizes = Arrays.copyOf(sizes, capacity);
    contents = Arrays.copyOf(contents, Math.multiplyExact(capacity, Digest.BYTES));
  }
}
