package holotree.tests.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.Holotree;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.tests.kit.Program;
import holotree.tests.kit.RandomTree;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A runtime without a strategy for Linux does the same with java.nio alone.
class PortableStrategyIT {

  private static final Set<String> ROOTS = Set.of("holotree.cli", "holotree.codec.zstd");

  @AutoClose private final Workplace work = Workplace.create();

  @Test
  void runtimeWithoutLinuxStrategy_recordsTheSameCatalogAndRestoresTheSameTree() {
    Path stage = work.path("stage");
    RandomTree.utf8(stage, Seed.next("portable"));
    TreeListing recorded = TreeListing.of(stage);
    Path portableHome = work.path("portable-home");
    assertThat(portable(portableHome, "version").output())
        .contains("strategies: portable")
        .doesNotContain("linux,");
    portable(portableHome, "record", stage, "--name", "tree").output();
    try (Holotree holotree = work.open();
        Holotree other = Workplace.open(portableHome, 2)) {
      RecordReceipt receipt = holotree.record(RecordRequest.of(stage).named("tree"));
      assertThat(other.show("tree").id()).isEqualTo(receipt.catalog());
      other.restore(RestoreRequest.of("tree").to(work.path("portable-then-linux")));
    }
    recorded.assertSameAs(work.path("portable-then-linux"));
    Path target = work.path("linux-then-portable");
    portable(work.home(), "restore", "tree", "--to", target).output();
    recorded.assertSameAs(target);
    portable(work.home(), "verify", target).output();
  }

  @Test
  void nameThatIsNotUtf8_isRefusedWithoutLinuxStrategy() {
    Path stage = work.path("stage");
    RandomTree.small(stage, Seed.next("portableRefuses"), 10);
    assertThat(portable(work.home(), "record", stage).run().exitCode()).isIn(1, 6);
  }

  private static Program portable(Path home, Object... arguments) {
    List<Object> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java"));
    words.add("--enable-native-access=com.github.luben.zstd_jni");
    words.add("-p");
    words.add(modulePath());
    words.add("--add-modules");
    words.add("holotree.codec.zstd");
    words.add("-m");
    words.add("holotree.cli/holotree.cli.Main");
    words.add("--home");
    words.add(home);
    words.addAll(Arrays.asList(arguments));
    return Program.of(words.toArray()).with("LC_ALL", "C.UTF-8");
  }

  /// The modules that the roots need, none of them a strategy.
  private static String modulePath() {
    Path[] path =
        Arrays.stream(System.getProperty("jdk.module.path").split(File.pathSeparator))
            .map(Path::of)
            .toArray(Path[]::new);
    Configuration needed =
        Configuration.resolve(
            ModuleFinder.of(path),
            List.of(ModuleLayer.boot().configuration()),
            ModuleFinder.of(),
            ROOTS);
    return needed.modules().stream()
        .map(ResolvedModule::reference)
        .map(module -> Path.of(module.location().orElseThrow()).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
