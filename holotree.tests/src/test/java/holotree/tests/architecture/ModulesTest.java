package holotree.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a module may see of the others and of foreign libraries.
class ModulesTest {

  private static final String[] PLATFORM = {"java..", "org.jspecify.annotations"};

  @Test
  void everyModule_hasARuleHere() {
    assertThat(Project.MODULES)
        .as("a module that is new says here what it may see")
        .containsExactly(
            "holotree.api",
            "holotree.cli",
            "holotree.codec.lz4",
            "holotree.codec.zstd",
            "holotree.engine",
            "holotree.fs.posix",
            "holotree.fs.windows",
            "holotree.testkit");
  }

  @Test
  void api_seesThePlatformOnly() {
    check(
        "holotree.api",
        40,
        "whoever implements a service must need nothing else",
        "holotree.api..");
  }

  @Test
  void zstdCodec_seesTheApiAndItsBindingOnly() {
    check(
        "holotree.codec.zstd",
        3,
        "a codec is swapped by jlink without touching anything else",
        "holotree.codec.zstd..",
        "holotree.api..",
        "com.github.luben.zstd..");
  }

  @Test
  void lz4Codec_seesTheApiAndItsBindingOnly() {
    check(
        "holotree.codec.lz4",
        2,
        "a codec is swapped by jlink without touching anything else",
        "holotree.codec.lz4..",
        "holotree.api..",
        "net.jpountz.lz4..");
  }

  @Test
  void posixStrategy_seesTheApiOnly() {
    check(
        "holotree.fs.posix",
        30,
        "a file system is swapped by jlink without touching anything else",
        "holotree.fs.posix..",
        "holotree.api..");
  }

  @Test
  void windowsStrategy_seesTheApiOnly() {
    check(
        "holotree.fs.windows",
        30,
        "a file system is swapped by jlink without touching anything else",
        "holotree.fs.windows..",
        "holotree.api..");
  }

  @Test
  void engine_seesTheApiAndJacksonOnly() {
    check(
        "holotree.engine",
        120,
        "providers enter as services, and the engine does not know who uses it",
        "holotree.engine..",
        "holotree.api..",
        "com.fasterxml.jackson.core..",
        "com.fasterxml.jackson.dataformat.cbor..",
        "jdk.jfr");
  }

  @Test
  void testkit_seesTheApiAndTestLibrariesOnly() {
    check(
        "holotree.testkit",
        35,
        "whoever implements a service tests it with this, and has nothing else of ours",
        "holotree.testkit..",
        "holotree.api..",
        "org.assertj.core..",
        "org.junit.jupiter..");
  }

  @Test
  void commandLine_seesTheFrontDeskOnly() {
    check(
        "holotree.cli",
        35,
        "what the command does, an embedding program can do through the same front desk",
        "holotree.cli",
        "holotree.api..",
        "holotree.engine",
        "picocli..",
        "jdk.jfr");
  }

  private static void check(String module, int fewest, String reason, String... seen) {
    DescribedPredicate<JavaClass> inModule =
        DescribedPredicate.describe(
            "are of " + module,
            type ->
                type.getPackageName().equals(module)
                    || type.getPackageName().startsWith(module + "."));
    assertThat(MainClasses.ALL.stream().filter(inModule).count())
        .as("classes of " + module)
        .isGreaterThanOrEqualTo(fewest);
    String[] allowed =
        Stream.concat(Arrays.stream(seen), Arrays.stream(PLATFORM)).toArray(String[]::new);
    classes()
        .that(inModule)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .because(reason)
        .check(MainClasses.ALL);
  }
}
