package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `--jfr` records of each stage.
class FlightIT {

  private static final int FILES = 20;
  private static final int SIZE = 100_000;
  private static final long BYTES = (long) FILES * SIZE;

  @AutoClose private final Workplace work = Workplace.create();
  private Path tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectories(work.path("tree/inner"));
    Random random = new Random(6);
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = new byte[SIZE];
      random.nextBytes(bytes);
      Files.write(tree.resolve("f" + i), bytes);
    }
  }

  @Test
  void everyStage_showsWithItsBytes() throws IOException {
    Map<String, Work> record = fly("record", tree, "--name", "ci");
    assertThat(record).containsOnlyKeys("Scan", "Read", "Encode", "Append", "Publish");
    assertThat(record.get("Scan").items).isGreaterThanOrEqualTo(FILES);
    assertThat(record.get("Read").items).isEqualTo(FILES);
    assertThat(record.get("Read").bytes).isEqualTo(BYTES);
    assertThat(record.get("Encode").bytes).as("random bytes").isBetween(BYTES, BYTES + BYTES / 100);
    assertThat(record.get("Encode").items).isEqualTo(FILES);
    assertThat(record.get("Append").items).isEqualTo(FILES);
    assertThat(record.get("Append").bytes).as("random bytes").isBetween(BYTES, BYTES + BYTES / 100);

    Map<String, Work> copy = fly("restore", "ci", "--placement", "copy", "--space", "a");
    assertThat(copy).containsOnlyKeys("Plan", "Fetch", "Decode", "Place", "Finish");
    requireWritten(copy, FILES);

    Map<String, Work> fill = fly("restore", "ci", "--placement", "hardlink", "--space", "b");
    assertThat(fill)
        .containsOnlyKeys("Plan", "Fetch", "Decode", "Place", "Share", "Pool", "Finish");
    requireWritten(fill, FILES);
    assertThat(fill.get("Pool").items).isEqualTo(FILES);
    assertThat(fill.get("Pool").bytes).isEqualTo(BYTES);
    assertThat(fill.get("Share").items).isZero();

    Map<String, Work> share = fly("restore", "ci", "--placement", "hardlink", "--space", "c");
    assertThat(share).containsKeys("Share", "Finish").doesNotContainKeys("Plan", "Place", "Pool");
    assertThat(share.get("Share").items).isEqualTo(FILES);
    assertThat(share.get("Share").bytes).isEqualTo(BYTES);
  }

  private static void requireWritten(Map<String, Work> stages, int chunks) {
    // The catalog is a frame, too, and in no plan.
    assertThat(stages.get("Fetch").items)
        .isEqualTo(stages.get("Decode").items)
        .isEqualTo(stages.get("Plan").items + 1);
    for (String stage : List.of("Fetch", "Decode")) {
      assertThat(stages.get(stage).bytes).as(stage).isBetween(BYTES, BYTES + BYTES / 100);
    }
    assertThat(stages.get("Place").bytes).isEqualTo(BYTES);
    assertThat(stages.get("Place").items).isEqualTo(chunks);
    assertThat(stages.get("Finish").items).isPositive();
  }

  @Test
  void aCommandThatFails_isRecordedToo() throws IOException {
    Path file = work.path("failed.jfr");
    Finished finished =
        Image.command(work.home(), "restore", "absent", "--space", "a", "--jfr", file).run();
    assertThat(finished.exitCode()).isNotZero();
    assertThat(RecordingFile.readAllEvents(file)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent/file.jfr", "tree"})
  void aFileThatCannotBeWritten_isRefusedBeforeAnythingIsDone(String file) {
    Finished finished =
        Image.command(work.home(), "record", tree, "--name", "ci", "--jfr", work.path(file)).run();
    assertThat(finished.exitCode()).isNotIn(0, 2);
    assertThat(finished.errors())
        .contains("record a flight into", work.path(file).toString())
        .doesNotContain("bug");
    assertThat(work.home()).doesNotExist();
  }

  private Map<String, Work> fly(Object... command) throws IOException {
    Path file = work.path("flight.jfr");
    Object[] all = new Object[command.length + 2];
    all[0] = "--jfr";
    all[1] = file;
    System.arraycopy(command, 0, all, 2, command.length);
    String _ = Image.command(work.home(), all).output();
    Map<String, Work> stages = new HashMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String name = event.getEventType().getName();
      if (name.startsWith("holotree.")) {
        Work stage = stages.computeIfAbsent(name.substring(9), _ -> new Work());
        stage.items += event.getLong("items");
        stage.bytes += event.getLong("bytes");
      }
    }
    Files.delete(file);
    return stages;
  }

  /// What a stage did in all.
  private static final class Work {
    private long items;
    private long bytes;

    @Override
    public String toString() {
      return items + " items, " + bytes + " bytes";
    }
  }
}
