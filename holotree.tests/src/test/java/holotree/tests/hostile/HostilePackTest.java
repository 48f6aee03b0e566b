package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.RestoreRequest;
import holotree.tests.kit.Sha;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Packs and frames that lie about what is in them.
class HostilePackTest {

  private static final byte[] CONTENT = {'c', 'o', 'n', 't', 'e', 'n', 't'};
  private static final byte[] ZEROS = new byte[1 << 20];
  private static final String FRAME = "offset 16";

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

  static Stream<Attack> frames() {
    int length = ZEROS.length;
    return Stream.of(
        zstd(
            "a frame that states 1 TiB",
            ZstdFrame.stating(1L << 40, length),
            "1099511627776 bytes"),
        zstd(
            "a frame that states 2^64 - 1 bytes",
            ZstdFrame.stating(-1, length),
            "18446744073709551615"),
        zstd(
            "a frame that states less than it holds",
            ZstdFrame.stating(1000, length),
            "1000 bytes"),
        zstd(
            "a frame that holds more than it states",
            ZstdFrame.stating(length, 2L * length),
            "zstd"),
        zstd(
            "a frame that holds less than it states",
            ZstdFrame.stating(length, length / 2),
            "zstd"),
        zstd("a frame that does not state its length", ZstdFrame.silent(length), "does not state"),
        zstd("a window of 2^41 bytes", ZstdFrame.windowed(41, length), "a window of 2199023255552"),
        zstd("a window of 16 MiB", ZstdFrame.windowed(24, length), "a window of 16777216"),
        zstd("an unknown dictionary", ZstdFrame.withDictionary(length), "dictionary"),
        zstd("the reserved bit", ZstdFrame.reserved(length), "reserved bit"),
        zstd("the reserved type of block", ZstdFrame.withBlock(3, length), "zstd"),
        zstd(
            "two frames, one after the other",
            joined(ZstdFrame.zeros(length), ZstdFrame.zeros(length)),
            "ends after"),
        zstd(
            "two frames that are one content",
            joined(ZstdFrame.zeros(length / 2), ZstdFrame.zeros(length / 2)),
            "states"),
        zstd(
            "a frame that is skipped",
            joined(ZstdFrame.skippable(), ZstdFrame.zeros(length)),
            "no Zstandard frame"),
        zstd(
            "a frame, and one that is skipped",
            joined(ZstdFrame.zeros(length), ZstdFrame.skippable()),
            "ends after"),
        zstd("bytes after the frame", joined(ZstdFrame.zeros(length), new byte[1]), "ends after"),
        zstd("nothing", new byte[0], "no Zstandard frame"),
        zstd("a frame cut short", Arrays.copyOf(ZstdFrame.zeros(length), 20), "zstd"),
        pack(
            "stored bytes that are too few",
            new Pack().frame(new Frame("stored", 7, new byte[3], 3, 1), Sha.of(CONTENT), 7),
            FRAME),
        pack(
            "stored bytes that are too many",
            new Pack().frame(new Frame("stored", 7, new byte[9], 9, 1), Sha.of(CONTENT), 7),
            FRAME),
        pack(
            "plain length of 5 MiB",
            new Pack().frame(new Frame("stored", 5 << 20, CONTENT, 7, 1), Sha.of(CONTENT), 7),
            FRAME,
            "at most 4194304"),
        pack(
            "plain length of 2^32 - 1",
            new Pack().frame(new Frame("stored", -1, CONTENT, 7, 1), Sha.of(CONTENT), 7),
            FRAME),
        pack(
            "payload of 6 MiB",
            new Pack().frame(new Frame("stored", 7, CONTENT, 6 << 20, 1), Sha.of(CONTENT), 7),
            "offset 28",
            "lengths up to"),
        pack(
            "payload beyond its extent",
            new Pack().frame(new Frame("stored", 7, CONTENT, 8, 1), Sha.of(CONTENT), 7),
            FRAME),
        new Attack(
            "unknown codec",
            "providerMissing",
            List.of("brotli"),
            world ->
                world.putPack(
                    new Pack().frame(new Frame("brotli", 7, CONTENT, 7, 1), Sha.of(CONTENT), 7),
                    CONTENT)));
  }

