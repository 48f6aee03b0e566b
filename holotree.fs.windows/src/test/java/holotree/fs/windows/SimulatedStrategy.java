package holotree.fs.windows;

import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.OperatingSystem;
import holotree.testkit.forward.ForwardingStrategy;
import holotree.testkit.windows.SimulatedWindows;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The strategy on a simulated Windows, which runs on every system. As a service it is the one in use, so that
/// an engine in these tests works through it; each process that makes one has the same files and locks.
public final class SimulatedStrategy extends ForwardingStrategy {

  private static volatile Supplier<SimulatedWindows> installed = SimulatedWindows::new;

  /// For `java.util.ServiceLoader` and other processes.
  public SimulatedStrategy() {
    this(() -> installed.get());
  }

  SimulatedStrategy(SimulatedWindows windows) {
    this(() -> windows);
  }

  private SimulatedStrategy(Supplier<SimulatedWindows> windows) {
    super(on(windows));
  }

  /// Has each that is made as a service from now on use this Windows.
  static void install(SimulatedWindows windows) {
    installed = () -> windows;
  }

  private static FileSystemStrategy on(Supplier<SimulatedWindows> windows) {
    return new WindowsStrategy(
        () -> new SimulatedKernel(windows.get()),
        new Patience(System::nanoTime, TimeUnit.NANOSECONDS::sleep, 1),
        InstantSource.system());
  }

  @Override
  public int rank() {
    return 1_000;
  }

  @Override
  public boolean appliesTo(OperatingSystem system) {
    return true;
  }
}
