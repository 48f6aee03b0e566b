package holotree.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.HolotreeException;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Directories of a tree become symlinks to elsewhere and directories again, as fast as another thread
/// can, while the tree is restored, refreshed, verified, deleted and recorded. Nothing elsewhere is
/// written, removed or taken for the tree's own.
class SwappedDirectoriesTest {

  private static final int ROUNDS = 100;
  private static final int DIRECTORIES = 6;
  private static final int FILES = 12;
  private static final String SECRET = "the canary's own";

  private enum Act {
    RESTORE,
    REFRESH,
    VERIFY,
    RECORD,
    DELETE
  }

  @AutoClose private final World world = new World();
  private final Path arena = world.path("arena");
  private final Map<Act, int[]> outcomes = new EnumMap<>(Act.class);

  @Test
  @SuppressWarnings("SystemOut") // how many there were is what the test is worth
  void nothingElsewhere_isTouchedOrRead() throws IOException {
    Path stage = world.path("swapped-stage");
    fill(stage, "recorded ");
    world.holotree().record(RecordRequest.of(stage).named("swapped"));
    Path canary = world.path("elsewhere");
    fill(canary, SECRET);
    Files.createDirectories(canary.resolve("d1/d2"));
    Snapshot before = Snapshot.of(canary);
    Files.createDirectories(arena);
    try (Swapper swapper = Swapper.start(arena, canary)) {
      for (int round = 0; round < ROUNDS; round++) {
        round(arena.resolve("space-" + round % 3), round);
        before.assertSameAs(canary);
      }
      System.out.println(
          "SwappedDirectoriesTest: "
              + ROUNDS
              + " rounds, "
              + swapper.swaps()
              + " swaps; "
              + told());
      assertThat(swapper.swaps()).isGreaterThan(ROUNDS);
    }
    before.assertSameAs(canary);
    assertNoSecretIn(arena);
    outcomes.forEach((act, counts) -> assertThat(counts[0] + counts[1]).as("%s", act).isPositive());
  }

  private void round(Path space, int round) throws IOException {
    Placement placement = round % 2 == 0 ? Placement.COPY : Placement.HARDLINK;
    RestoreRequest request = RestoreRequest.of("swapped").to(space).placed(placement);
    boolean there = Files.exists(space);
    attempt(there ? Act.REFRESH : Act.RESTORE, () -> world.holotree().restore(request));
    spoil(space);
    attempt(Act.REFRESH, () -> world.holotree().restore(request));
    attempt(Act.VERIFY, () -> world.holotree().verify(new Target.Directory(space)));
    if (round % 4 == 0) {
      attempt(Act.RECORD, () -> recordAndCheck(space));
    }
    if (round % 2 == 1) {
      attempt(Act.DELETE, () -> world.holotree().delete(new Target.Directory(space)));
    }
  }

  private void recordAndCheck(Path space) {
    world.holotree().record(RecordRequest.of(space).named("taken"));
    Path copy = world.path("copy");
    world.holotree().restore(RestoreRequest.of("taken").to(copy));
    assertNoSecretIn(copy);
    world.holotree().delete(new Target.Directory(copy));
  }

  private void attempt(Act act, Runnable work) {
    int[] counts = outcomes.computeIfAbsent(act, _ -> new int[2]);
    try {
      work.run();
      counts[0]++;
    } catch (HolotreeException refused) {
      counts[1]++;
    }
  }

  // So that there is something to put right; relative to open directories, or this test would
  // itself
  // write through the links.
  private static void spoil(Path space) {
    for (int directory = 0; directory < DIRECTORIES; directory += 2) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(space)) {
        @SuppressWarnings("unchecked")
        SecureDirectoryStream<Path> root = (SecureDirectoryStream<Path>) entries;
        try (SecureDirectoryStream<Path> inside =
            root.newDirectoryStream(Path.of("d" + directory), LinkOption.NOFOLLOW_LINKS)) {
          inside.deleteFile(Path.of("f1"));
        }
      } catch (IOException swappedMeanwhile) {
        // Another time.
      }
    }
  }

  private static void fill(Path tree, String text) {
    for (int directory = 0; directory < DIRECTORIES; directory++) {
      for (int file = 0; file < FILES; file++) {
        byte[] bytes = (text + directory + "/" + file).getBytes(StandardCharsets.UTF_8);
        World.write(tree.resolve("d" + directory + "/f" + file), bytes);
        World.write(tree.resolve("d" + directory + "/d" + file % 2 + "/f" + file), bytes);
        World.write(tree.resolve("f" + file), bytes);
      }
    }
  }

  private static void assertNoSecretIn(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      assertThat(files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)))
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(SECRET));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String told() {
    StringBuilder told = new StringBuilder();
    outcomes.forEach((act, counts) ->
        told.append(act)
            .append(' ')
            .append(counts[0])
            .append(" done, ")
            .append(counts[1])
            .append(" refused; "));
    return told.toString();
  }
}
