package holotree.tests.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.Digest;
import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import holotree.api.error.BusyException;
import holotree.api.fs.Durability;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.LockMode;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.StoreLock;
import holotree.engine.EvictReceipt;
import holotree.engine.GcReport;
import holotree.engine.GcRequest;
import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.tests.kit.Program;
import holotree.tests.kit.Recordings;
import holotree.tests.kit.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A collection beside others that are stopped at the worst moment.
@Timeout(120)
class GcBesideOthersTest {

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Recordings recordings = new Recordings(work);
  @AutoClose private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final List<Stop> stops = new ArrayList<>();

  /// Scan: what the collection has judged garbage is wanted after that. Publish: it was found in the library
  /// before the collection began.
  @ParameterizedTest
  @EnumSource(names = {"SCAN", "PUBLISH"})
  void whatARecorderCountsOn_isNotTaken(Activity moment) throws Exception {
    recordings.record(holotree, "old", 1, 2, 3, 4, 5, 6);
    holotree.evict("old");
    Path stage = recordings.stage("new", 1, 2, 3, 4, 5, 6, 7);
    Stop stop = stopAt(moment);
    Future<?> recorder =
        threads.submit(() -> {
          try (Holotree other = open(stop)) {
            return other.record(RecordRequest.of(stage).named("new"));
          }
        });
    stop.reached.await();
    Awaited awaited = new Awaited();
    Future<GcReport> collection = collect(awaited);
    awaited.waits.await();
    assertThat(collection).isNotDone();
    assertThat(awaited.holder).contains("holotree record");
    stop.goOn.countDown();
    recorder.get();
    GcReport report = collection.get();
    // The old pack's chunks are those of the new recording.
    assertThat(report.packs())
        .extracting(GcReport.Pack::fate)
        .doesNotContain(GcReport.Fate.GOES, GcReport.Fate.COMPACTED);
    assertThat(report.recordings()).filteredOn(GcReport.Recording::evicted).hasSize(1);
    recordings.assertRestores(holotree, "new");
    assertThat(holotree.check(true).faults()).isEmpty();
  }

  /// It was judged when its catalog was known and nothing stood for it.
  @Test
  void whatIsRecordedAgainMeanwhile_isNotTaken() throws Exception {
    Digest id = recordings.record(holotree, "-tree", 1, 2, 3);
    Stop stop = stopAt(Activity.PUBLISH);
    Future<Digest> recorder =
        threads.submit(() -> {
          try (Holotree other = open(stop)) {
            return recordings.recordAgain(other, "-tree");
          }
        });
    stop.reached.await();
    Awaited awaited = new Awaited();
    Future<GcReport> collection = collect(awaited);
    awaited.waits.await();
    stop.goOn.countDown();
    assertThat(recorder.get()).isEqualTo(id);
    assertThat(collection.get().recordings())
        .extracting(GcReport.Recording::reason)
        .containsExactly(GcReport.Reason.NEW);
    recordings.assertRestores(holotree, "-tree", id.toString());
  }

