package holotree.testkit.forward;

import holotree.api.fs.Capabilities;
import holotree.api.fs.Probe;
import holotree.api.fs.Sharing;
import java.nio.file.Path;

/// Says what another probe says.
public class ForwardingProbe implements Probe {

  private final Probe probe;

  /// Does what `probe` does.
  public ForwardingProbe(Probe probe) {
    this.probe = probe;
  }

  @Override
  public Capabilities measure(Path directory) {
    return probe.measure(directory);
  }

  @Override
  public Sharing measureSharing(Path source, Path target) {
    return probe.measureSharing(source, target);
  }
}
