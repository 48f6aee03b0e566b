package holotree.tests.knowing;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.BlueprintId;
import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.Digest;
import holotree.api.EntryType;
import holotree.api.RawPath;
import holotree.api.Relocations;
import holotree.api.Spelling;
import holotree.api.error.BuildFailedException;
import holotree.api.error.BusyException;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.NotFoundException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.EntryKind;
import holotree.engine.CheckReport;
import holotree.engine.DeleteReceipt;
import holotree.engine.DiffReport;
import holotree.engine.Downgrade;
import holotree.engine.EnvReceipt;
import holotree.engine.EvictReceipt;
import holotree.engine.GcReport;
import holotree.engine.Listing;
import holotree.engine.Notice;
import holotree.engine.PinReceipt;
import holotree.engine.Placement;
import holotree.engine.RecompressReceipt;
import holotree.engine.RecordReceipt;
import holotree.engine.RelocationLimit;
import holotree.engine.RestoreReceipt;
import holotree.engine.Result;
import holotree.engine.ResultJson;
import holotree.engine.RuntimeReport;
import holotree.engine.SpaceListing;
import holotree.engine.StageReceipt;
import holotree.engine.StatsReport;
import holotree.engine.StatusReport;
import holotree.engine.Summary;
import holotree.engine.VerifyReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of result and of failure, each with every value of every enum in it, against its schema.
class ResultSchemaTest {

  private static final Digest ID = new Digest(-1, 2, 3, 4);
  private static final String SPACE = "00112233445566778899aabbccddeeff";
  private static final Path PLACE = Path.of("place").toAbsolutePath();
  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

  /// The schema of each kind of result, named as the verb that has it.
  private static final Map<Class<? extends Result>, String> NAMES =
      Map.ofEntries(
          Map.entry(CheckReport.class, "check"),
          Map.entry(DeleteReceipt.class, "delete"),
          Map.entry(DiffReport.class, "diff"),
          Map.entry(EnvReceipt.class, "env"),
          Map.entry(EvictReceipt.class, "evict"),
          Map.entry(GcReport.class, "gc"),
          Map.entry(Listing.class, "list"),
          Map.entry(PinReceipt.class, "pin"),
          Map.entry(RecompressReceipt.class, "recompress"),
          Map.entry(RecordReceipt.class, "record"),
          Map.entry(RestoreReceipt.class, "restore"),
          Map.entry(RuntimeReport.class, "version"),
          Map.entry(SpaceListing.class, "spaces"),
          Map.entry(StageReceipt.class, "stage"),
          Map.entry(StatsReport.class, "stats"),
          Map.entry(StatusReport.class, "status"),
          Map.entry(Summary.class, "show"),
          Map.entry(VerifyReport.class, "verify"));

