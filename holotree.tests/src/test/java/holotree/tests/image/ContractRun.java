package holotree.tests.image;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// Runs the tests of a class, as a program.
final class ContractRun {

  private ContractRun() {}

  /// Prints how many tests there were and what failed; ends with 1 if any did.
  ///
  /// @param arguments the name of the class
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(arguments[0])).build(),
        summary);
    summary.getSummary().printFailuresTo(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.out.println(summary.getSummary().getTestsSucceededCount() + " tests passed");
    System.exit(summary.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
  }
}
