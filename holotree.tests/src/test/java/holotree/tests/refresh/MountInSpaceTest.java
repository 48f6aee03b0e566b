package holotree.tests.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.error.UnsafeException;
import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is mounted in a space is no part of it: nobody looks into it, changes or removes it. Needs root.
class MountInSpaceTest {

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Path outside = work.path("outside");
  private final Path space = work.path("space");
  private Path mounted = space;

  @BeforeEach
  void restore() throws IOException {
    Workplace.requireRoot();
    Path stage = work.path("stage-of-a-test/tree");
    Files.createDirectories(stage.resolve("in/cache"));
    Files.writeString(stage.resolve("in/file"), "content");
    holotree.record(RecordRequest.of(stage).named("tree"));
    holotree.restore(RestoreRequest.of("tree").to(space));
    Files.createDirectories(outside.resolve("deep"));
    Files.writeString(outside.resolve("deep/precious"), "x");
  }

  @AfterEach
  void unmount() {
    Program.of("umount", mounted).run();
  }

  // Of the same file system, which no number of a device tells, and in directories that were
  // recorded and that
  // were not.
  @ParameterizedTest
  @ValueSource(strings = {"in/cache", "in/cache/more", "extra", "extra/more"})
  void refresh_isRefused(String place) throws IOException {
    mount(place);
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.restore(RestoreRequest.of("tree").to(space)))
        .withMessageContaining(place)
        .satisfies(refused -> assertThat(refused.next()).contains("Unmount"));
    assertThat(outside.resolve("deep/precious")).hasContent("x");
    unmount();
    holotree.restore(RestoreRequest.of("tree").to(space));
    assertThat(holotree.verify(new Target.Directory(space)).differences()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"in/cache", "extra/more"})
  void deletion_isRefused_andTheSpaceStays(String place) throws IOException {
    mount(place);
    Target target = new Target.Directory(space);
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.delete(target))
        .withMessageContaining(place);
    assertThat(outside.resolve("deep/precious")).hasContent("x");
    assertThat(space.resolve("in/file")).hasContent("content");
    unmount();
    holotree.delete(target);
    assertThat(space).doesNotExist();
  }

  @Test
  void fileSystemOfItsOwn_isRefusedToo() throws IOException {
    mounted = Files.createDirectories(space.resolve("extra"));
    Program.of("mount", "-t", "tmpfs", "tmpfs", mounted).output();
    Files.writeString(mounted.resolve("precious"), "x");
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> holotree.restore(RestoreRequest.of("tree").to(space)));
    assertThat(mounted.resolve("precious")).hasContent("x");
  }

  private void mount(String place) throws IOException {
    mounted = Files.createDirectories(space.resolve(place));
    Program.of("mount", "--bind", outside, mounted).output();
  }
}
