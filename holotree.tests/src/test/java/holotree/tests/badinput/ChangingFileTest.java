package holotree.tests.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.UnsafeException;
import holotree.engine.Holotree;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Files that change while they are recorded.
class ChangingFileTest {

  private static final int ATTEMPTS = 6;
  private static final int BYTES = 12 << 20;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path stage = work.path("stage");
  private int refused;

  @Test
  void fileThatGrowsAllTheTime_isRefusedByName() throws IOException {
    whileChanging(file -> {
      file.seek(file.length());
      file.write(new byte[100]);
    });
  }

  @Test
  void fileThatShrinksAllTheTime_isRefusedByName() throws IOException {
    whileChanging(file -> file.setLength(file.length() > 100 ? file.length() - 100 : BYTES));
  }

  @Test
  void fileThatIsRewrittenAllTheTime_isRefusedByName() throws IOException {
    whileChanging(file -> {
      file.seek(BYTES / 2);
      file.write((int) System.nanoTime());
    });
  }

  /// Records a few times: each recording is refused by the file's name, or is one that restores.
  private void whileChanging(Change change) throws IOException {
    Files.createDirectory(stage);
    Files.write(stage.resolve("changing.log"), new byte[BYTES]);
    Files.writeString(stage.resolve("still"), "still");
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Void> changer = CompletableFuture.runAsync(() -> keepOn(change, stop));
    try (Holotree holotree = work.open()) {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        attempt(holotree, work.path("restored-" + attempt));
      }
    } finally {
      stop.set(true);
      changer.join();
    }
    assertThat(refused).isPositive();
    assertThat(Workplace.names(work.library().resolve("tmp"))).isEmpty();
  }

  private void attempt(Holotree holotree, Path target) {
    RecordReceipt receipt;
    try {
      receipt = holotree.record(RecordRequest.of(stage));
    } catch (UnsafeException changing) {
      assertThat(changing).hasMessageContaining("\"changing.log\"");
      assertThat(changing).hasMessageContaining("record again");
      refused++;
      return;
    }
    holotree.restore(RestoreRequest.of(receipt.catalog().toString()).to(target));
    assertThat(holotree.verify(new Target.Directory(target)).differences()).isEmpty();
  }

  private void keepOn(Change change, AtomicBoolean stop) {
    try (RandomAccessFile file =
        new RandomAccessFile(stage.resolve("changing.log").toFile(), "rw")) {
      while (!stop.get()) {
        change.apply(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Change {
    void apply(RandomAccessFile file) throws IOException;
  }
}
