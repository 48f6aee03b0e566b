package holotree.tests.hostile;

import holotree.tests.kit.Sha;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The body of a catalog, as `docs/FORMAT.md` describes it, with whatever entries. Not checked for
/// anything.
final class Body {

  static final int DIRECTORY = 0;
  static final int FILE = 1;
  static final int SYMLINK = 2;

  private final ByteSink parents = new ByteSink();
  private final ByteSink types = new ByteSink();
  private final ByteSink modes = new ByteSink();
  private final ByteSink seconds = new ByteSink();
  private final ByteSink nanos = new ByteSink();
  private final ByteSink nameLengths = new ByteSink();
  private final ByteSink names = new ByteSink();
  private final ByteSink sizes = new ByteSink();
  private final ByteSink contents = new ByteSink();
  private final ByteSink chunks = new ByteSink();
  private final ByteSink targets = new ByteSink();
  private final ByteSink relocated = new ByteSink();
  private final ByteSink kinds = new ByteSink();
  private final ByteSink counts = new ByteSink();
  private final ByteSink offsets = new ByteSink();
  private final ByteSink spellings = new ByteSink();
  private final Map<Integer, byte[]> replaced = new TreeMap<>();
  private final List<Integer> left = new ArrayList<>();
  private int entries;
  private int given;
  private int time;

  /// A body with a root.
  Body() {
    entry(0, DIRECTORY, 0755, "", 0);
  }

  /// A body without any entry.
  static Body rootless(int type, String name) {
    Body body = new Body();
    Body bare = body.with(1, Cbor.number(1));
    bare.with(5, Cbor.bytes(new byte[] {(byte) type}));
    bare.with(9, Cbor.column(Cbor.U16, new ByteSink().u16(name.length()).toBytes()));
    return bare.with(10, Cbor.bytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  Body entry(int parent, int type, int mode, String name, long size) {
    return entry(parent, type, mode, name.getBytes(StandardCharsets.UTF_8), size);
  }

  Body entry(int parent, int type, int mode, byte[] name, long size) {
    parents.u32(parent);
    types.u8(type);
    modes.u16(mode);
    seconds.u64(1_700_000_000L);
    nanos.u32(time);
    nameLengths.u16(name.length);
    names.bytes(name);
    sizes.u64(size);
    entries++;
    return this;
  }

  /// Entries after this have that many nanoseconds.
  Body nanos(int nanoseconds) {
    time = nanoseconds;
    return this;
  }

  Body directory(int parent, String name) {
    return entry(parent, DIRECTORY, 0755, name, 0);
  }

  Body file(int parent, String name, byte[] content) {
    return file(parent, name, 0644, content);
  }

  Body file(int parent, String name, int mode, byte[] content) {
    contents.bytes(Sha.of(content));
    return entry(parent, FILE, mode, name, content.length);
  }

  Body file(int parent, byte[] name, byte[] content) {
    contents.bytes(Sha.of(content));
    return entry(parent, FILE, 0644, name, content.length);
  }

  /// A file whose size and content id are whatever they are.
  Body file(int parent, String name, long size, byte[] id) {
    contents.bytes(id);
    return entry(parent, FILE, 0644, name, size);
  }

  Body chunks(byte[]... digests) {
    for (byte[] digest : digests) {
      chunks.bytes(digest);
    }
    return this;
  }

  Body symlink(int parent, String name, String target) {
    return symlink(parent, name.getBytes(StandardCharsets.UTF_8), target);
  }

  Body symlink(int parent, byte[] name, String target) {
    byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
    targets.bytes(bytes);
    return entry(parent, SYMLINK, 0777, name, bytes.length);
  }

  /// The length of the stage's path as given.
  Body stage(int length) {
    given = length;
    return this;
  }

  /// Relocations of an entry, spelled as given.
  Body places(int entry, long... at) {
    return places(entry, at.length, at);
  }

  Body places(int entry, long count, long[] at) {
    relocated.u32(entry);
    kinds.u8(1);
    counts.u32(count);
    for (long offset : at) {
      offsets.u64(offset);
      spellings.u8(0);
    }
    return this;
  }

  /// Puts another value at a key.
  Body with(int key, byte[] value) {
    replaced.put(key, value);
    return this;
  }

  Body without(int key) {
    left.add(key);
    return this;
  }

  byte[] encode() {
    Map<Integer, byte[]> values = new TreeMap<>();
    values.put(0, Cbor.number(1));
    values.put(1, Cbor.number(entries));
    values.put(2, Cbor.number(given));
    values.put(3, Cbor.number(0));
    values.put(4, Cbor.column(Cbor.U32, parents.toBytes()));
    values.put(5, Cbor.bytes(types.toBytes()));
    values.put(6, Cbor.column(Cbor.U16, modes.toBytes()));
    values.put(7, Cbor.column(Cbor.S64, seconds.toBytes()));
    values.put(8, Cbor.column(Cbor.U32, nanos.toBytes()));
    values.put(9, Cbor.column(Cbor.U16, nameLengths.toBytes()));
    values.put(10, Cbor.bytes(names.toBytes()));
    values.put(11, Cbor.column(Cbor.U64, sizes.toBytes()));
    values.put(12, Cbor.bytes(contents.toBytes()));
    values.put(13, Cbor.bytes(chunks.toBytes()));
    values.put(14, Cbor.bytes(targets.toBytes()));
    values.put(15, Cbor.column(Cbor.U32, relocated.toBytes()));
    values.put(16, Cbor.bytes(kinds.toBytes()));
    values.put(17, Cbor.column(Cbor.U32, counts.toBytes()));
    values.put(18, Cbor.column(Cbor.U64, offsets.toBytes()));
    values.put(19, Cbor.bytes(spellings.toBytes()));
    values.putAll(replaced);
    left.forEach(values::remove);
    return map(values);
  }

  /// A map in the order of its keys.
  static byte[] map(Map<Integer, byte[]> values) {
    ByteSink map = new ByteSink().bytes(Cbor.head(5, values.size()));
    values.forEach((key, value) -> map.bytes(Cbor.number(key)).bytes(value));
    return map.toBytes();
  }
}