  @Test
  void everyKindOfResult_hasASchemaAndIsTried() throws IOException {
    Set<Class<?>> kinds = Set.of(Result.class.getPermittedSubclasses());
    assertThat(NAMES.keySet()).as("a new result gets a schema").isEqualTo(kinds);
    assertThat(results().map(Object::getClass).collect(Collectors.toSet())).isEqualTo(kinds);
    assertThat(failures().map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(Set.of(HolotreeException.class.getPermittedSubclasses()));
    try (Stream<Path> files = Files.list(Schemas.directory())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(NAMES.values().stream(), Stream.of("error"))
                  .map(name -> name + ".json")
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("results")
  void result_isWhatItsSchemaSays(Result result) {
    Schemas.assertValid(name(result), ResultJson.text(result));
  }

  @ParameterizedTest
  @MethodSource("results")
  void fieldThatTheSchemaDoesNotHave_isInvalid_whereverItIs(Result result) {
    assertStrict(name(result), ResultJson.text(result));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failure_isWhatTheSchemaSays_andNothingMore(HolotreeException failure) {
    String json = ResultJson.text(failure);
    Schemas.assertValid("error", json);
    assertStrict("error", json);
  }

  // Every object in turn gets one field more.
  private static void assertStrict(String name, String json) {
    int objects = 0;
    for (int at = json.indexOf('{'); at >= 0; at = json.indexOf('{', at + 1)) {
      boolean empty = json.charAt(at + 1) == '}';
      Schemas.assertInvalid(
          name,
          json.substring(0, at + 1) + "\"new\": 1" + (empty ? "" : ",") + json.substring(at + 1));
      objects++;
    }
    assertThat(objects).isPositive();
    // And lacks the first one.
    Schemas.assertInvalid(
        name,
        Pattern.compile("\"\\w+\": (\"[^\"]*\"|[0-9]+|\\{[^{}]*\\}),?")
            .matcher(json)
            .replaceFirst(""));
  }

  private static String name(Result result) {
    return NAMES.get(result.getClass());
  }

  static Stream<Result> results() {
    List<Notice> notices =
        Arrays.stream(Notice.Kind.values())
            .map(kind -> new Notice(kind, 7, List.of("a", "b", "c", "d", "e")))
            .toList();
    List<RelocationLimit> limits =
        Arrays.stream(RelocationLimit.Reason.values())
            .map(reason -> new RelocationLimit("a/b", reason))
            .toList();
    return Stream.of(
        check(null),
        check(new CheckReport.Healing(List.of("quarantine/packs/aa/x"), 1, 2, 3, List.of(ID))),
        gc(),
        new EvictReceipt(ID, List.of("ci"), 1, List.of("other")),
        new PinReceipt(ID, List.of("ci"), true, false),
        new RecompressReceipt(
            PLACE,
            "lz4",
            1,
            2,
            4,
            5,
            List.of(new RecompressReceipt.Left(ID, 3, RecompressReceipt.Reason.NO_ROOM)),
            6),
        new DeleteReceipt(PLACE, SPACE, 3, 5),
        new Listing(PLACE, List.of(), 0, 0),
        new Listing(PLACE, List.of(new Listing.Recording("ci", ID)), 1, 2),
        record(null, limits, notices),
        record("ci", List.of(), List.of()),
        restore(
            new RestoreReceipt.Refreshed(ID, PLACE, 1, 2, 3, 4, 5, 6),
            Arrays.stream(Placement.values())
                .map(wanted -> new Downgrade(wanted, 2, "why"))
                .toList(),
            notices),
        restore(null, List.of(), List.of()),
        new EnvReceipt(
            new BlueprintId(ID),
            "ci",
            record("ci", limits, notices),
            restore(null, List.of(), notices),
            1),
        new EnvReceipt(new BlueprintId(ID), "ci", null, restore(null, List.of(), List.of()), 1),
        new StageReceipt(PLACE),
        new RuntimeReport(
            "1", "25", "linux", List.of("m"), List.of("c"), List.of("s"), List.of("p")),
        new VerifyReport(PLACE, ID, 1, 2, 3, List.of()),
        new VerifyReport(
            PLACE,
            ID,
            1,
            2,
            3,
            Arrays.stream(VerifyReport.Aspect.values())
                .map(aspect -> new VerifyReport.Difference("a/b", aspect, "x", "y"))
                .toList()),
        new Summary(ID, List.of(), 1, 0, 0, 0, 0, 0, root().build()),
        new Summary(ID, List.of("ci", "other"), 1, 2, 3, 4, 5, 6, everyEntry()),
        new SpaceListing(PLACE, List.of(), 2),
        new SpaceListing(PLACE, List.of(space("ci", ID), space(null, null)), 0),
        new StatusReport(
            new StatusReport.LibraryPart(PLACE, 1, 2, 3, 4, 5),
            new StatusReport.HomePart(PLACE, 1, 2, 3, 4, 5),
            new StatusReport.PoolPart(1, 2),
            List.of(new StatusReport.Use("ci", ID, TIME), new StatusReport.Use("never", ID, null))),
        stats(List.of(), List.of(), List.of()),
        stats(
            List.of(
                new StatsReport.Period("2026-11", counts()),
                new StatsReport.Period("2026-11-22", counts())),
            Arrays.stream(StatsReport.Act.values())
                .map(act -> new StatsReport.Durations(act, 1, 2, 3))
                .toList(),
            List.of(new StatsReport.Failures("notFound", 2))),
        diff(List.of()),
        diff(
            Stream.concat(
                    Stream.of(
                        difference("a", null, EntryKind.DIRECTORY, null),
                        difference("", EntryKind.OTHER, null, null)),
                    Arrays.stream(DiffReport.Aspect.values())
                        .map(each -> difference("a", EntryKind.FILE, EntryKind.SYMLINK, each)))
                .toList()));
  }

  private static CheckReport check(CheckReport.Healing healing) {
    return new CheckReport(
        PLACE,
        true,
        1,
        2,
        3,
        Arrays.stream(CheckReport.Kind.values())
            .map(kind -> new CheckReport.Fault(kind, "packs/aa/x.pack", "Something."))
            .toList(),
        List.of(new CheckReport.Unusable(ID, List.of("ci"), 4, "a/b", "it is")),
        healing,
        false,
        5,
        6);
  }

  private static GcReport gc() {
    return new GcReport(
        PLACE,
        false,
        Arrays.stream(GcReport.Reason.values())
            .map(reason -> new GcReport.Recording(ID, List.of("ci"), true, reason, TIME))
            .toList(),
        Arrays.stream(GcReport.Fate.values())
            .map(fate -> new GcReport.Pack(ID, 1, 2, fate))
            .toList(),
        -3,
        4,
        5,
        6);
  }

  static Stream<HolotreeException> failures() {
    return Stream.of(
        new BuildFailedException("make", 2, Path.of("/log")),
        new BusyException("ci", "process 7"),
        new CorruptException("x.pack", 7, "a", "b"),
        new CorruptException("x.pack", -1, "a", "b"),
        new FormatVersionException("x.pack", 9, 1, 2),
        new InterruptedOperationException("record"),
        new NoSpaceException("/x", 5, -1, null),
        new NotFoundException("No.", List.of("ci"), "Look."),
        new ProviderMissingException(
            "Frame x", "codec", "lz4", List.of("zstd"), "holotree.codec.lz4"),
        new RefusedException("open", "/x", "EACCES", "Ask.", null),
        new UnsafeException("the root", "a rule"));
  }

  private static RecordReceipt record(
      String name, List<RelocationLimit> limits, List<Notice> notices) {
    return new RecordReceipt(ID, name, 1, 2, 3, 4, 5, 6, 7, 8, 9, limits, 1_234_567_890L, notices);
  }

  private static RestoreReceipt restore(
      RestoreReceipt.Refreshed refreshed, List<Downgrade> downgrades, List<Notice> notices) {
    return new RestoreReceipt(
        ID,
        "ci",
        SPACE,
        PLACE,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        refreshed,
        downgrades,
        new RestoreReceipt.PoolChanges(1, 2, 3),
        9,
        notices);
  }

  private static SpaceListing.Space space(String name, Digest catalog) {
    return new SpaceListing.Space(
        SPACE,
        name,
        PLACE,
        catalog == null ? SpaceListing.Phase.INCOMPLETE : SpaceListing.Phase.COMPLETE,
        catalog,
        List.of("ci"),
        1,
        2,
        TIME,
        true,
        false);
  }

  private static StatsReport stats(
      List<StatsReport.Period> periods,
      List<StatsReport.Durations> durations,
      List<StatsReport.Failures> failures) {
    LocalDate day = LocalDate.of(2026, 11, 22);
    return new StatsReport(PLACE, day, day, counts(), periods, durations, failures, 1);
  }

  private static StatsReport.Counts counts() {
    return new StatsReport.Counts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  private static DiffReport diff(List<DiffReport.Difference> differences) {
    return new DiffReport(
        new DiffReport.Side(ID, PLACE),
        new DiffReport.Side(ID, null),
        new DiffReport.Total(1, 2),
        new DiffReport.Total(3, 4),
        new DiffReport.Total(5, 6),
        7,
        differences);
  }

  private static DiffReport.Difference difference(
      String path, EntryKind from, EntryKind to, DiffReport.Aspect aspect) {
    return new DiffReport.Difference(
        new RawPath(utf8(path)),
        from == null ? null : new DiffReport.Entry(from, 5),
        to == null ? null : new DiffReport.Entry(to, -1),
        aspect == null ? Set.of() : EnumSet.of(aspect));
  }

  private static CatalogBuilder root() {
    CatalogBuilder builder = new CatalogBuilder();
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    return builder;
  }

  private static Catalog everyEntry() {
    CatalogBuilder builder = root();
    builder.setStageLength(Spelling.GIVEN, 8);
    builder.setStageLength(Spelling.RESOLVED, 9);
    builder.setSize(builder.add(0, utf8("empty"), EntryType.FILE, 0, -5, 7), 0);
    for (ContentKind kind : ContentKind.values()) {
      int file = builder.add(0, utf8("f" + kind.code()), EntryType.FILE, 0640, 1, 2);
      builder.setSize(file, 60);
      builder.setContent(file, ID);
      builder.setRelocations(file, new Relocations(kind, new long[] {0, 12}, new byte[] {0, 1}));
    }
    int large = builder.add(0, utf8("large"), EntryType.FILE, 0777, 1, 2);
    builder.setSize(large, Catalog.CHUNK_BYTES + 1L);
    builder.setContent(large, ID);
    builder.setChunks(large, new byte[2 * Digest.BYTES]);
    int link = builder.add(0, utf8("s"), EntryType.SYMLINK, 0777, Long.MIN_VALUE, 0);
    builder.setTarget(link, new byte[] {(byte) 0xff, 'x', 'f', 'i', 'l', 'l', 'e', 'r', 'f', 'i'});
    builder.setRelocations(link, new Relocations(ContentKind.TEXT, new long[] {2}, new byte[] {0}));
    builder.setSize(builder.add(0, new byte[] {'x', (byte) 0xff}, EntryType.FILE, 0, 1, 2), 0);
    return builder.build();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
