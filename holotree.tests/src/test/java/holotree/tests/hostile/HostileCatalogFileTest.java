package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Sha;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of catalogs whose header or frames lie about what is in them.
class HostileCatalogFileTest {

  private static final String FILE = ".catalog";

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

  static Stream<Attack> files() {
    byte[] body = new Body().encode();
    Frame whole = Frame.stored(body, 0);
    return Stream.of(
        file(
            "plain length of 2^63",
            body,
            World.catalogFile(Long.MIN_VALUE, whole),
            "lengths that fit"),
        file(
            "plain length of 2^63 - 1",
            body,
            World.catalogFile(Long.MAX_VALUE, whole),
            "lengths that fit"),
        file("plain length of 0", body, World.catalogFile(0, whole), "lengths that fit"),
        file(
            "plain length of 257 MiB",
            body,
            World.catalogFile(257L << 20, whole),
            "lengths that fit"),
        file(
            "plain length of 1,025 times the file",
            body,
            World.catalogFile(1025L * (64 + body.length), whole),
            "lengths that fit"),
        file(
            "plain length that is too short",
            body,
            World.catalogFile(body.length - 1, whole),
            "frames that fit"),
        file(
            "plain length that is too long",
            body,
            World.catalogFile(body.length + 1, whole),
            "the end of the file"),
        file("no frames", body, World.catalogFile(1, 0, body.length, whole), "lengths that fit"),
        file(
            "2^32 - 1 frames",
            body,
            World.catalogFile(1, -1, body.length, whole),
            "lengths that fit"),
        file(
            "a frame that is not there",
            body,
            World.catalogFile(1, 2, body.length, whole),
            "a frame"),
        file(
            "a frame that nobody counted",
            body,
            World.catalogFile(1, 1, body.length, whole, whole),
            "the end of the file"),
        file(
            "frame with chunks",
            body,
            World.catalogFile(body.length, Frame.stored(body, 1)),
            "frames that fit"),
        file(
            "frame beyond the end",
            body,
            World.catalogFile(body.length, new Frame("stored", body.length, body, 1 << 20, 0)),
            "frames that fit"),
        file(
            "frame of 5 MiB",
            body,
            World.catalogFile(body.length, new Frame("stored", 5 << 20, body, body.length, 0)),
            "lengths up to"),
        file(
            "bomb of 1 TiB in a frame",
            body,
            World.catalogFile(
                1 << 20,
                Frame.zstd(1 << 20, ZstdFrame.stating(1L << 40, 1 << 20), 0),
                Frame.stored(new byte[2000], 0)),
            "1099511627776 bytes, not 1048576"),
        new Attack(
            "unknown codec",
            "providerMissing",
            List.of("brotli", "holotree.codec.brotli"),
            world ->
                world.putCatalog(
                    Sha.hex(body),
                    World.catalogFile(
                        body.length, new Frame("brotli", body.length, body, body.length, 0)))),
        new Attack(
            "later version",
            "formatVersion",
            List.of(FILE),
            world -> world.putCatalog(Sha.hex(body), World.catalogFile(2, 1, body.length, whole))),
        file(
            "codec id that is none",
            body,
            World.catalogFile(body.length, new Frame("ST", body.length, body, body.length, 0)),
            "a codec id"),
        file(
            "codec id with something behind it",
            body,
            World.catalogFile(body.length, new Frame("zstd\0x", body.length, body, body.length, 0)),
            "a codec id"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyReader_refusesItWithItsFile(Attack attack) {
    attack.make().accept(world);
    for (Map.Entry<String, ThrowingCallable> reader : world.readers().entrySet()) {
      assertThat(world.refusal(attack, reader.getKey(), reader.getValue())).contains(attack.told());
    }
  }

  private static Attack file(String name, byte[] body, byte[] file, String told) {
    return Attack.corrupt(name, world -> world.putCatalog(Sha.hex(body), file), FILE, told);
  }
}
