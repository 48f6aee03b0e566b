package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names and links in catalogs that would lead out of a tree, and such as only look like it.
class HostileNameTest {

  private static final String PLAIN = "a name holds neither NUL nor /";
  private static final String ORDER = "an entry follows its directory in tree order";
  private static final String TWICE = "names of one directory ascend, none twice";

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

  static Stream<Attack> attacks() {
    return Stream.of(
        name("../x", PLAIN),
        name("a/../../x", PLAIN),
        name("/abs", PLAIN),
        name("a//b", PLAIN),
        name("a/./b", PLAIN),
        name("x/", PLAIN),
        name("/", PLAIN),
        name("a\0b", PLAIN),
        name("", "a name is not empty"),
        name(".", "a name is neither . nor .."),
        name("..", "a name is neither . nor .."),
        directory("..", "a name is neither . nor .."),
        symlink("..", "a name is neither . nor .."),
        Attack.unsafe(
            "symlink, then a child beneath it",
            world ->
                world.put(
                    new Body().symlink(0, "l", world.canary() + "").file(1, "x", World.HELLO)),
            "entry 2 \"x\"",
            ORDER),
        Attack.unsafe(
            "symlink, then a directory of its name",
            world ->
                world.put(
                    new Body().symlink(0, "l", "..").directory(0, "l").file(2, "x", World.HELLO)),
            "entry 2 \"l\"",
            TWICE),
        Attack.unsafe(
            "directory, then a symlink of its name",
            world -> world.put(new Body().directory(0, "l").symlink(0, "l", "/")),
            "entry 2 \"l\"",
            TWICE),
        Attack.unsafe(
            "symlink between a directory and its child",
            world ->
                world.put(
                    new Body().directory(0, "l").symlink(0, "m", "/").file(1, "x", World.HELLO)),
            "entry 3 \"x\"",
            ORDER),
        target("", "a target is 1 to 4095 bytes"),
        target("a".repeat(4096), "a target is 1 to 4095 bytes"),
        target("a".repeat(5000), "a target is 1 to 4095 bytes"),
        target("a\0b", "a target holds no NUL"),
        mode(04755),
        mode(02755),
        mode(01777),
        mode(0100644),
        mode(0x8000),
        mode(0xFFFF),
        Attack.unsafe(
            "name that acts on a terminal",
            world -> world.put(new Body().file(0, "\u001b[2J\u202Eexe\n", 04755, World.HELLO)),
            "entry 1 \"\uFFFD[2J\uFFFDexe\uFFFD\""),
        type(3),
        type(4),
        type(6),
        type(0x7F),
        type(0xFF));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void everyReader_refusesItByEntryAndRule(Attack attack) {
    attack.make().accept(world);
    for (Map.Entry<String, ThrowingCallable> reader : world.readers().entrySet()) {
      assertThat(world.refusal(attack, reader.getKey(), reader.getValue())).contains(attack.told());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 300, 4096, 65535})
  void nameThatNoFileSystemHolds_isRefusedBeforeAnythingIsWritten(int length) {
    Attack attack =
        Attack.unsafe(
            length + " bytes",
            world -> world.put(new Body().file(0, "n".repeat(length), World.HELLO)),
            "nnn",
            "names have at most 255 bytes");
    attack.make().accept(world);
    for (String reader : new String[] {"restore", "refresh"}) {
      assertThat(world.refusal(attack, reader, world.readers().get(reader)))
          .contains(attack.told());
    }
  }

  // What looks hostile elsewhere are plain names here, and links may say what they like.
  @Test
  void whatIsLegalHere_isRestoredAsItIs_andNothingGoesThroughALink() {
    byte[] notText = {'b', (byte) 0xFF, (byte) 0xFE};
    Body body =
        new Body()
            .file(0, "..\\x", World.HELLO)
            .file(0, "C:\\x", World.HELLO)
            .file(0, "C:x", World.HELLO)
            .file(0, "CON", World.HELLO)
            .file(0, "Foo", World.HELLO)
            .file(0, "PROGRA~1", World.HELLO)
            .file(0, "\\\\?\\", World.HELLO)
            .file(0, "\\\\srv\\s", World.HELLO)
            .file(0, "a ", World.HELLO)
            .file(0, "a.", World.HELLO)
            .file(0, "a:ads", World.HELLO)
            .file(0, notText, World.HELLO)
            .file(0, "e\u0301", World.HELLO)
            .file(0, "foo", World.HELLO)
            .file(0, "k", World.HELLO)
            .symlink(0, "l-abs", world.canary().toString())
            .symlink(0, "l-loop", "l-loop")
            .symlink(0, "l-out", "../../canary")
            .file(0, "nul.txt", World.HELLO)
            .file(0, "open", 0777, World.HELLO)
            .file(0, "ss", World.HELLO)
            .file(0, "x::$INDEX_ALLOCATION", World.HELLO)
            .file(0, "\u00df", World.HELLO)
            .file(0, "\u00e9", World.HELLO)
            .file(0, "\u202etxt", World.HELLO)
            .file(0, "\u212a", World.HELLO);
    world.put(body);
    Snapshot canary = Snapshot.of(world.canary());
    world.holotree().restore(RestoreRequest.of(World.EVIL).to(world.target()));
    assertThat(Program.shell("ls -1U \"$1\" | wc -l", world.target()).output().strip())
        .isEqualTo("25");
    Target target = new Target.Directory(world.target());
    assertThat(world.holotree().verify(target).differences()).isEmpty();
    world.holotree().restore(RestoreRequest.of(World.EVIL).to(world.target()));
    world.holotree().delete(target);
    canary.assertSameAs(world.canary());
  }

  private static Attack name(String name, String rule) {
    return Attack.unsafe(
        "name \"" + name.replace('\0', '0') + "\"",
        world -> world.put(new Body().file(0, name, World.HELLO)),
        "entry 1",
        rule);
  }

  private static Attack directory(String name, String rule) {
    return Attack.unsafe(
        "directory " + name,
        world -> world.put(new Body().directory(0, name).file(1, "x", World.HELLO)),
        "entry 1",
        rule);
  }

  private static Attack symlink(String name, String rule) {
    return Attack.unsafe(
        "symlink " + name, world -> world.put(new Body().symlink(0, name, "x")), "entry 1", rule);
  }

  private static Attack target(String target, String rule) {
    return Attack.unsafe(
        "target of " + target.getBytes(StandardCharsets.UTF_8).length + " bytes",
        world -> world.put(new Body().symlink(0, "l", target)),
        "entry 1 \"l\"",
        rule);
  }

  private static Attack mode(int mode) {
    return Attack.unsafe(
        "mode " + Integer.toOctalString(mode),
        world -> world.put(new Body().file(0, "suid", mode, World.HELLO)),
        "entry 1 \"suid\"",
        "a mode has permission bits alone");
  }

  private static Attack type(int type) {
    return Attack.corrupt(
        "type " + type,
        world -> world.put(new Body().entry(0, type, 0644, "device", 0)),
        ".catalog",
        "a known entry type");
  }
}
