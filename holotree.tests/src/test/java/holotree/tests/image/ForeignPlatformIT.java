package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Image;
import holotree.tests.kit.TreeListing;
import holotree.tests.kit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Of a strategy for another platform nothing is initialised but the provider, which has been asked
/// whether it applies. The platform is what the JVM is told that it is.
class ForeignPlatformIT {

  private static final Pattern INITIALISED = Pattern.compile("Initializing '([^']+)'");
  private static final String POSIX = "holotree.fs.";
  private static final String PROVIDER = "holotree.fs.posix.LinuxStrategy";
  private static final int FEWEST_CLASSES = 500;

  @AutoClose private final Workplace work = Workplace.create();
  private final Path log = work.path("classes.log");

  @ParameterizedTest
  @ValueSource(strings = {"Mac", "Windows", "FreeBSD"})
  void version_asksTheProviderAlone(String system) throws IOException {
    String said = run("-Dos.name=" + system, "version");
    assertThat(said).contains("strategies: portable\n");
    assertThat(initialised(POSIX)).containsExactly(PROVIDER);
  }

  @Test
  void recordAndRestore_runByThePortableStrategyAlone() throws IOException {
    Path tree = Files.createDirectories(work.path("tree/inner"));
    Files.writeString(tree.resolve("file"), "words\n");
    tree = work.path("tree");
    TreeListing listing = TreeListing.of(tree);
    String _ = run("-Dos.name=Mac", "record", tree, "--name", "ci");
    assertThat(initialised(POSIX)).containsExactly(PROVIDER);
    assertThat(initialised("holotree.engine.builtin."))
        .contains("holotree.engine.builtin.PortableStore");
    Files.move(tree, work.path("moved"));
    String _ = run("-Dos.name=Mac", "restore", "ci", "--to", tree);
    assertThat(initialised(POSIX))
        .as("the strategy, and what clones there")
        .containsExactly(
            "holotree.fs.posix.Clonefile",
            "holotree.fs.posix.Clonefile$OfThisSystem",
            PROVIDER,
            "holotree.fs.posix.MacCloner");
    listing.assertSameAs(tree);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onAMachineItDoesNotKnow_theStrategyLooksAtItsTableOfCallsAlone() throws IOException {
    String said = run("-Dos.arch=unknown", "version");
    assertThat(said).contains("strategies: portable\n");
    assertThat(initialised(POSIX)).containsExactly("holotree.fs.posix.Abi", PROVIDER);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onItsOwnPlatform_nothingOfThePortableStrategyIsInitialised() throws IOException {
    Path tree = Files.createDirectory(work.path("tree"));
    Files.writeString(tree.resolve("file"), "words\n");
    String _ = run("-Dholotree=here", "record", tree, "--name", "ci");
    assertThat(initialised(POSIX)).contains("holotree.fs.posix.Libc");
    String _ = run("-Dholotree=here", "restore", "ci", "--to", work.path("again"));
    assertThat(initialised(POSIX)).contains("holotree.fs.posix.Libc");
    assertThat(initialised("holotree.engine.builtin."))
        .containsExactly(
            "holotree.engine.builtin.AdaptivePolicy",
            "holotree.engine.builtin.AdaptivePolicy$Schedule",
            "holotree.engine.builtin.PortableStrategy",
            "holotree.engine.builtin.StoredCodec",
            "holotree.engine.builtin.WarmthWatch");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void version_initialisesNoCodecsBindingAndNoStrategysCalls() throws IOException {
    String _ = run("-Dholotree=here", "version");
    assertThat(initialised("holotree.codec.", "holotree.fs.", "com.github.luben.", "net.jpountz."))
        .containsExactly(
            "holotree.codec.lz4.Lz4Codec",
            "holotree.codec.zstd.ZstdCodec",
            "holotree.fs.posix.Abi",
            PROVIDER);
  }

  private String run(String option, Object... command) throws IOException {
    Files.deleteIfExists(log);
    return Image.command(work.home(), command)
        .with("HOLOTREE_JAVA_OPTS", option + " -XX:AOTMode=off -Xlog:class+init=info:file=" + log)
        .output();
  }

  /// The classes that the last run initialised and whose names begin so.
  private Set<String> initialised(String... beginnings) throws IOException {
    Set<String> all =
        Files.readAllLines(log).stream()
            .map(INITIALISED::matcher)
            .filter(Matcher::find)
            .map(line -> line.group(1).replace('/', '.'))
            .collect(Collectors.toSet());
    assertThat(all).as("the log has classes").hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
    return all.stream()
        .filter(name -> Set.of(beginnings).stream().anyMatch(name::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
