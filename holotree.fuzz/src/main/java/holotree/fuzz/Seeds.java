package holotree.fuzz;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.format.CatalogFormat;
import holotree.engine.format.NameRecord;
import holotree.engine.space.BuildingMarkTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Inputs to begin with: the files of a small recording, and what is near to them.
public final class Seeds {

  private static final int PACKS = 17;
  private static final int CATALOG_HEADER = 32;
  private static final int PACK_HEADER = 16;

  private final Map<FuzzTarget, List<byte[]>> seeds = new EnumMap<>(FuzzTarget.class);

  private Seeds() {}

  /// Writes the seeds of every target to a directory of its name.
  ///
  /// @param arguments the directory to write to
  public static void main(String... arguments) throws IOException {
    Path into = Path.of(arguments[0]);
    for (FuzzTarget target : FuzzTarget.values()) {
      Path directory = Files.createDirectories(into.resolve(target.name()));
      Files.writeString(into.resolve(target.name() + ".class"), target.className());
      int number = 0;
      for (byte[] seed : of(target)) {
        Files.write(directory.resolve("seed-" + number++), seed);
      }
    }
  }

  /// The seeds of one target.
  public static List<byte[]> of(FuzzTarget target) {
    return Made.ALL.getOrDefault(target, List.of());
  }

  private static final class Made {
    static final Map<FuzzTarget, List<byte[]>> ALL = make();

    private Made() {}

    private static Map<FuzzTarget, List<byte[]>> make() {
      Seeds seeds = new Seeds();
      try {
        Path folder = Files.createTempDirectory("holotree-seeds-").toRealPath();
        try {
          seeds.record(folder);
        } finally {
          remove(folder);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return seeds.seeds;
    }
  }

  private void record(Path folder) throws IOException {
    Path home = folder.resolve("home");
    Path library = home.resolve("library");
    try (Holotree holotree = Holotree.open(new HolotreeOptions(home, library, 1))) {
      Path stage = stage(folder.resolve("the-stage"));
      for (String codec : List.of("zstd", "stored")) {
        String text = codec.repeat(3);
        Files.writeString(stage.resolve("f"), text);
        holotree.record(RecordRequest.of(stage).codec(codec).named(codec));
      }
      for (int pack = 0; pack < PACKS; pack++) {
        Files.writeString(stage.resolve("f"), "pack " + pack);
        holotree.record(RecordRequest.of(stage));
      }
      holotree.restore(RestoreRequest.of("zstd").space("seed").placed(Placement.HARDLINK));
    }
    for (byte[] pack : files(library.resolve("packs"))) {
      add(FuzzTarget.PACK, pack);
      addFrame(pack, PACK_HEADER);
    }
    files(library.resolve("index")).forEach(index -> add(FuzzTarget.MERGED_INDEX, index));
    for (byte[] catalog : files(library.resolve("catalogs"))) {
      add(FuzzTarget.CATALOG_FILE, catalog);
      addFrame(catalog, CATALOG_HEADER);
    }
    files(library.resolve("names")).forEach(name -> add(FuzzTarget.NAME, name));
    add(FuzzTarget.NAME, NameRecord.encode(new Digest(1, 2, 3, 4)));
    add(FuzzTarget.LIBRARY_FORMAT, Files.readAllBytes(library.resolve("FORMAT")));
    add(FuzzTarget.LIBRARY_FORMAT, ascii("holotree-library 2\n"));
    files(home.resolve("spaces/.state")).forEach(state -> add(FuzzTarget.SPACE_STATE, state));
    BuildingMarkTarget.seeds().forEach(mark -> add(FuzzTarget.BUILDING_MARK, mark));
    add(FuzzTarget.POOL_NOTE, Files.readAllBytes(home.resolve("pool/size")));
    files(home.resolve("journal")).forEach(journal -> add(FuzzTarget.JOURNAL, journal));
    add(
        FuzzTarget.JOURNAL,
        ascii(
            "{\"time\":\"2026-01-01T00:00:00Z\",\"what\":\"verify\",\"outcome\":\"x\",\"n\":[{}]}\n"));
    add(FuzzTarget.HOLDER, ascii("pid 1\nstarted 1\ncommand holotree restore ci\n"));
    add(FuzzTarget.CATALOG_BODY, CatalogFormat.encode(tiny()));
  }

  // A body from a file whose one frame is stored.
  private void addFrame(byte[] file, int at) {
    long payload = Property.u64(file, at + 16L) & 0xFFFF_FFFFL;
    int end = at + 32 + (int) payload;
    byte[] frame = Arrays.copyOfRange(file, at, end);
    add(FuzzTarget.FRAME, frame);
    boolean stored = new String(frame, 4, 6, StandardCharsets.US_ASCII).equals("stored");
    if (at == CATALOG_HEADER && stored) {
      add(FuzzTarget.CATALOG_BODY, Arrays.copyOfRange(frame, 32, frame.length));
    }
  }

  private static Catalog tiny() {
    CatalogBuilder builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    return builder.build();
  }

  private static Path stage(Path stage) throws IOException {
    Files.createDirectories(stage.resolve("d"));
    Files.writeString(stage.resolve("own"), "home = " + stage + "\n");
    Files.writeString(
        stage.resolve("json"), "{\"a\": \"" + stage.toString().replace("/", "\\/") + "\"}");
    Files.createSymbolicLink(stage.resolve("d/link"), stage.resolve("own"));
    Files.createFile(stage.resolve("d/empty"));
    Files.write(stage.resolve("large"), new byte[(4 << 20) + 1]);
    return stage;
  }

  private void add(FuzzTarget target, byte[] seed) {
    seeds.computeIfAbsent(target, _ -> new ArrayList<>()).add(seed);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static List<byte[]> files(Path directory) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(path);
        // A fuzzer gets nowhere with long ones.
        if (bytes.length < 64 << 10) {
          files.add(bytes);
        }
      }
    }
    return files;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
