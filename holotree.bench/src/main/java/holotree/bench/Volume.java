package holotree.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// How many bytes went through; JMH reports them for each second, beside the operations.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Volume {

  /// Bytes in units of 1,048,576.
  public double mebibytes;

  /// Counts in what one operation worked on.
  void add(long bytes) {
    mebibytes += bytes / (double) (1 << 20);
  }
}
