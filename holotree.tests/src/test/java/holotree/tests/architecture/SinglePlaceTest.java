package holotree.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What may be used in one place only, or in none. The places are named, so that a rule that finds
/// nothing at all fails too.
class SinglePlaceTest {

  private static final Set<String> TEXT_FROM_BYTES =
      Set.of(
          "java.lang.String",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.InputStreamReader",
          "java.io.OutputStreamWriter",
          "java.io.PrintStream",
          "java.io.PrintWriter",
          "java.util.Formatter",
          "java.util.Scanner");

  private static final Set<String> BYTES =
      Set.of(
          "[B",
          "java.io.File",
          "java.io.FileDescriptor",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.nio.file.Path");

  @Test
  void serviceLoader_isUsedByProvidersOnly() {
    assertThat(MainClasses.dependingOn("java.util.ServiceLoader"::equals))
        .as("ranks and ids are decided once, for every service")
        .containsExactly("holotree.engine.discovery.Providers");
  }

  @Test
  void foreignLinker_isUsedInOneClassForEachSystem() {
    assertThat(
            MainClasses.dependingOn(name ->
                name.equals("java.lang.foreign.Linker")
                    || name.equals("java.lang.foreign.SymbolLookup")))
        .as(
            "functions are bound in one class for each system, where shapes can be checked against the ABI")
        .containsExactly(
            "holotree.fs.posix.Clonefile",
            "holotree.fs.posix.Libc",
            "holotree.fs.windows.NativeLibrary");
  }

  @Test
  void zstdBinding_isTheOnlyImporterOfZstdJni() {
    assertThat(MainClasses.dependingOn(name -> name.startsWith("com.github.luben.")))
        .as("another binding is another ZstdBinding")
        .containsExactly("holotree.codec.zstd.ZstdBinding");
  }

  @Test
  void lz4Binding_isTheOnlyImporterOfLz4Java() {
    assertThat(MainClasses.dependingOn(name -> name.startsWith("net.jpountz.")))
        .as("another binding is another Lz4Binding")
        .allMatch(name -> name.startsWith("holotree.codec.lz4.Lz4Binding"))
        .isNotEmpty();
  }

  @Test
  void flightRecorder_isUsedForStagesAndByTheCommandsOptionOnly() {
    assertThat(MainClasses.dependingOn(name -> name.startsWith("jdk.jfr.")))
        .as("event classes are not in the ahead-of-time cache: nothing else may load them")
        .filteredOn(name -> !name.startsWith("holotree.engine.flight.StageEvent"))
        .containsExactly("holotree.cli.FlightRecording", "holotree.engine.flight.Stage");
  }

  @Test
  void jackson_isUsedByFormatsOnly() {
    assertThat(MainClasses.dependingOn(name -> name.startsWith("com.fasterxml.")))
        .as("bytes on disk and JSON documents have their classes; nothing else knows Jackson")
        .containsExactly(
            "holotree.engine.JsonFields",
            "holotree.engine.ProgressJson",
            "holotree.engine.format.CborMapWriter",
            "holotree.engine.journal.JournalLine");
  }

  @Test
  void processStreamsAndExit_areTouchedByMainOnly() {
    assertThat(
            MainClasses.accessing(access ->
                touches(access, "java.lang.System", "in", "out", "err", "exit")
                    || touches(access, "java.lang.System", "setIn", "setOut", "setErr")
                    || touches(access, "java.io.FileDescriptor", "in", "out", "err")))
        .as("whoever embeds Holotree owns the process; suites print their seeds")
        .filteredOn(name -> !name.startsWith("holotree.testkit.contract."))
        .containsExactly("holotree.cli.Main");
  }

  @Test
  void shutdown_isWatchedByInterruptionOnly() {
    assertThat(
            MainClasses.accessing(
                access -> touches(access, "java.lang.Runtime", "exit", "halt", "addShutdownHook")))
        .as("whoever embeds Holotree owns the process")
        .containsExactly("holotree.cli.Interruption");
  }

  @Test
  void javaIoFile_isUsedNowhere() {
    assertThat(MainClasses.dependingOn("java.io.File"::equals))
        .as("java.io.File hides why something failed")
        .isEmpty();
    assertThat(MainClasses.dependingOn("java.nio.file.Path"::equals))
        .as("the rule can see dependencies of that kind")
        .hasSizeGreaterThan(20);
  }

  @Test
  void defaultCharset_isUsedNowhere() {
    assertThat(MainClasses.accessing(SinglePlaceTest::usesDefaultCharset))
        .as("the same bytes must mean the same text on every machine")
        .isEmpty();
    assertThat(
            MainClasses.accessing(access ->
                access.getTargetOwner().getFullName().equals("java.lang.String")
                    && parameters(access).contains("java.nio.charset.Charset")))
        .as("the rule can see calls of that kind")
        .hasSizeGreaterThan(10);
  }

  private static boolean touches(JavaAccess<?> access, String owner, String... names) {
    return access.getTargetOwner().getFullName().equals(owner)
        && Set.of(names).contains(access.getName());
  }

  private static boolean usesDefaultCharset(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    List<String> parameters = parameters(access);
    boolean constructor =
        access.getName().equals("<init>")
            && TEXT_FROM_BYTES.contains(owner)
            && (parameters.stream().anyMatch(BYTES::contains)
                || owner.equals("java.io.FileReader")
                || owner.equals("java.io.FileWriter"));
    boolean method =
        touches(access, "java.lang.String", "getBytes")
            || touches(access, "java.io.ByteArrayOutputStream", "toString");
    boolean named = parameters.stream().anyMatch(SinglePlaceTest::isCharset);
    return touches(access, "java.nio.charset.Charset", "defaultCharset")
        || ((constructor || method) && !named);
  }

  private static boolean isCharset(String parameter) {
    return parameter.startsWith("java.nio.charset.Charset");
  }

  private static List<String> parameters(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget unit
        ? unit.getRawParameterTypes().stream()
            .map(JavaClass::getFullName)
            .collect(Collectors.toList())
        : List.of();
  }
}