  /// Who evicts a recording by its id waits for whoever gives its name to another one.
  @Test
  void nameThatMovesOnMeanwhile_isNotEvicted() throws Exception {
    Digest first = recordings.record(holotree, "moving", 1);
    recordings.record(holotree, "other", 2);
    Awaited awaited = new Awaited();
    Future<EvictReceipt> eviction;
    try (LibraryStore store = strategy().store(work.library(), Durability.VOLATILE)) {
      StoreLock naming = store.lock("locks/naming", LockMode.EXCLUSIVE);
      try (naming) {
        eviction =
            threads.submit(() -> {
              try (Holotree other = open(awaited)) {
                return other.evict(first.toString());
              }
            });
        awaited.waits.await();
        Files.copy(
            work.library().resolve("names/other"),
            work.library().resolve("names/moving"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    assertThat(eviction.get().names()).isEmpty();
    assertThat(holotree.list().recordings())
        .extracting(each -> each.name())
        .containsExactlyInAnyOrder("moving", "other");
  }

  private static FileSystemStrategy strategy() {
    return ServiceLoader.load(FileSystemStrategy.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(one -> one.appliesTo(OperatingSystem.current()))
        .max(Comparator.comparingInt(FileSystemStrategy::rank))
        .orElseThrow();
  }

  @Test
  void whatARestoreReads_isThereUntilItIsDone() throws Exception {
    recordings.record(holotree, "tree", 1, 2, 3);
    holotree.show("tree");
    Stop stop = stopAt(Activity.RESTORE);
    Future<?> restore =
        threads.submit(() -> {
          try (Holotree other = open(stop)) {
            return other.restore(RestoreRequest.of("tree").to(work.path("target")));
          }
        });
    stop.reached.await();
    Files.delete(work.library().resolve("names/tree"));
    Awaited awaited = new Awaited();
    Future<GcReport> collection = collect(awaited);
    awaited.waits.await();
    assertThat(awaited.holder).contains("holotree restore tree");
    stop.goOn.countDown();
    restore.get();
    // The space that came meanwhile keeps it.
    assertThat(collection.get().recordings())
        .extracting(GcReport.Recording::reason)
        .containsExactly(GcReport.Reason.NEW);
    assertThat(holotree.check(true).faults()).isEmpty();
  }

  @Test
  void programThatRunsInASpaceOfAnotherHome_keepsItsRecording() throws Exception {
    recordings.record(holotree, "tree", 1);
    Process running =
        new ProcessBuilder(
                System.getProperty("holotree.image") + "/bin/holotree",
                "--home",
                work.path("other").toString(),
                "--library",
                work.library().toString(),
                "run",
                "tree",
                "--",
                "sh",
                "-c",
                "echo up; read line")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(running.inputReader().readLine()).isEqualTo("up");
    holotree.evict("tree");
    GcReport report = holotree.gc(GcRequest.garbage());
    assertThat(report.recordings())
        .extracting(GcReport.Recording::reason)
        .containsExactly(GcReport.Reason.RUNNING);
    running.getOutputStream().close();
    assertThat(running.waitFor()).isNotZero();
    assertThat(holotree.gc(GcRequest.garbage()).recordings())
        .extracting(GcReport.Recording::evicted)
        .containsExactly(true);
    Program.of("rm", "-rf", work.path("other")).output();
  }

  @Test
  void secondCollection_isToldOfTheFirst() throws Exception {
    recordings.record(holotree, "tree", 1);
    Stop stop = stopAt(Activity.SCAN);
    Path stage = recordings.stage("new", 1);
    Future<?> recorder =
        threads.submit(() -> {
          try (Holotree other = open(stop)) {
            return other.record(RecordRequest.of(stage));
          }
        });
    stop.reached.await();
    Awaited awaited = new Awaited();
    Future<GcReport> first = collect(awaited);
    awaited.waits.await();
    assertThatExceptionOfType(BusyException.class)
        .isThrownBy(() -> holotree.gc(GcRequest.garbage()))
        .withMessageContaining("holotree gc");
    stop.goOn.countDown();
    recorder.get();
    first.get();
  }

  @AfterEach
  void letGo() {
    stops.forEach(stop -> stop.goOn.countDown());
  }

  private Stop stopAt(Activity moment) {
    Stop stop = new Stop(moment);
    stops.add(stop);
    return stop;
  }

  private Future<GcReport> collect(Awaited awaited) {
    return threads.submit(() -> {
      try (Holotree other = open(awaited)) {
        return other.gc(GcRequest.garbage());
      }
    });
  }

  private Holotree open(ProgressListener listener) {
    return Holotree.open(new HolotreeOptions(work.home(), work.library(), 2, listener));
  }

  /// Stops who reports to it when it begins something.
  private static final class Stop implements ProgressListener {
    private final Activity moment;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    Stop(Activity moment) {
      this.moment = moment;
    }

    @Override
    public void began(Activity activity, long entries, long bytes) {
      if (activity == moment && reached.getCount() > 0) {
        reached.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    public void advanced(long entries, long bytes) {}

    @Override
    public void waiting(String what, String holder) {}
  }

  /// Notices that who reports to it waits.
  private static final class Awaited implements ProgressListener {
    private final CountDownLatch waits = new CountDownLatch(1);
    private volatile String holder = "";

    @Override
    public void began(Activity activity, long entries, long bytes) {}

    @Override
    public void advanced(long entries, long bytes) {}

    @Override
    public void waiting(String what, String by) {
      holder = by;
      waits.countDown();
    }
  }
}
