package holotree.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.kit.Finished;
import holotree.tests.kit.Program;
import holotree.tests.kit.Seed;
import holotree.tests.kit.TestSize;
import holotree.tests.kit.Workplace;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The power fails while something is recorded, restored, refreshed or deleted: at random moments, and
/// right behind each call that makes something durable or visible. What was acknowledged is there, byte for
/// byte, when it comes back, and the next commands succeed unaided.
class PowerCutIT {

  @AutoClose private final Workplace work = Workplace.create();

  @Test
  @SuppressWarnings("SystemOut") // counts for the build's log
  void whateverWasAcknowledged_survivesALossOfPower_onExt4AndXfs() {
    Workplace.requireRoot();
    long seed = Seed.next("powerCuts");
    int atRandom = TestSize.of(38, 2000);
    int atSteps = TestSize.of(12, 500);
    Finished finished =
        Program.of(
                "unshare",
                "--mount",
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx200m",
                "-Dholotree.image=" + System.getProperty("holotree.image"),
                "-classpath",
                classPath(),
                PowerCuts.class.getName(),
                work.path(""),
                atRandom,
                atSteps,
                seed)
            .run();
    System.out.println(finished.output());
    assertThat(finished.exitCode()).as(finished.errors()).isZero();
  }

  private static String classPath() {
    Path own =
        Path.of(PowerCuts.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return Stream.of(
            own.toString(),
            System.getProperty("jdk.module.path", ""),
            System.getProperty("java.class.path", ""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(":"));
  }
}
