package holotree.fs.windows;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.fs.OperatingSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsStrategyTest {

  @Test
  void strategy_appliesToWindowsAlone() {
    WindowsStrategy strategy = new WindowsStrategy();
    assertThat(strategy.id()).isEqualTo("windows");
    assertThat(strategy.rank()).isEqualTo(100);
    for (OperatingSystem system : OperatingSystem.values()) {
      assertThat(strategy.appliesTo(system)).isEqualTo(system == OperatingSystem.WINDOWS);
    }
  }

  @Test
  void bootId_isThatOfWindows(@TempDir Path scratch) {
    SimulatedDisk disk = new SimulatedDisk(scratch);
    disk.windows().conditions().bootId("42");
    assertThat(disk.strategy().bootId()).isEqualTo("42");
  }

  @Test
  void workers_areFewerThanElsewhere(@TempDir Path place) throws Exception {
    var workers = new SimulatedDisk(place).strategy().probe().measure(place.toRealPath()).workers();
    assertThat(workers.create()).isBetween(1, 8);
    assertThat(workers.link()).isBetween(1, 4);
  }

  @Test
  void names_areThoseOfWindows(@TempDir Path place) throws Exception {
    var measured = new SimulatedDisk(place).strategy().probe().measure(place.toRealPath());
    assertThat(measured.windowsNames()).isTrue();
    assertThat(measured.anyBytes()).isFalse();
    assertThat(measured.caseSensitive()).isFalse();
  }
}
