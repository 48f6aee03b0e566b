package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.RestoreRequest;
import holotree.tests.kit.Sha;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Catalogs whose parts do not fit together: trees that are none, lengths that lie, places that are
/// elsewhere, other versions.
class HostileStructureTest {

  private static final String ORDER = "an entry follows its directory in tree order";
  private static final String TWICE = "names of one directory ascend, none twice";
  private static final String FILE = ".catalog";
  private static final int LARGE = 5 << 20;

  private static World world;

  @BeforeAll
  static void make() {
    world = new World();
  }

  @AfterEach
  void reset() {
    world.reset();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static Stream<Attack> trees() {
    return Stream.of(
        unsafe(
            "path twice",
            new Body().file(0, "a", World.HELLO).file(0, "a", World.HELLO),
            "entry 2 \"a\"",
            TWICE),
        unsafe(
            "names that descend",
            new Body().file(0, "b", World.HELLO).file(0, "a", World.HELLO),
            "entry 2 \"a\"",
            TWICE),
        unsafe(
            "file used as a directory",
            new Body().file(0, "a", World.HELLO).file(1, "b", World.HELLO),
            "entry 2 \"b\"",
            ORDER),
        unsafe(
            "entry that is its own parent", new Body().directory(1, "a"), "entry 1 \"a\"", ORDER),
        unsafe("cycle", new Body().directory(2, "a").directory(1, "b"), "entry 1 \"a\"", ORDER),
        unsafe(
            "parent that comes later",
            new Body().file(2, "a", World.HELLO).directory(0, "b"),
            "entry 1 \"a\"",
            ORDER),
        unsafe(
            "parent that was left",
            new Body().directory(0, "a").directory(0, "b").file(1, "c", World.HELLO),
            "entry 3 \"c\"",
            ORDER),
        unsafe(
            "parent beyond the end",
            new Body().file(1000, "a", World.HELLO),
            "entry 1 \"a\"",
            ORDER),
        unsafe("parent below 0", new Body().file(-1, "a", World.HELLO), "entry 1 \"a\"", ORDER),
        unsafe("root with a name", Body.rootless(Body.DIRECTORY, "x"), "the root"),
        unsafe("root that is a file", Body.rootless(Body.FILE, ""), "the root"),
        unsafe("second root", new Body().directory(0, ""), "entry 1 \"\"", "a name is not empty"),
        unsafe("4,097 levels", deep(4097), "at most 4096 levels"),
        unsafe(
            "negative size",
            new Body().entry(0, Body.FILE, 0644, "a", -1),
            "entry 1 \"a\"",
            "a size is not negative"),
        unsafe(
            "directory with a size",
            new Body().entry(0, Body.DIRECTORY, 0755, "a", 1),
            "entry 1 \"a\"",
            "a directory has no size"),
        unsafe(
            "negative nanoseconds",
            new Body().nanos(-1).file(0, "a", World.HELLO),
            "entry 1 \"a\"",
            "nanoseconds"),
        unsafe(
            "a second of nanoseconds",
            new Body().nanos(1_000_000_000).file(0, "a", World.HELLO),
            "entry 1 \"a\"",
            "nanoseconds"));
  }

  static Stream<Attack> columns() {
    byte[] large = Sha.of(new byte[0]);
    return Stream.of(
        corrupt("no entries", new Body().with(1, Cbor.number(0)), "0 entries"),
        corrupt("2^31 entries", new Body().with(1, Cbor.number(1L << 31)), "2147483648 entries"),
        corrupt("2^63 - 1 entries", new Body().with(1, Cbor.number(Long.MAX_VALUE)), "entries"),
        corrupt("-1 entries", new Body().with(1, Cbor.number(-1)), "-1 entries"),
        corrupt(
            "one entry more than there is",
            new Body().with(1, Cbor.number(2)),
            "8 bytes for key 4"),
        corrupt(
            "names that are too short",
            new Body().file(0, "abc", World.HELLO).with(10, Cbor.bytes(new byte[2])),
            "3 bytes for key 10"),
        corrupt(
            "target beyond the end",
            new Body().entry(0, Body.SYMLINK, 0777, "l", 10),
            "a target for entry 1"),
        corrupt(
            "target of negative length",
            new Body().entry(0, Body.SYMLINK, 0777, "l", -1),
            "a target for entry 1"),
        corrupt(
            "targets that nobody has",
            new Body().with(14, Cbor.bytes(new byte[3])),
            "bytes of targets"),
        corrupt(
            "content id that is missing",
            new Body().entry(0, Body.FILE, 0644, "a", 5),
            "a content id for entry 1"),
        corrupt(
            "content ids that nobody has",
            new Body().with(12, Cbor.bytes(new byte[32])),
            "as many digests as contents"),
        corrupt(
            "chunks that make another content",
            new Body().file(0, "a", (long) LARGE, large).chunks(large, large),
            "chunks that make content"),
        corrupt(
            "chunks that are missing",
            new Body().file(0, "a", (long) LARGE, large).chunks(large),
            "2 chunks for entry 1"),
        corrupt(
            "file of 2^63 - 1 bytes",
            new Body().file(0, "a", Long.MAX_VALUE, large),
            "chunks for entry 1"),
        corrupt(
            "chunks that nobody has",
            new Body().with(13, Cbor.bytes(new byte[32])),
            "as many digests as contents"),
        corrupt("key that is missing", new Body().without(11), "key 11"),
        corrupt("unknown critical key", new Body().with(21, Cbor.number(1)), "key 21"),
        corrupt("last critical key", new Body().with(127, Cbor.number(1)), "key 127"),
        corrupt("key of a later version", new Body().with(20, Cbor.number(1)), "key 20"),
        corrupt("key above 255", new Body().with(256, Cbor.number(1)), "a key of 0 to 255"),
        corrupt(
            "column with another tag",
            new Body().with(4, Cbor.column(Cbor.U64, new byte[4])),
            "key 4"),
        corrupt(
            "text as a value",
            new Body().with(2, new byte[] {0x61, 'a'}),
            "a number or bytes for key 2"),
        corrupt(
            "string of 2 GiB",
            new Body().with(10, Cbor.head(2, Integer.MAX_VALUE)),
            "2147483647 bytes"),
        corrupt(
            "string of 2^63 bytes",
            new Body().with(10, Cbor.head(2, Long.MIN_VALUE)),
            "a number up to"),
        corrupt("string without an end", new Body().with(10, new byte[] {0x5F}), "definite length"),
        corrupt(
            "number that is too long",
            new Body().with(2, new byte[] {0x18, 0}),
            "as short as they can be"),
        corrupt(
            "stage's path of 4,096 bytes",
            new Body().with(2, Cbor.number(4096)),
            "a stage path of 0 to 4095"),
        corrupt("stage's path of -1 bytes", new Body().with(3, Cbor.number(-1)), "a stage path"),
        corrupt(
            "version 2 without what it is for",
            new Body().with(0, Cbor.number(2)).with(20, Cbor.column(Cbor.U16, new byte[32])),
            "version 2"),
        version(0),
        version(3),
        version(-1),
        version(Long.MAX_VALUE),
        Attack.corrupt(
            "bytes after the body",
            world -> world.putBody(new ByteSink().bytes(new Body().encode()).u8(0).toBytes()),
            FILE,
            "one CBOR map"),
        Attack.corrupt(
            "no map at all", world -> world.putBody(new byte[] {(byte) 0x80}), FILE, "a CBOR map"),
        Attack.corrupt("arrays in arrays", world -> world.putBody(arrays()), FILE),
        Attack.corrupt(
            "another's id",
            world ->
                world.putCatalog(
                    "0".repeat(64), World.catalogFile(3, Frame.stored(new byte[] {1, 2, 3}, 0))),
            FILE,
            "catalog 0000"));
  }

  static Stream<Attack> relocations() {
    return Stream.of(
        unsafe(
            "place past the end",
            filled().places(1, 4),
            "entry 1 \"a\"",
            "relocations lie inside the content"),
        unsafe(
            "place far past the end",
            filled().places(1, 1L << 40),
            "entry 1 \"a\"",
            "inside the content"),
        unsafe("place at 2^63 - 1", filled().places(1, Long.MAX_VALUE), "entry 1 \"a\""),
        unsafe(
            "places that overlap",
            filled().places(1, 0, 1),
            "entry 1 \"a\"",
            "relocations do not overlap"),
        unsafe(
            "place in a directory",
            new Body().stage(14).directory(0, "d").places(1, 0),
            "entry 1 \"d\"",
            "a directory has no relocations"),
        unsafe(
            "spelling without a length",
            new Body().file(0, "a", World.FILLED).places(1, 2),
            "entry 1 \"a\"",
            "a relocation's spelling has a length"),
        corrupt("place below 0", filled().places(1, -1), "in order"),
        corrupt("places that descend", filled().places(1, 3, 2), "in order"),
        corrupt("one place twice", filled().places(1, 2, 2), "in order"),
        corrupt(
            "unknown spelling",
            filled().places(1, 2).with(19, Cbor.bytes(new byte[] {18})),
            "a known kind"),
        corrupt(
            "spelling 255",
            filled().places(1, 2).with(19, Cbor.bytes(new byte[] {-1})),
            "a known kind"),
        corrupt(
            "unknown kind",
            filled().places(1, 2).with(16, Cbor.bytes(new byte[] {9})),
            "a known kind"),
        corrupt("entry that is not there", filled().places(7, 2), "relocations of known entries"),
        corrupt("entry below 0", filled().places(-1, 2), "relocations of known entries"),
        corrupt(
            "one entry twice", filled().places(1, 2).places(1, 2), "relocations of known entries"),
        corrupt("no place", filled().places(1), "relocations of known entries"),
        corrupt(
            "10^8 places that are not there",
            filled().places(1, 100_000_000, new long[] {2}),
            "relocations of known entries"),
        corrupt(
            "2^32 - 1 places",
            filled().places(1, -1, new long[] {2}),
            "relocations of known entries"),
        corrupt(
            "places of nobody",
            filled().with(18, Cbor.column(Cbor.U64, new byte[8])).with(19, Cbor.bytes(new byte[1])),
            "relocations"));
  }

  @ParameterizedTest
  @MethodSource({"trees", "columns", "relocations"})
  void everyReader_refusesItByEntryAndRule(Attack attack) {
    attack.make().accept(world);
    for (Map.Entry<String, ThrowingCallable> reader : world.readers().entrySet()) {
      assertThat(world.refusal(attack, reader.getKey(), reader.getValue())).contains(attack.told());
    }
  }

  static Stream<Attack> contents() {
    byte[] lost = {1, 2, 3};
    return Stream.of(
        corrupt(
            "content that is nowhere",
            new Body().file(0, "a", lost),
            "chunk " + Sha.hex(lost),
            "a"),
        corrupt(
            "content longer than it says",
            new Body().file(0, "a", 3L, Sha.of(World.HELLO)),
            "3 bytes for chunk"),
        corrupt(
            "content shorter than it says",
            new Body().file(0, "a", 4000L, Sha.of(World.HELLO)),
            "4000 bytes for chunk"),
        corrupt("content id of zeros", new Body().file(0, "a", 6L, new byte[32]), "chunk 0000"),
        corrupt(
            "place without filler",
            new Body().stage(14).file(0, "a", World.FILLED).places(1, 3),
            "filler"),
        corrupt(
            "place of another length",
            new Body().stage(13).file(0, "a", World.FILLED).places(1, 3),
            "filler"));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void restore_refusesContentsThatAreOthers(Attack attack) {
    attack.make().accept(world);
    assertThat(world.refusal(attack, "restore", world.readers().get("restore")))
        .contains(attack.told());
  }

  @Test
  void keyThatMayBeSkipped_isSkipped() {
    world.put(
        new Body()
            .file(0, "a", World.HELLO)
            .with(128, Cbor.number(1))
            .with(255, Cbor.bytes(new byte[3])));
    world.holotree().restore(RestoreRequest.of(World.EVIL).to(world.target()));
    assertThat(world.target().resolve("a")).hasBinaryContent(World.HELLO);
  }

  private static Body filled() {
    return new Body().stage(14).file(0, "a", World.FILLED);
  }

  private static Body deep(int levels) {
    Body body = new Body();
    for (int level = 0; level < levels; level++) {
      body.directory(level, "d");
    }
    return body;
  }

  private static byte[] arrays() {
    ByteSink arrays = new ByteSink().u8(0xA1).u8(0);
    for (int i = 0; i < 100_000; i++) {
      arrays.u8(0x81);
    }
    return arrays.toBytes();
  }

  private static Attack unsafe(String name, Body body, String... told) {
    return Attack.unsafe(name, world -> world.put(body), told);
  }

  private static Attack corrupt(String name, Body body, String... told) {
    return Attack.corrupt(name, world -> world.put(body), told);
  }

  private static Attack version(long version) {
    return new Attack(
        "version " + version,
        "formatVersion",
        List.of(FILE, String.valueOf(version)),
        world -> world.put(new Body().with(0, Cbor.number(version))));
  }
}
