package holotree.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Which classes deal with the system behind Java: disk, time, threads, processes, native memory. The
/// testkit is left out: it tries what others do.
class SystemAccessTest {

  private static final Set<String> DISK =
      Set.of(
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile",
          "java.nio.channels.AsynchronousFileChannel",
          "java.nio.channels.FileChannel",
          "java.nio.file.Files");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Clock",
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.LocalTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime");

  @Test
  void disk_isReachedByStrategiesAlone() {
    Set<String> users = dependingOn(DISK);
    assertThat(users)
        .as("what does not go through a strategy fails in no test of faults and crashes")
        .filteredOn(name -> !isStrategy(name))
        .containsExactly(
            // The caller's own files: standard output, the demo's tree, the PATH, --receipt.
            "holotree.cli.DemoCommand",
            "holotree.cli.DemoHome",
            "holotree.cli.DemoTree",
            "holotree.cli.Main",
            "holotree.cli.PathSearch",
            "holotree.cli.ProcessTerminal",
            "holotree.cli.RestoreCommand",
            "holotree.cli.TreeSnapshot");
    assertThat(users)
        .as("the rule can see dependencies of that kind")
        .contains("holotree.engine.builtin.PortableStore");
  }

  @Test
  void timeOfDay_isAskedByTheFrontDeskAlone() {
    assertThat(
            accessing(access ->
                (CLOCKS.contains(owner(access)) && isAny(access, "now", "systemUTC", "system"))
                    || (owner(access).equals("java.lang.System")
                        && isAny(access, "currentTimeMillis"))
                    || (owner(access).equals("java.util.Date") && isAny(access, "<init>"))))
        .as("whoever is told the time can be tested at any time, and locks depend on no clock")
        .containsExactly(
            "holotree.engine.GcDesk",
            "holotree.engine.Holotree",
            "holotree.engine.JournalDesk",
            "holotree.engine.PlacementDesk",
            // They set a modification time to now, as the kernel does where it is asked.
            "holotree.engine.builtin.LooseFiles",
            "holotree.engine.builtin.PortableStoredFile",
            // Which takes the time of each change itself if none is given, but later.
            "holotree.fs.windows.NativeFacts");
  }

  @Test
  void waitingByTheClock_isDoneWhereNothingTellsOfTheEnd() {
    assertThat(
            accessing(access ->
                (owner(access).equals("java.lang.Thread") && isAny(access, "sleep"))
                    || (owner(access).equals("java.util.concurrent.TimeUnit")
                        && isAny(access, "sleep"))
                    || isAny(access, "parkNanos", "parkUntil")))
        .as(
            "other processes hold a lock, live or have the disk; within this one, wait for an event")
        .containsExactly(
            "holotree.engine.library.LibraryLocks",
            "holotree.engine.lock.OperationLocks",
            "holotree.engine.preflight.Preflight",
            "holotree.engine.program.ChildProgram",
            "holotree.engine.survey.SpaceSurvey",
            "holotree.fs.posix.StoreLocks",
            "holotree.fs.windows.StoreLocks",
            // Virus checkers and indexers have files open.
            "holotree.fs.windows.WindowsStrategy");
  }

  @Test
  void threads_areMadeInFewPlaces() {
    assertThat(
            accessing(access ->
                (owner(access).equals("java.lang.Thread")
                        && isAny(access, "<init>", "ofPlatform", "ofVirtual", "startVirtualThread"))
                    || (owner(access).equals("java.util.concurrent.Executors")
                        && access.getName().startsWith("new"))
                    || owner(access).equals("java.util.concurrent.ForkJoinPool")
                    || (owner(access).equals("java.util.concurrent.CompletableFuture")
                        && isAny(access, "runAsync", "supplyAsync"))
                    || isAny(access, "parallelStream", "parallel")))
        .as("an operation stops all its threads before it returns; only Workers knows how")
        .containsExactly(
            "holotree.cli.Interruption",
            "holotree.cli.ProgressDisplay",
            "holotree.cli.TreeSnapshot",
            "holotree.engine.program.ChildProgram",
            "holotree.engine.work.Workers");
  }

  @Test
  void processes_areStartedByChildProgramAlone() {
    assertThat(dependingOn(Set.of("java.lang.ProcessBuilder", "java.lang.Process")))
        .as("one place passes signals and output on, and leaves no child behind")
        .containsExactly("holotree.engine.program.ChildProgram");
  }

  @Test
  void digests_areMadeByHasher() {
    assertThat(dependingOn(Set.of("java.security.MessageDigest")))
        .as("one place knows the algorithm; the demo checks it by means of its own")
        .containsExactly("holotree.cli.TreeSnapshot", "holotree.engine.format.Hasher");
  }

  @Test
  void restrictedMethods_areCalledByTheModulesOfAPlatformAlone() {
    assertThat(
            accessing(access ->
                (owner(access).startsWith("java.lang.foreign.")
                        && isAny(
                            access,
                            "reinterpret",
                            "withTargetLayout",
                            "downcallHandle",
                            "upcallStub",
                            "libraryLookup"))
                    || (owner(access).startsWith("java.lang.")
                        && isAny(access, "loadLibrary", "load", "enableNativeAccess"))))
        .as("a module that calls one can crash the JVM: --enable-native-access names the modules")
        .containsExactly(
            "holotree.fs.posix.Clonefile",
            "holotree.fs.posix.Libc",
            "holotree.fs.posix.LinuxStoredFile",
            "holotree.fs.windows.NativeLibrary");
  }

  @Test
  void reflection_isUsedNowhere() {
    assertThat(
            accessing(access ->
                owner(access).startsWith("java.lang.reflect.")
                    || (owner(access).equals("java.lang.Class") && isReflection(access.getName()))
                    || owner(access).equals("sun.misc.Unsafe")))
        .as("what is reached by name alone escapes the compiler, jlink and these rules")
        .isEmpty();
    assertThat(
            accessing(
                access -> owner(access).equals("java.lang.Class") && isAny(access, "getName")))
        .as("the rule can see calls of that kind")
        .isNotEmpty();
  }

  private static boolean isReflection(String method) {
    return method.equals("forName")
        || method.equals("newInstance")
        || method.startsWith("getDeclared")
        || method.matches("get(Method|Field|Constructor)s?");
  }

  private static boolean isStrategy(String name) {
    return name.startsWith("holotree.engine.builtin.") || name.startsWith("holotree.fs.");
  }

  private static Set<String> dependingOn(Set<String> types) {
    return withoutTestkit(MainClasses.dependingOn(types::contains));
  }

  private static Set<String> accessing(Predicate<JavaAccess<?>> access) {
    return withoutTestkit(MainClasses.accessing(access));
  }

  private static Set<String> withoutTestkit(Set<String> names) {
    Set<String> others = new TreeSet<>(names);
    others.removeIf(name -> name.startsWith("holotree.testkit."));
    return others;
  }

  private static String owner(JavaAccess<?> access) {
    return access.getTargetOwner().getFullName();
  }

  private static boolean isAny(JavaAccess<?> access, String... names) {
    return Set.of(names).contains(access.getName());
  }
}
