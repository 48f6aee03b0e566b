package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.ProgressListener;
import holotree.api.error.BuildFailedException;
import holotree.api.error.BusyException;
import holotree.api.error.NotFoundException;
import holotree.api.error.UnsafeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class EnvTest {

  private static final int ASKERS = 8;

  @TempDir Path scratch;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private HolotreeOptions options;
  private Holotree holotree;
  private Path source;
  private Path builds;

  @BeforeEach
  void open() throws IOException {
    Path real = scratch.toRealPath();
    options = new HolotreeOptions(real.resolve("home"), real.resolve("library"), 2);
    holotree = Holotree.open(options);
    source = Files.writeString(real.resolve("source"), "requirements");
    builds = real.resolve("builds");
  }

  @AfterEach
  void close() {
    holotree.close();
  }

  @Test
  void unknownBlueprint_isBuiltRecordedAndRestored_knownOneRestored() {
    EnvReceipt first = holotree.env(request("touch {stage}/a; echo $HOLOTREE_STAGE"));
    assertThat(first.built()).isTrue();
    String stage = output.toString(StandardCharsets.UTF_8).strip();
    assertThat(stage).hasSize(100);
    assertThat(Path.of(stage)).doesNotExist();
    assertThat(first.restored().target()).isEqualTo(space("ci"));
    assertThat(space("ci").resolve("a")).exists();
    assertThat(holotree.show("ci").id()).isEqualTo(first.restored().catalog());
    assertThat(options.home().resolve("logs")).isEmptyDirectory();

    RestoreRequest elsewhere = RestoreRequest.of("ci").space("other");
    EnvReceipt second =
        holotree.env(request("touch {stage}/a; echo $HOLOTREE_STAGE").restore(elsewhere));
    assertThat(second.built()).isFalse();
    assertThat(second.blueprint()).isEqualTo(first.blueprint());
    assertThat(space("other").resolve("a")).exists();
    assertThat(builds).hasContent("x\n");
  }

  @Test
  void otherSource_isBuiltAnew_andTheNameFollowsTheBlueprintAskedFor() throws IOException {
    String build = "cp '" + source + "' {stage}/a";
    EnvReceipt first = holotree.env(request(build).restore(RestoreRequest.of("").space("one")));
    Files.writeString(source, "others");
    EnvReceipt second = holotree.env(request(build).restore(RestoreRequest.of("").space("two")));
    assertThat(second.built()).isTrue();
    assertThat(holotree.show("ci").id()).isEqualTo(second.restored().catalog());
    Files.writeString(source, "requirements");
    EnvReceipt third = holotree.env(request(build).restore(RestoreRequest.of("").space("three")));
    assertThat(third.built()).isFalse();
    assertThat(holotree.show("ci").id()).isEqualTo(first.restored().catalog());
    assertThat(space("three").resolve("a")).hasContent("requirements");
  }

  @Test
  void bytes_countAsAFileThatHoldsThem() {
    EnvRequest file = request("touch {stage}/a");
    EnvReceipt first = holotree.env(file);
    EnvRequest bytes =
        new EnvRequest(
            "ci",
            List.of(new EnvRequest.Source.Bytes("requirements".getBytes(StandardCharsets.UTF_8))),
            file.command(),
            file.environment(),
            false,
            output,
            RestoreRequest.of("ci").space("other"));
    assertThat(holotree.env(bytes).blueprint()).isEqualTo(first.blueprint());
  }

  @Test
  void failedBuild_leavesItsLogAndNothingElse() throws IOException {
    assertThatExceptionOfType(BuildFailedException.class)
        .isThrownBy(() -> holotree.env(request("touch {stage}/a; echo no luck; exit 42")))
        .satisfies(e -> {
          assertThat(e.exitCode()).isEqualTo(42);
          assertThat(Path.of(e.log())).hasContent("no luck\n");
        });
    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("no luck\n");
    assertThat(holotree.list().recordings()).isEmpty();
    assertThat(options.home().resolve("stages")).isEmptyDirectory();
    assertThat(space("ci")).doesNotExist();
    // It is not remembered as built.
    assertThatExceptionOfType(BuildFailedException.class)
        .isThrownBy(() -> holotree.env(request("touch {stage}/a; echo no luck; exit 42")));
    assertThat(Files.readAllLines(builds)).hasSize(2);
  }

  @Test
  void emptyStage_isRefused() {
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.env(request("true")))
        .satisfies(e -> assertThat(e.rule()).contains("empty"));
    assertThat(holotree.list().recordings()).isEmpty();
    assertThat(options.home().resolve("stages")).isEmptyDirectory();
  }

  @Test
  void missingSourceOrCommand_isNotFound() {
    EnvRequest request = request("true");
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.env(request.from(source.resolveSibling("absent"))));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.env(EnvRequest.of("ci", List.of("no-such-command"))));
    assertThat(builds).doesNotExist();
  }

  @Test
  void blueprintWhoseCatalogIsGone_isBuiltAgain() throws IOException {
    EnvReceipt first = holotree.env(request("touch {stage}/a"));
    Files.delete(options.library().resolve("catalogs/" + first.restored().catalog() + ".catalog"));
    EnvReceipt again =
        holotree.env(request("touch {stage}/a").restore(RestoreRequest.of("").space("again")));
    assertThat(again.built()).isTrue();
  }

  @Test
  void manyAskersAtOnce_buildOnce() throws Exception {
    Set<String> waited = ConcurrentHashMap.newKeySet();
    ProgressListener progress =
        new ProgressListener() {
          @Override
          public void began(Activity activity, long entries, long bytes) {}

          @Override
          public void advanced(long entries, long bytes) {}

          @Override
          public void waiting(String what, String holder) {
            waited.add(what);
          }
        };
    List<Callable<EnvReceipt>> askers = new ArrayList<>();
    for (int i = 0; i < ASKERS; i++) {
      String name = "space-" + i;
      askers.add(() -> {
        try (Holotree own = Holotree.open(options.withProgress(progress))) {
          return own.env(
              request("sleep 1; touch {stage}/a").restore(RestoreRequest.of("").space(name)));
        }
      });
    }
    int built = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(ASKERS)) {
      for (Future<EnvReceipt> receipt : threads.invokeAll(askers)) {
        built += receipt.get().built() ? 1 : 0;
      }
    }
    assertThat(built).isEqualTo(1);
    assertThat(builds).hasContent("x\n");
    assertThat(waited).singleElement().asString().startsWith("the build of blueprint ");
  }

  @Test
  void heldSpace_isBusyUntilClosed_andOthersUseItAsItIs() {
    holotree.env(request("touch {stage}/a").restore(RestoreRequest.of("").space("first")));
    HeldSpace held = holotree.hold(RestoreRequest.of("ci"));
    assertThat(Objects.requireNonNull(held.restored()).target()).isEqualTo(held.path());
    try (Holotree other = Holotree.open(options);
        HeldSpace shared = other.hold(RestoreRequest.of("ci"))) {
      assertThat(shared.restored()).isNull();
      held.close();
      assertThatExceptionOfType(BusyException.class)
          .isThrownBy(() -> holotree.delete(new Target.Space("ci")));
    }
    holotree.delete(new Target.Space("ci"));
    assertThat(space("ci")).doesNotExist();
  }

  @Test
  void spaceWithoutARecordingOfItsName_isHeldByIt() {
    holotree.env(request("touch {stage}/a").restore(RestoreRequest.of("").space("first")));
    try (HeldSpace job = holotree.hold(RestoreRequest.of("ci").space("job"));
        HeldSpace same = holotree.hold(RestoreRequest.of("job"))) {
      assertThat(same.path()).isEqualTo(job.path());
    }
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.hold(RestoreRequest.of("absent")));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.hold(RestoreRequest.of("job").space("elsewhere")));
  }

  private EnvRequest request(String build) {
    return EnvRequest.of("ci", List.of("sh", "-c", "echo x >>'" + builds + "'; " + build))
        .from(source)
        .output(output);
  }

  private Path space(String name) {
    return options.home().resolve("spaces").resolve(name);
  }
}
