package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Program;
import holotree.tests.kit.Sha;
import holotree.tests.kit.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Inputs that ask for more than anybody has, read by the command as it is shipped: refused within seconds
/// of processor time and 256 MiB of memory.
class HeavyInputIT {

  private static final long MOST_KIBIBYTES = 256 << 10;
  // 1 to 2 s on a machine with nothing else to do; a processor that others use counts more.
  private static final double MOST_SECONDS = 5;

  // Time and memory of the command by themselves, as its parent sees them.
  private static final String MEASURE =
      """
      import resource, subprocess, sys
      code = subprocess.run(sys.argv[1:]).returncode
      used = resource.getrusage(resource.RUSAGE_CHILDREN)
      print("used", used.ru_maxrss, used.ru_utime + used.ru_stime, file=sys.stderr)
      sys.exit(code)
      """;

  @AutoClose private final World world = new World();

  static Stream<Attack> attacks() {
    int mebibyte = 1 << 20;
    return Stream.of(
        Attack.unsafe("depth of 100,000", world -> world.put(deep(100_000)), "at most 4096 levels"),
        Attack.corrupt(
            "2^31 entries",
            world -> world.put(new Body().with(1, Cbor.number(1L << 31))),
            "2147483648 entries"),
        Attack.corrupt(
            "10^8 relocations",
            world ->
                world.put(
                    new Body()
                        .stage(14)
                        .file(0, "a", World.FILLED)
                        .places(1, 100_000_000, new long[] {2})),
            "relocations of known entries"),
        Attack.corrupt("600,000 keys", world -> world.putBody(keys(600_000)), "a key of 0 to 255"),
        new Attack(
            "catalog that decodes to 250 MiB",
            "refused",
            List.of(".catalog", "memory"),
            world -> putBomb(world, 250, new byte[0])),
        new Attack(
            "catalog of one string of 76 MiB",
            "refused",
            List.of(".catalog", "memory"),
            world ->
                putBomb(
                    world,
                    76,
                    new ByteSink()
                        .bytes(new byte[] {(byte) 0xA1, 10})
                        .bytes(Cbor.head(2, 76L * mebibyte))
                        .toBytes())),
        Attack.corrupt(
            "names of 70 MiB", world -> putBomb(world, 70, new byte[] {(byte) 0xA1}), ".catalog"),
        Attack.corrupt(
            "frame that states 1 TiB",
            world -> {
              byte[] zeros = new byte[4 * mebibyte];
              world.putPack(
                  new Pack()
                      .frame(
                          Frame.zstd(zeros.length, ZstdFrame.stating(1L << 40, zeros.length), 1),
                          Sha.of(zeros),
                          zeros.length),
                  zeros);
            },
            "1099511627776 bytes"));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void restore_refusesItInTimeAndMemory(Attack attack) {
    attack.make().accept(world);
    Snapshot before = Snapshot.of(world.path(""));
    Finished finished = measured("restore", World.EVIL, "--to", world.target());
    List<String> lines = finished.errors().lines().toList();
    String[] used = lines.getLast().split(" ", -1);
    System.out.println(attack + ": " + lines.getLast());
    assertThat(finished.output()).as("%s: %s", attack, finished).contains(attack.told());
    assertThat(finished.output()).containsPattern("\"kind\"\\s*:\\s*\"" + attack.kind() + "\"");
    assertThat(finished.exitCode())
        .isEqualTo(
            switch (attack.kind()) {
              case "corrupt" -> 4;
              case "unsafe" -> 6;
              default -> 1;
            });
    assertThat(Long.parseLong(used[1])).as("KiB: %s", attack).isLessThan(MOST_KIBIBYTES);
    assertThat(Double.parseDouble(used[2])).as("seconds: %s", attack).isLessThan(MOST_SECONDS);
    before.assertSameAs(world.path(""));
  }

  private Finished measured(Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("python3", "-c", MEASURE));
    words.addAll(Image.command(world.work().home()).command());
    words.addAll(List.of("--library", world.library(""), "--json"));
    words.addAll(List.of(arguments));
    return Program.of(words.toArray()).run();
  }

  private static Body deep(int levels) {
    Body body = new Body();
    for (int level = 0; level < levels; level++) {
      body.directory(level, "d");
    }
    return body;
  }

  private static byte[] keys(int count) {
    ByteSink map = new ByteSink().bytes(Cbor.head(5, count));
    for (int key = 0; key < count; key++) {
      map.bytes(Cbor.head(0, key)).u8(0);
    }
    return map.toBytes();
  }

  /// A catalog of `head` and zeros, in frames as small as a header may still believe.
  private static void putBomb(World world, int mebibytes, byte[] head) {
    int frame = 4 << 20;
    long zeros = (long) mebibytes << 20;
    long plain = head.length + zeros;
    List<Frame> frames = new ArrayList<>();
    if (head.length > 0) {
      frames.add(Frame.stored(head, 0));
    }
    long left = zeros;
    while (left > 0) {
      int length = (int) Math.min(left, frame);
      frames.add(Frame.zstd(length, ZstdFrame.zeros(length), 0));
      left -= length;
    }
    // Frames of nothing make the file long enough for what it states.
    Frame nothing = Frame.stored(new byte[0], 0);
    long bytes = frames.stream().mapToLong(each -> each.encode().length).sum();
    while (1024 * bytes < plain) {
      frames.add(nothing);
      bytes += Frame.HEADER;
    }
    byte[] file = World.catalogFile(plain, frames.toArray(Frame[]::new));
    world.putCatalog("0".repeat(64), file);
  }
}
