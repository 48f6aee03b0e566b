package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NotFoundException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.UnsafeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolotreeTest {

  @TempDir Path scratch;
  private HolotreeOptions options;
  private Holotree holotree;
  private Path stage;

  @BeforeEach
  void open() throws IOException {
    Path real = scratch.toRealPath();
    options = new HolotreeOptions(real.resolve("home"), real.resolve("library"), 2);
    holotree = Holotree.open(options);
    stage = Files.createDirectory(real.resolve("the-stage"));
    Files.writeString(stage.resolve("file"), "content");
  }

  @AfterEach
  void close() {
    holotree.close();
  }

  @Test
  void fiveLines_areEnough() {
    try (Holotree own = Holotree.open(options)) {
      own.record(RecordRequest.of(stage).named("ci"));
      RestoreReceipt receipt = own.restore(RestoreRequest.of("ci"));
      assertThat(own.verify(new Target.Space("ci")).pristine()).isTrue();
      own.delete(new Target.Space("ci"));
      assertThat(receipt.target()).isEqualTo(options.home().resolve("spaces/ci"));
      assertThat(receipt.target()).doesNotExist();
    }
  }

  @Test
  void progress_addsUpToWhatThereWasToDo() throws IOException {
    byte[] large = new byte[9 << 20];
    new Random(3).nextBytes(large);
    Files.write(stage.resolve("large"), large);
    Files.createFile(stage.resolve("empty"));
    Files.createSymbolicLink(stage.resolve("link"), Path.of("file"));
    Totals totals = new Totals();
    long bytes = large.length + 7L;
    try (Holotree own = Holotree.open(options.withProgress(totals))) {
      own.record(RecordRequest.of(stage).named("ci"));
      totals.require(Activity.SCAN, -1, -1, 4, 0);
      totals.require(Activity.RECORD, 2, bytes, 2, bytes);
      totals.require(Activity.PUBLISH, -1, -1, 0, 0);
      own.restore(RestoreRequest.of("ci"));
      totals.require(Activity.RESTORE, 5, bytes, 5, bytes);
      for (String shared : List.of("filling", "linked")) {
        own.restore(RestoreRequest.of("ci").space(shared).placed(Placement.HARDLINK));
        totals.require(Activity.RESTORE, 5, bytes, 5, bytes);
      }
      own.verify(new Target.Space("ci"));
      totals.require(Activity.SCAN, 5, -1, 4, 0);
      totals.require(Activity.VERIFY, 2, bytes, 2, bytes);
    }
  }

  @Test
  void interruptedOperations_sayWhatIsThere() {
    holotree.record(RecordRequest.of(stage).named("ci"));
    holotree.restore(RestoreRequest.of("ci"));
    requireInterrupted(() -> holotree.record(RecordRequest.of(stage)), "Nothing was recorded");
    requireInterrupted(
        () -> holotree.restore(RestoreRequest.of("ci").space("other")), "the target is as it was");
    requireInterrupted(() -> holotree.verify(new Target.Space("ci")), "Nothing was changed");
    assertThat(options.home().resolve("spaces")).isDirectoryNotContaining("glob:**/other");
  }

  private static void requireInterrupted(ThrowingCallable operation, String meaning) {
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(InterruptedOperationException.class)
          .isThrownBy(operation)
          .satisfies(failure -> assertThat(failure.meaning()).contains(meaning));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /// Adds up what each activity advanced.
  private static final class Totals implements ProgressListener {
    private final Map<Activity, AtomicLongArray> done = new ConcurrentHashMap<>();
    private volatile AtomicLongArray current = new AtomicLongArray(4);

    @Override
    public void began(Activity activity, long entries, long bytes) {
      current = new AtomicLongArray(new long[] {entries, bytes, 0, 0});
      done.put(activity, current);
    }

    @Override
    public void advanced(long entries, long bytes) {
      current.addAndGet(2, entries);
      current.addAndGet(3, bytes);
    }

    @Override
    public void waiting(String what, String holder) {
      throw new AssertionError(what);
    }

    void require(Activity activity, long... totalsAndDone) {
      assertThat(done.remove(activity))
          .as("%s", activity)
          .hasToString(Arrays.toString(totalsAndDone));
    }
  }

  @Test
  void opening_makesNothing() {
    assertThat(options.home()).doesNotExist();
    assertThat(options.library()).doesNotExist();
    assertThat(holotree.list().recordings()).isEmpty();
    assertThat(options.library()).doesNotExist();
  }

  @Test
  void recording_isListedAndShown() {
    RecordReceipt receipt = holotree.record(RecordRequest.of(stage).named("ci"));
    assertThat(receipt.files()).isEqualTo(1);
    assertThat(receipt.bytes()).isEqualTo(7);
    assertThat(holotree.list().recordings())
        .containsExactly(new Listing.Recording("ci", receipt.catalog()));
    Summary summary = holotree.show(receipt.catalog().toString().substring(0, 8));
    assertThat(summary.names()).containsExactly("ci");
    assertThat(summary.files()).isEqualTo(1);
    assertThat(summary.directories()).isEqualTo(1);
  }

  @Test
  void wrongRequest_isRefusedByItsKind() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage.resolve("absent"))));
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage.resolve("file"))));
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage).named("../ci")));
    assertThatExceptionOfType(ProviderMissingException.class)
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage).codec("absent")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage).codec("stored").level(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> holotree.record(RecordRequest.of(stage).exclude(List.of("["))));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.restore(RestoreRequest.of("absent")));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.verify(new Target.Space("absent")));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> holotree.delete(new Target.Directory(stage)));
  }

  @Test
  void spaceThatIsThere_isRefreshed() {
    holotree.record(RecordRequest.of(stage).named("ci"));
    assertThat(holotree.restore(RestoreRequest.of("ci")).refreshed()).isNull();
    assertThat(holotree.restore(RestoreRequest.of("ci")).refreshed())
        .matches(RestoreReceipt.Refreshed::pristine);
    assertThat(holotree.verify(new Target.Space("ci")).pristine()).isTrue();
  }

  @Test
  void runtime_hasWhatIsBuiltIn() {
    assertThat(Holotree.runtime().toString()).contains("stored");
  }
}
