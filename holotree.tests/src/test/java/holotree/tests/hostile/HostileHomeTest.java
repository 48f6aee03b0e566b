package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.HolotreeException;
import holotree.engine.Placement;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.Snapshot;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// States, building marks and pool notes that tell lies: whatever they name, nothing is removed or
/// written but what a restore made.
class HostileHomeTest {

  private static final String ID = "0123456789abcdef0123456789abcdef";

  @AutoClose private final World world = new World();

  @ParameterizedTest
  @ValueSource(strings = {"canary", "targets", "library", ".", "canary/.", "targets/../canary", ""})
  void markThatNamesSomeoneElsesPlace_removesNothing(String place) {
    Path target = world.path("targets/mine");
    writeMark(mark(ID, target.toString(), world.path(place).toString(), new byte[0]));
    restoresAndLeavesTheRest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../../canary", "", "0123", "0123456789ABCDEF0123456789ABCDEF", "g"})
  void markOfAnotherSpaceThanItsName_removesNothing(String space) {
    Path target = world.canary();
    writeMark(
        mark(
            space,
            target.toString(),
            target.resolveSibling(".holotree-" + space).toString(),
            new byte[0]));
    restoresAndLeavesTheRest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../canary/file/", "./", "../", "/", "a/../../", "no end", "a\0/"})
  void markOfNamesThatLeadOut_removesNothing(String names) {
    Path target = world.path("targets");
    writeMark(
        mark(ID, target.toString(), target.toString(), names.getBytes(StandardCharsets.UTF_8)));
    restoresAndLeavesTheRest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "/a/../b", "/a//b", "/a/", "/a\0b", "", "\u00ff"})
  void markOfAPathThatIsNone_removesNothing(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
    Map<Integer, byte[]> map = markMap(ID, "/a", "/a", new byte[0]);
    map.put(1, Cbor.bytes(bytes));
    map.put(2, Cbor.bytes(bytes));
    writeMark(checked("HTBUILD\n", map));
    restoresAndLeavesTheRest();
  }

  @Test
  void siblingThatAMarkNames_isRemovedWithoutFollowingALink() throws IOException {
    Path target = world.path("targets/mine");
    Path sibling = target.resolveSibling(".holotree-" + ID);
    Files.createDirectories(sibling.resolve("inside"));
    Files.createSymbolicLink(sibling.resolve("inside/out"), world.canary());
    Files.createSymbolicLink(sibling.resolve("link"), world.canary().resolve("file"));
    writeMark(mark(ID, target.toString(), sibling.toString(), new byte[0]));
    restoresAndLeavesTheRest();
    assertThat(sibling).doesNotExist();
  }

  @Test
  void siblingThatIsALink_isNotFollowed() throws IOException {
    Path target = world.path("targets/mine");
    Path sibling = target.resolveSibling(".holotree-" + ID);
    Files.createSymbolicLink(sibling, world.canary());
    writeMark(mark(ID, target.toString(), sibling.toString(), new byte[0]));
    Snapshot before = Snapshot.of(world.canary());
    try {
      world.holotree().restore(RestoreRequest.of(World.GOOD).to(world.target()));
    } catch (HolotreeException refused) {
      assertThat(refused).hasMessageContaining(sibling.toString());
    }
    before.assertSameAs(world.canary());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 1000})
  void stateOfAnotherNumberOfEntries_vouchesForNothing(int entries) throws IOException {
    // The good recording has three.
    rewriteState(map -> columns(map, entries));
    Files.writeString(world.space().resolve("hello"), "HELLO\n");
    world.holotree().restore(RestoreRequest.of(World.GOOD).to(world.space()));
    assertThat(world.space().resolve("hello")).hasBinaryContent(World.HELLO);
    assertThat(world.holotree().verify(new Target.Directory(world.space())).differences())
        .isEmpty();
  }

