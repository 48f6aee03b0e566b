package holotree.tests.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.error.HolotreeException;
import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.tests.kit.Program;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;

/// A recording of one small pack, to be damaged.
final class SmallLibrary implements AutoCloseable {

  static final String NAME = "tree";

  private static final String BUILD =
      """
      mkdir -p "$1/dir"
      cd "$1"
      seq 1 200 >numbers
      printf 'bytes that hardly shrink: 9f8a7c6b5e4d' >dir/text
      printf 'home = %s\\n' "$1" >dir/own
      ln -s dir/text link
      touch empty
      """;

  private final Workplace work = Workplace.create();
  private final Holotree holotree = work.open();
  private final TreeListing recorded;

  SmallLibrary() {
    Path stage = work.path("the-stage/tree");
    Program.shell(BUILD, stage).output();
    recorded = TreeListing.of(stage);
    holotree.record(RecordRequest.of(stage).named(NAME));
    Program.of("mv", stage, work.path("away")).output();
  }

  Workplace work() {
    return work;
  }

  Path stageAway() {
    return work.path("away");
  }

  /// Records the tree again, where it was recorded at first, under the same name.
  void recordAgain() {
    Path stage = work.path("the-stage/tree");
    Program.of("mv", stageAway(), stage).output();
    holotree().record(RecordRequest.of(stage).named(NAME));
    Program.of("mv", stage, stageAway()).output();
  }

  Path pack() {
    assertThat(Workplace.packs(work.library())).hasSize(1);
    return Workplace.packs(work.library()).getFirst();
  }

  Path catalog() {
    assertThat(Workplace.catalogs(work.library())).hasSize(1);
    return Workplace.catalogs(work.library()).getFirst();
  }

  Path file(String name) {
    return work.library().resolve(name);
  }

  Holotree holotree() {
    return holotree;
  }

  /// Restores, which must fail and leave nothing.
  ///
  /// @param damage what was done, for the message of a failure
  HolotreeException failureOfRestore(String damage) {
    Path target = target();
    HolotreeException failure =
        Assertions.catchThrowableOfType(
            HolotreeException.class, () -> holotree.restore(RestoreRequest.of(NAME).to(target)));
    assertThat(failure).as("%s was not noticed", damage).isNotNull();
    assertThat(Workplace.names(work.path("targets"))).as("beside the target, %s", damage).isEmpty();
    assertThat(work.states()).as("states, %s", damage).isEmpty();
    return failure;
  }

  /// Restores what must be whole.
  void assertRestores() {
    holotree.restore(RestoreRequest.of(NAME).to(work.path("the-stage/tree")));
    recorded.assertSameAs(work.path("the-stage/tree"));
    Program.of("rm", "-rf", work.path("the-stage/tree"), work.path("home/spaces")).output();
  }

  /// Makes `bytes` what is in `file`.
  static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path target() {
    Path targets = work.path("targets");
    try {
      Files.createDirectories(targets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return targets.resolve("target");
  }

  @Override
  public void close() {
    holotree.close();
    work.close();
  }
}
