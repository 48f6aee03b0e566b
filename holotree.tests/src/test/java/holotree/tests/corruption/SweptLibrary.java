package holotree.tests.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.tests.kit.Program;
import holotree.tests.kit.Snapshot;
import holotree.tests.kit.Workplace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A library of enough small packs to have a merged index, and a space, to be damaged file by file. No
/// process is started once it is made.
final class SweptLibrary implements AutoCloseable {

  /// The recording that is read.
  static final String NAME = "swept";

  private static final int OTHERS = 16;

  private final Workplace work = Workplace.create();
  private final Holotree holotree = work.open();
  private final Path stage = work.path("the-stage/tree");
  private final Path pack;
  private final Snapshot recorded;

  SweptLibrary() {
    Program.shell(
            """
            mkdir -p "$1/dir"
            cd "$1"
            seq 1 200 >numbers
            printf 'bytes that hardly shrink: 9f8a7c6b5e4d' >dir/text
            printf 'home = %s\\n' "$1" >dir/own
            ln -s dir/text link
            touch empty
            """,
            stage)
        .output();
    recorded = Snapshot.of(stage);
    holotree.record(RecordRequest.of(stage).named(NAME));
    pack = Workplace.packs(work.library()).getFirst();
    Program.of("mv", stage, work.path("away")).output();
    for (int other = 0; other < OTHERS; other++) {
      Path tree = work.path("others/" + other);
      Program.shell("mkdir -p \"$1\"; echo $2 >\"$1/f\"", tree, other).output();
      holotree.record(RecordRequest.of(tree).named("other-" + other));
    }
    holotree.restore(RestoreRequest.of(NAME).space(NAME));
    holotree.restore(RestoreRequest.of(NAME).space("second"));
    assertThat(Workplace.names(file("index"))).hasSize(1);
  }

  Holotree holotree() {
    return holotree;
  }

  /// Where the recording was recorded, and is restored to: the same bytes must come.
  Path stage() {
    return stage;
  }

  Path space() {
    return work.home().resolve("spaces/" + NAME);
  }

  /// Asserts that what was restored is what was recorded.
  void assertRecorded(Damage damage) {
    assertThat(Snapshot.of(stage).entries()).as("%s", damage).isEqualTo(recorded.entries());
  }

  Path file(String name) {
    return work.library().resolve(name);
  }

  /// The states of the two spaces.
  List<Path> states() {
    return work.states().stream()
        .filter(name -> name.length() == 32)
        .map(work.home().resolve("spaces/.state")::resolve)
        .toList();
  }

  /// Everything that can happen to what the recording needs.
  List<Damage> libraryDamages() {
    int length = SmallLibrary.read(pack).length;
    int footer = length - 48 - footerLength();
    Path catalog = file("catalogs/" + catalogId() + ".catalog");
    Path index = file("index/" + Workplace.names(file("index")).getFirst());
    Path name = file("names/" + NAME);
    return new Damages()
        .bits("pack header", pack, 0, 16)
        .bytes("frames", pack, 16, footer)
        .bits("pack footer", pack, footer, length - 48)
        .bits("pack trailer", pack, length - 48, length)
        .bits("merged index", index)
        .bits("catalog", catalog)
        .bits("name", name)
        .bits("FORMAT", file("FORMAT"))
        .lengths("pack", pack)
        .lengths("merged index", index)
        .lengths("catalog", catalog)
        .lengths("name", name)
        .lengths("FORMAT", file("FORMAT"))
        .blocks("pack", pack)
        .blocks("merged index", index)
        .blocks("catalog", catalog)
        .swapped("packs", Workplace.packs(work.library()))
        .swapped("catalogs", Workplace.catalogs(work.library()))
        .all();
  }

  /// Everything that can happen to the state of a space.
  List<Damage> stateDamages() {
    Path state = states().stream().filter(this::isOfTheSpace).findFirst().orElseThrow();
    return new Damages()
        .bits("state", state)
        .lengths("state", state)
        .blocks("state", state)
        .swapped("states", states())
        .all();
  }

  /// Damages files, lets them be read, and makes them whole again.
  void whileDamaged(Damage damage, Runnable read) {
    Map<Path, byte[]> good = new TreeMap<>();
    Map<Path, byte[]> bad = damage.files().get();
    bad.keySet().forEach(file -> good.put(file, SmallLibrary.read(file)));
    bad.forEach(SmallLibrary::write);
    try {
      read.run();
    } finally {
      good.forEach(SmallLibrary::write);
    }
  }

  private boolean isOfTheSpace(Path state) {
    String text = new String(SmallLibrary.read(state), StandardCharsets.ISO_8859_1);
    return text.contains(space().toString());
  }

  private String catalogId() {
    String line = new String(SmallLibrary.read(file("names/" + NAME)), StandardCharsets.US_ASCII);
    return line.split(" ", -1)[2];
  }

  // As the trailer says, 8 bytes into it.
  private int footerLength() {
    byte[] bytes = SmallLibrary.read(pack);
    int at = bytes.length - 48 + 8;
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  @Override
  public void close() {
    holotree.close();
    work.close();
  }
}