  @Test
  void stateThatIsRefused_leavesItsSpaceAlone() throws IOException {
    Map<String, RewrittenState> lies = new TreeMap<>();
    lies.put(
        "space",
        map -> map.put(0, Cbor.bytes("../../../canary".getBytes(StandardCharsets.US_ASCII))));
    lies.put("other space", map -> map.put(0, Cbor.bytes(ID.getBytes(StandardCharsets.US_ASCII))));
    lies.put("relative", map -> map.put(2, Cbor.bytes("a".getBytes(StandardCharsets.US_ASCII))));
    lies.put("NUL", map -> map.put(12, Cbor.bytes(new byte[] {'/', 0})));
    lies.put("phase", map -> map.put(5, Cbor.number(3)));
    lies.put("placement", map -> map.put(11, Cbor.bytes(new byte[] {1, 2, 5})));
    lies.put("columns", map -> map.put(8, Cbor.column(Cbor.U64, new byte[16])));
    lies.put("byte code", map -> map.put(13, Cbor.number(2)));
    lies.put("critical key", map -> map.put(14, Cbor.number(0)));
    lies.put("durable", map -> map.put(128, Cbor.number(2)));
    byte[] good = Files.readAllBytes(stateFile());
    for (Map.Entry<String, RewrittenState> lie : lies.entrySet()) {
      Files.write(stateFile(), good);
      rewriteState(lie.getValue());
      Attack attack =
          new Attack("state with another " + lie.getKey(), "unsafe", List.of(), _ -> {});
      Target space = new Target.Directory(world.space());
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> world.holotree().restore(RestoreRequest.of(World.GOOD).to(world.space())),
              () -> world.holotree().verify(space),
              () -> world.holotree().delete(space))) {
        assertThat(world.refusal(attack, "space", call)).contains(world.space().toString());
      }
      assertThat(world.holotree().spaces().spaces()).isEmpty();
    }
    Files.write(stateFile(), good);
    world.holotree().restore(RestoreRequest.of(World.GOOD).to(world.space()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTPOOLS\n", "x", "1", "-1"})
  void poolNoteThatLies_isMadeAgain(String note) throws IOException {
    byte[] bytes = note.getBytes(StandardCharsets.US_ASCII);
    if (note.matches("-?[0-9]+")) {
      Map<Integer, byte[]> map = new TreeMap<>();
      map.put(0, Cbor.number(Long.MAX_VALUE * Long.parseLong(note)));
      bytes = checked("HTPOOLS\n", map);
    }
    World.write(world.work().home().resolve("pool/size"), bytes);
    world
        .holotree()
        .restore(RestoreRequest.of(World.GOOD).to(world.target()).placed(Placement.HARDLINK));
    assertThat(world.target().resolve("hello")).hasBinaryContent(World.HELLO);
    assertThat(world.holotree().status(RestoreRequest.DEFAULT_POOL_BYTES)).isNotNull();
  }

  @Test
  void poolFileThatLeadsOut_isNeitherReadNorWritten() {
    world
        .holotree()
        .restore(RestoreRequest.of(World.GOOD).to(world.target()).placed(Placement.HARDLINK));
    world.holotree().delete(new Target.Directory(world.target()));
    Snapshot before = Snapshot.of(world.canary());
    Program.shell(
            "cd \"$1\"; for f in */*; do ln -sf \"$2\" \"$f\"; done",
            world.work().home().resolve("pool/links"),
            world.canary().resolve("file"))
        .output();
    world
        .holotree()
        .restore(RestoreRequest.of(World.GOOD).to(world.target()).placed(Placement.HARDLINK));
    assertThat(world.holotree().verify(new Target.Directory(world.target())).differences())
        .isEmpty();
    before.assertSameAs(world.canary());
  }

  private void restoresAndLeavesTheRest() {
    Snapshot canary = Snapshot.of(world.canary());
    Snapshot space = Snapshot.of(world.space());
    Snapshot library = Snapshot.of(world.library("packs"));
    Snapshot other = Snapshot.of(world.path("targets/other"));
    world.holotree().restore(RestoreRequest.of(World.GOOD).to(world.target()));
    assertThat(world.target().resolve("hello")).hasBinaryContent(World.HELLO);
    canary.assertSameAs(world.canary());
    space.assertSameAs(world.space());
    library.assertSameAs(world.library("packs"));
    other.assertSameAs(world.path("targets/other"));
  }

  private interface RewrittenState {
    void change(Map<Integer, byte[]> map);
  }

  private Path stateFile() {
    String only =
        world.work().states().stream()
            .filter(name -> name.length() == 32)
            .findFirst()
            .orElseThrow();
    return world.work().home().resolve("spaces/.state").resolve(only);
  }

  /// Makes the state anew from the values in it, some of them changed.
  private void rewriteState(RewrittenState change) throws IOException {
    Map<Integer, byte[]> map = CborValues.of(Files.readAllBytes(stateFile()), 16);
    change.change(map);
    Files.write(stateFile(), checked("HTSTATE\n", map));
  }

  private static void columns(Map<Integer, byte[]> map, int entries) {
    map.put(7, Cbor.column(Cbor.U64, new byte[8 * entries]));
    map.put(8, Cbor.column(Cbor.U64, new byte[8 * entries]));
    map.put(9, Cbor.column(Cbor.S64, new byte[8 * entries]));
    map.put(10, Cbor.column(Cbor.U32, new byte[4 * entries]));
    map.put(11, Cbor.bytes(new byte[entries]));
  }

  private void writeMark(byte[] mark) {
    World.write(world.work().home().resolve("spaces/.state/" + ID + ".building"), mark);
    assertThat(Workplace.names(world.work().home().resolve("spaces/.state"))).isNotEmpty();
  }

  private static byte[] mark(String space, String target, String place, byte[] names) {
    return checked("HTBUILD\n", markMap(space, target, place, names));
  }

  private static Map<Integer, byte[]> markMap(
      String space, String target, String place, byte[] names) {
    Map<Integer, byte[]> map = new TreeMap<>();
    map.put(0, Cbor.bytes(space.getBytes(StandardCharsets.US_ASCII)));
    map.put(1, Cbor.bytes(target.getBytes(StandardCharsets.UTF_8)));
    map.put(2, Cbor.bytes(place.getBytes(StandardCharsets.UTF_8)));
    map.put(3, Cbor.number(0));
    map.put(4, Cbor.number(0));
    map.put(5, Cbor.bytes(names));
    return map;
  }

  private static byte[] checked(String magic, Map<Integer, byte[]> values) {
    byte[] map = Body.map(values);
    return new ByteSink().ascii(magic).u32(1).u32(ByteSink.crc(map)).bytes(map).toBytes();
  }
}