  static Stream<Attack> tables() {
    byte[] other = {'o', 't', 'h', 'e', 'r', '!', '!'};
    return Stream.of(
        pack(
            "digest of another chunk",
            new Pack().frame(Frame.stored(other, 1), Sha.of(CONTENT), 7),
            "chunk " + Sha.hex(CONTENT),
            "chunk " + Sha.hex(other)),
        pack(
            "chunk beyond its frame",
            new Pack()
                .frame(Frame.stored(CONTENT, 2))
                .chunk(Sha.of(other), 1)
                .chunk(Sha.of(CONTENT), 7),
            "7 bytes for chunk"),
        pack(
            "chunk that 2^32 - 1 bytes precede",
            new Pack()
                .frame(Frame.stored(CONTENT, 2))
                .chunk(Sha.of(other), -1)
                .chunk(Sha.of(CONTENT), 7),
            "7 bytes for chunk"),
        pack(
            "chunk of another length",
            new Pack().frame(Frame.stored(CONTENT, 1), Sha.of(CONTENT), 6),
            "7 bytes for chunk"),
        pack("plain length that the header does not know", Pack.of(CONTENT).plainLengths(8), FRAME),
        pack("plain length of 2^32 - 1 in the footer", Pack.of(CONTENT).plainLengths(-1), FRAME),
        pack("plain length of 2^31 in the footer", Pack.of(CONTENT).plainLengths(1L << 31), FRAME),
        pack("offset beyond the pack", Pack.of(CONTENT).offsets(1 << 20), "frames in order"),
        pack("offset of 2^63", Pack.of(CONTENT).offsets(Long.MIN_VALUE), "frames in order"),
        pack("first frame not at 16", Pack.of(CONTENT).offsets(1), "frames in order"),
        pack("frame in the header", Pack.of(CONTENT).offsets(-16), "frames in order"),
        pack(
            "frames that overlap",
            new Pack()
                .frame(Frame.stored(CONTENT, 1), Sha.of(CONTENT), 7)
                .frame(Frame.stored(other, 1), Sha.of(other), 7)
                .overlapping(),
            "frames in order"),
        pack(
            "first chunk that is not the first",
            Pack.of(CONTENT).firstChunks(1),
            "frames in order"),
        pack("first chunk of 2^32 - 1", Pack.of(CONTENT).firstChunks(-1), "frames in order"),
        pack("chunks without a frame", new Pack().chunk(Sha.of(CONTENT), 7), "frames in order"),
        pack(
            "order of chunks that are not there",
            Pack.of(CONTENT).order(order -> new int[] {5}),
            "a chunk below 1"),
        pack(
            "order of chunks below 0",
            Pack.of(CONTENT).order(order -> new int[] {-1}),
            "a chunk below 1"),
        pack(
            "2^31 - 1 frames",
            Pack.of(CONTENT).statingFrames(Integer.MAX_VALUE - 1L),
            "a footer that ends where"),
        pack("2^31 frames", Pack.of(CONTENT).statingFrames(1L << 31), "a footer that ends where"),
        pack(
            "2^31 - 1 chunks",
            Pack.of(CONTENT).statingChunks(Integer.MAX_VALUE - 1L),
            "a footer that ends where"),
        pack(
            "footer of 2^62 bytes",
            Pack.of(CONTENT).footerLonger(1L << 62),
            "a footer that ends where"),
        pack("footer somewhere else", Pack.of(CONTENT).footerMoved(-1), "a footer that ends where"),
        pack(
            "footer before the pack",
            Pack.of(CONTENT).footerMoved(-100),
            "a footer that ends where"),
        pack("something where 0 must be", Pack.of(CONTENT).reserved(1), "a pack's trailer"),
        Attack.corrupt(
            "bytes after the end",
            world -> put(world, new ByteSink().bytes(Pack.of(CONTENT).encode()).u8(0).toBytes()),
            "a sealed pack's trailer"),
        Attack.corrupt("an empty pack", world -> put(world, new byte[0]), "a pack of at least"),
        new Attack(
            "later version",
            "formatVersion",
            List.of(".pack"),
            world -> world.putPack(Pack.of(CONTENT).version(2), CONTENT)));
  }

  @ParameterizedTest
  @MethodSource({"frames", "tables"})
  void restore_refusesItWithPackAndOffset(Attack attack) {
    attack.make().accept(world);
    for (String reader : List.of("restore")) {
      assertThat(world.refusal(attack, reader, world.readers().get(reader)))
          .contains(".pack")
          .contains(attack.told());
    }
    // What others hold is none the worse for it.
    world.holotree().restore(RestoreRequest.of(World.GOOD).to(world.target()));
    assertThat(world.target().resolve("hello")).hasBinaryContent(World.HELLO);
  }

  @Test
  void smallFrameOfManyZeros_isNoBombButFourMebibytes() {
    byte[] zeros = new byte[4 << 20];
    byte[] payload = ZstdFrame.zeros(zeros.length);
    assertThat(payload).hasSizeLessThan(200);
    world.putPack(
        new Pack().frame(Frame.zstd(zeros.length, payload, 1), Sha.of(zeros), zeros.length), zeros);
    world.holotree().restore(RestoreRequest.of(World.EVIL).to(world.target()));
    assertThat(world.target().resolve("a")).hasSize(zeros.length);
  }

  private static Attack zstd(String name, byte[] payload, String told) {
    return Attack.corrupt(
        "zstd: " + name,
        world ->
            world.putPack(
                new Pack().frame(Frame.zstd(ZEROS.length, payload, 1), Sha.of(ZEROS), ZEROS.length),
                ZEROS),
        FRAME,
        told);
  }

  private static Attack pack(String name, Pack pack, String... told) {
    return Attack.corrupt(name, world -> world.putPack(pack, CONTENT), told);
  }

  private static void put(World world, byte[] pack) {
    world.putPack(pack);
    world.put(new Body().file(0, "a", CONTENT));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return new ByteSink().bytes(one).bytes(other).toBytes();
  }
}
