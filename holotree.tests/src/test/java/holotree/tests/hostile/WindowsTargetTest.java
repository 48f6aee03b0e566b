package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.RestoreRequest;
import holotree.tests.kit.NtfsMount;
import holotree.tests.kit.Workplace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Names that are plain ones on Linux, restored to where the rules of Windows hold: refused before
/// anything is written.
class WindowsTargetTest {

  private static World world;
  private static NtfsMount mount;

  @BeforeAll
  static void make() {
    world = new World();
    mount = NtfsMount.at(world.work().path("ntfs"));
  }

  @AfterEach
  void reset() {
    world.reset();
  }

  @AfterAll
  static void close() {
    mount.close();
    world.close();
  }

  static Stream<Attack> attacks() {
    return Stream.of(
        names("of devices", "CON"),
        names("of devices", "nul.txt"),
        names("of devices", "COM1"),
        names("end with a dot or a space", "a."),
        names("end with a dot or a space", "a "),
        names("none of", "a:ads"),
        names("none of", "x::$INDEX_ALLOCATION"),
        names("none of", "C:x"),
        names("none of", "C:\\x"),
        names("none of", "..\\x"),
        names("none of", "\\\\srv\\s"),
        names("none of", "\\\\?\\"),
        names("control characters", "a\u0001b"),
        names("short ones", "PROGRA~1"),
        names("another entry", "Foo", "foo"),
        names("another entry", "k", "\u212a"),
        names("another entry", "ss", "\u00df"),
        names("another entry", "\u00c9", "\u00e9"),
        Attack.unsafe(
            "no UTF-8",
            world -> world.put(new Body().file(0, new byte[] {'b', -1}, World.HELLO)),
            "\"b\uFFFD\"",
            "names are UTF-8"));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void restore_isRefusedBeforeAnythingIsWritten(Attack attack) {
    attack.make().accept(world);
    RestoreRequest request = RestoreRequest.of(World.EVIL).to(mount.path().resolve("target"));
    assertThat(world.refusal(attack, "restore", () -> world.holotree().restore(request)))
        .contains(attack.told());
    assertThat(Workplace.names(mount.path())).isEmpty();
    assertThat(world.work().states()).hasSize(1);
  }

  /// The last of the names is the one that is refused.
  private static Attack names(String rule, String... names) {
    List<String> all = List.of(names);
    return Attack.unsafe(
        String.join(" and ", all),
        world -> {
          Body body = new Body();
          all.forEach(name -> body.file(0, name.getBytes(StandardCharsets.UTF_8), World.HELLO));
          world.put(body);
        },
        "\"" + all.getLast().replace('\u0001', '\uFFFD') + "\"",
        rule);
  }
}
