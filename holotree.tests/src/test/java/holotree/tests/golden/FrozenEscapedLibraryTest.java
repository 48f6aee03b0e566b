package holotree.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.Digest;
import holotree.engine.Holotree;
import holotree.engine.HolotreeOptions;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A library with a catalog of version 2, of a tree that holds its path in every spelling, is read by every
/// release, and the tree has the same id.
class FrozenEscapedLibraryTest {

  @AutoClose private final Workplace workplace = Workplace.create();

  @Test
  void frozenLibrary_isRestoredByteForByte() throws IOException {
    Path library = workplace.path("library");
    Program.of("cp", "-r", GoldenFiles.path("library-2"), library).output();
    try (Holotree holotree = Holotree.open(new HolotreeOptions(workplace.home(), library, 2))) {
      GoldenStage target = GoldenStage.escaped(workplace.path(""), 't');
      holotree.restore(RestoreRequest.of("escaped").to(target.given()));
      GoldenFiles.assertSame("library-2.escaped.txt", NormalListing.of(target));
      assertThat(holotree.verify(new Target.Directory(target.given())).differences()).isEmpty();
      GoldenFiles.assertSame("library-2.ids.txt", List.of(line(holotree.show("escaped").id())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "stored"})
  void sameTreeRecordedToday_hasTheSameId(String codec) throws IOException {
    GoldenStage stage = GoldenStage.escaped(workplace.path(""), 's');
    GoldenTree.makeEscaped(stage);
    GoldenFiles.assertSame("library-2.escaped.txt", NormalListing.of(stage));
    Digest id = GoldenLibrary.recordEscaped(stage, workplace.path("today"), codec);
    GoldenFiles.assertSame("library-2.ids.txt", List.of(line(id)));
  }

  private static String line(Digest id) {
    return "escaped " + id;
  }
}
