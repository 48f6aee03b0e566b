package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.RestoreRequest;
import holotree.tests.kit.Program;
import holotree.tests.kit.Sha;
import holotree.tests.kit.Snapshot;
import holotree.tests.kit.Workplace;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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

/// Names, and what stands in a library where a file should be: links that lead out, FIFOs that would
/// be waited for, directories, very long files. And merged indexes, which are believed in nothing.
class HostileFileTest {

  private static final String EVIL = "names/evil";
  private static final String LINE = "one line with a catalog's id";

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

  static Stream<Attack> names() {
    String id = "0".repeat(64);
    String good = new String(World.name(id), StandardCharsets.US_ASCII);
    return Stream.of(
        name("nothing", "", LINE),
        name("half a line", good.substring(0, 40), LINE),
        name("line without its end", good.strip(), LINE),
        name("two lines", good + good, LINE),
        name("wrong checksum", good.replace(" 1 0", " 1 1"), LINE),
        name("id of upper-case digits", good.replace(id, "A".repeat(64)), LINE),
        name("path as an id", good.replace(id, "../../canary/file"), LINE),
        name("bytes above ASCII", good.replace(id, "\u00e9".repeat(64)), LINE),
        name("5,000 bytes", good + "x".repeat(5000), "at most 4096 bytes"),
        name("catalog that is not there", good, "catalogs/" + id + ".catalog", "no file"),
        new Attack(
            "later version",
            "formatVersion",
            List.of("names/evil"),
            world ->
                world.add(
                    world.library(EVIL),
                    good.replace("name 1", "name 2").getBytes(StandardCharsets.US_ASCII))),
        made("link to a name outside", EVIL, "ln -s ../../canary/file \"$1\"", "ELOOP"),
        made("link to another name", EVIL, "ln -s good \"$1\"", "ELOOP"),
        made("FIFO", EVIL, "mkfifo \"$1\"", "not a regular file"),
        made("device", EVIL, "mknod \"$1\" c 1 5", "not a regular file"),
        made("directory", EVIL, "mkdir \"$1\"", "not a regular file"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void name_isRefusedWithItsFile(Attack attack) {
    attack.make().accept(world);
    for (Map.Entry<String, ThrowingCallable> reader : world.readers().entrySet()) {
      assertThat(world.refusal(attack, reader.getKey(), reader.getValue())).contains(attack.told());
    }
    String listed =
        world.refusal(
            attack,
            "list, then show",
            () -> {
              world.holotree().list();
              world.holotree().show(World.EVIL);
            });
    assertThat(listed).contains(attack.told());
  }

  static Stream<Attack> catalogs() {
    byte[] body = new Body().file(0, "a", World.HELLO).encode();
    String catalog = "catalogs/" + Sha.hex(body) + ".catalog";
    return Stream.of(
        instead(
            "link to a catalog outside",
            body,
            catalog,
            "mv \"$1\" \"$1.moved\"; ln -s \"$1.moved\" \"$1\"",
            "ELOOP"),
        instead(
            "FIFO for a catalog", body, catalog, "rm \"$1\"; mkfifo \"$1\"", "not a regular file"),
        instead(
            "directory for a catalog",
            body,
            catalog,
            "rm \"$1\"; mkdir \"$1\"",
            "not a regular file"));
  }

  @ParameterizedTest
  @MethodSource("catalogs")
  void whatStandsForACatalog_isRefusedWithItsPath(Attack attack) {
    attack.make().accept(world);
    for (Map.Entry<String, ThrowingCallable> reader : world.readers().entrySet()) {
      assertThat(world.refusal(attack, reader.getKey(), reader.getValue())).contains(attack.told());
    }
    Program.shell("rm -rf \"$1\"/catalogs/*.moved", world.library("")).output();
  }

  static Stream<Attack> indexes() {
    byte[] wanted = Sha.of(World.HELLO);
    byte[] other = new byte[32];
    return Stream.of(
        index("no bytes", new byte[0]),
        index("no index", new byte[100]),
        index("a pack that is not there", MergedIndexFile.of(wanted, other, 0, 1)),
        index("a chunk beyond the last", MergedIndexFile.of(wanted, pack(), 1 << 20, 2)),
        index("a chunk below 0", MergedIndexFile.of(wanted, pack(), -1, 2)),
        index("another chunk of the pack", MergedIndexFile.of(wanted, pack(), 1, 2)),
        index("a pack of more chunks than it has", MergedIndexFile.of(wanted, pack(), 0, 100)),
        index(
            "a pack of 2^31 - 1 chunks", MergedIndexFile.of(wanted, pack(), 0, Integer.MAX_VALUE)),
        index("2^31 - 1 rows", MergedIndexFile.stating(Integer.MAX_VALUE, 1, 0)),
        index("2^32 - 1 packs", MergedIndexFile.stating(1, -1, 0)),
        index("a fan-out of 31 bits", MergedIndexFile.stating(1, 1, 31)),
        index("a fan-out of 2^32 - 1 bits", MergedIndexFile.stating(1, 1, -1)),
        index("a fan-out that leads nowhere", MergedIndexFile.fanningOutTo(1000)),
        index("a fan-out below 0", MergedIndexFile.fanningOutTo(-1)));
  }

  @ParameterizedTest
  @MethodSource("indexes")
  void mergedIndex_costsNothingButTime(Attack attack) {
    attack.make().accept(world);
    Snapshot before = Snapshot.of(world.canary());
    world.holotree().restore(RestoreRequest.of(World.GOOD).to(world.target()));
    assertThat(world.target().resolve("hello")).hasBinaryContent(World.HELLO);
    assertThat(world.target().resolve("filled")).hasBinaryContent(World.FILLED);
    before.assertSameAs(world.canary());
  }

  @Test
  void nameThatIsNone_isNotLookedFor() {
    for (String name :
        new String[] {"../names/good", "/etc/passwd", "", ".", "..", "a/b", "good\0"}) {
      Attack attack = new Attack(name, "notFound", List.of(), _ -> {});
      world.refusal(attack, "show", () -> world.holotree().show(name));
      world.refusal(
          attack,
          "restore",
          () -> world.holotree().restore(RestoreRequest.of(name).to(world.target())));
    }
  }

  private static byte[] pack() {
    String name = String.valueOf(Workplace.packs(world.library("")).getFirst().getFileName());
    return HexFormat.of().parseHex(name.substring(0, 64));
  }

  private static Attack name(String name, String line, String... told) {
    return Attack.corrupt(
        name,
        world -> world.add(world.library(EVIL), line.getBytes(StandardCharsets.ISO_8859_1)),
        told);
  }

  private static Attack made(String name, String path, String commands, String told) {
    return new Attack(
        name,
        "refused",
        List.of(path, told),
        world -> {
          world.add(world.library(path), new byte[0]);
          Program.shell("rm \"$1\"; " + commands, world.library(path)).output();
        });
  }

  private static Attack instead(
      String name, byte[] body, String path, String commands, String told) {
    return new Attack(
        name,
        "refused",
        List.of(path, told),
        world -> {
          world.putBody(body);
          Program.shell(commands, world.library(path)).output();
        });
  }

  private static Attack index(String name, byte[] index) {
    return new Attack(
        name,
        "",
        List.of(),
        world -> world.add(world.library("index/" + Sha.hex(index) + ".index"), index));
  }
}
