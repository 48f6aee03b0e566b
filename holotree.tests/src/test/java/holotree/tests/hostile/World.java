package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.HolotreeException;
import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.ResultJson;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.Sha;
import holotree.tests.kit.Snapshot;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A library with something good and something hostile in it, a space, a place for targets, and a
/// canary: whatever is tried, they stay as they are.
final class World implements AutoCloseable {

  /// The hostile recording's name.
  static final String EVIL = "evil";

  /// The other recording, and the space it was restored to.
  static final String GOOD = "good";

  static final byte[] HELLO = "hello\n".getBytes(StandardCharsets.US_ASCII);

  /// A content with filler at 2, for a stage's path of 14 bytes.
  static final byte[] FILLED = "x=/holotree_holo\n".getBytes(StandardCharsets.US_ASCII);

  private static final Pattern KIND = Pattern.compile("\"kind\"\\s*:\\s*\"([a-zA-Z]+)\"");

  private final Workplace work = Workplace.create();
  private final Path all = work.path("world");
  private final Holotree holotree =
      Holotree.open(new HolotreeOptions(work.home(), all.resolve("library"), 2));

  private final List<Path> added = new ArrayList<>();

  World() {
    Path stage = work.path("s");
    write(stage.resolve("hello"), HELLO);
    write(stage.resolve("filled"), FILLED);
    holotree.record(RecordRequest.of(stage).named(GOOD));
    write(all.resolve("canary/file"), HELLO);
    write(all.resolve("targets/other"), HELLO);
    holotree.restore(RestoreRequest.of(GOOD).to(space()));
  }

  Workplace work() {
    return work;
  }

  Holotree holotree() {
    return holotree;
  }

  /// Where the library, the targets, the canary and a space are.
  Path path(String name) {
    return all.resolve(name);
  }

  Path library(String name) {
    return all.resolve("library").resolve(name);
  }

  /// A space with the good recording in it.
  Path space() {
    return all.resolve("space");
  }

  /// A target where nothing is.
  Path target() {
    return all.resolve("targets/target");
  }

  Path canary() {
    return all.resolve("canary");
  }

  /// Makes a body the catalog of the hostile recording.
  void put(Body body) {
    putBody(body.encode());
  }

  void putBody(byte[] body) {
    putCatalog(Sha.hex(body), catalogFile(body.length, Frame.stored(body, 0)));
  }

  /// Makes a file the catalog of the hostile recording.
  void putCatalog(String id, byte[] file) {
    add(library("catalogs/" + id + ".catalog"), file);
    add(library("names/" + EVIL), name(id));
  }

  /// Makes a pack, and a hostile recording of a file that has `content`.
  void putPack(Pack pack, byte[] content) {
    putPack(pack.encode());
    put(new Body().file(0, "a", content));
  }

  void putPack(byte[] pack) {
    String id = Sha.hex(pack);
    add(library("packs/" + id.substring(0, 2) + "/" + id + ".pack"), pack);
  }

  /// A catalog's file.
  static byte[] catalogFile(long plain, Frame... frames) {
    return catalogFile(1, frames.length, plain, frames);
  }

  static byte[] catalogFile(int version, long stated, long plain, Frame... frames) {
    ByteSink file =
        new ByteSink().ascii("HTCATLG\n").u32(version).u32(stated).u64(plain).u32(0).crc();
    for (Frame frame : frames) {
      file.bytes(frame.encode());
    }
    return file.toBytes();
  }

  /// A file in `names` or `blueprints`.
  static byte[] name(String catalog) {
    ByteSink line = new ByteSink().ascii("holotree-name 1 " + catalog + " ");
    String crc = "%08x".formatted(ByteSink.crc(line.toBytes()));
    return line.ascii(crc + "\n").toBytes();
  }

  /// Does what must fail, with everything staying as it is.
  ///
  /// @return the failure's message
  String refusal(Attack attack, String reader, ThrowingCallable call) {
    Snapshot before = Snapshot.of(all);
    HolotreeException failure = Assertions.catchThrowableOfType(HolotreeException.class, call);
    assertThat(failure).as("%s, %s: not refused", attack, reader).isNotNull();
    assertThat(kind(failure)).as("%s, %s: %s", attack, reader, failure).isEqualTo(attack.kind());
    before.assertSameAs(all);
    return failure.getMessage();
  }

  /// The kind of a failure, as in its JSON.
  static String kind(HolotreeException failure) {
    Matcher kind = KIND.matcher(ResultJson.text(failure));
    assertThat(kind.find()).isTrue();
    return kind.group(1);
  }

  /// The readers of a recording.
  Map<String, ThrowingCallable> readers() {
    Map<String, ThrowingCallable> readers = new LinkedHashMap<>();
    readers.put("restore", () -> holotree.restore(RestoreRequest.of(EVIL).to(target())));
    readers.put("refresh", () -> holotree.restore(RestoreRequest.of(EVIL).to(space())));
    readers.put("show", () -> holotree.show(EVIL));
    readers.put("diff", () -> holotree.diff(GOOD, EVIL));
    return readers;
  }

  /// Makes a file that goes with [#reset].
  void add(Path file, byte[] bytes) {
    write(file, bytes);
    added.add(file);
  }

  /// Takes everything hostile out again, and what was restored.
  void reset() {
    for (Path file : added) {
      Program.of("rm", "-rf", file).output();
    }
    added.clear();
    if (Files.exists(target())) {
      holotree.delete(new Target.Directory(target()));
    }
  }

  static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    holotree.close();
    work.close();
  }
}
