package holotree.engine;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.engine.file.WholeFile;
import holotree.testkit.crash.CrashState;
import holotree.testkit.crash.RecordingStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the model of a disk lets a loss of power take, and what not.
@EnabledOnOs({OS.LINUX, OS.MAC})
class CrashStatesTest {

  private static final String OLD = "old";
  private static final String NEW = "the new bytes";
  private static final int MANY = 2000;

  @TempDir(factory = MemoryFolder.class)
  Path scratch;

  @Test
  void whatADurableStoreReplaced_isOldOrNew_andNewOnceThatWasSaid() throws IOException {
    assertThat(contents(Durability.DURABLE, false)).containsExactlyInAnyOrder(OLD, NEW);
    assertThat(contents(Durability.DURABLE, true)).containsExactly(NEW);
  }

  @Test
  void whatAVolatileStoreReplaced_mayBeOldNewTornOrEmpty() throws IOException {
    assertThat(contents(Durability.VOLATILE, true))
        .containsExactlyInAnyOrder(OLD, NEW, NEW.substring(0, NEW.length() / 2), "");
  }

  /// What a file may hold after a loss of power.
  ///
  /// @param acknowledged whether after its replacement was acknowledged, or before that
  private Set<String> contents(Durability durability, boolean acknowledged) throws IOException {
    Path root = Files.createTempDirectory(scratch.toRealPath(), "root");
    Path file = root.resolve("store/a/file");
    Files.createDirectories(file.getParent());
    Files.writeString(file, OLD);
    RecordingStrategy recording =
        new RecordingStrategy(RecordingStrategy.numbered(SmallWorld.unsynced()), root);
    try (LibraryStore store = recording.store(root.resolve("store"), durability)) {
      WholeFile.replace(store, "a/file", NEW.getBytes(StandardCharsets.UTF_8));
      recording.acknowledge("replaced");
    }
    Set<String> contents = new TreeSet<>();
    for (CrashState state : recording.states().sample(MANY, new Random(1))) {
      if (state.acknowledged().isEmpty() != acknowledged) {
        SmallWorld.remove(root);
        Files.createDirectory(root);
        state.restart(root, SmallWorld.unsynced());
        contents.add(Files.readString(file));
      }
    }
    return contents;
  }
}
