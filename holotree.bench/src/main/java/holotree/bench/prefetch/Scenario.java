package holotree.bench.prefetch;

import java.util.List;
import java.util.function.IntPredicate;

/// Where the bytes of a restore come from.
///
/// @param name for the table
/// @param inMemory which reads find theirs in the page cache from the start
record Scenario(String name, Device device, IntPredicate inMemory) {

  private static final int STRETCH = 100;

  private static final Device NVME = new Device("nvme", 90_000, 0, 2_000L << 20, 16);

  /// Drives as they are sold, a network, and memory: whole, half, and in stretches.
  static final List<Scenario> ALL =
      List.of(
          new Scenario("page cache", NVME, read -> true),
          new Scenario("nvme", NVME, read -> false),
          cold(new Device("sata ssd", 150_000, 0, 500L << 20, 16)),
          cold(new Device("cloud volume", 1_000_000, 0, 125L << 20, 16)),
          cold(new Device("hard disk", 100_000, 8_000_000, 150L << 20, 1)),
          cold(new Device("network share", 5_000_000, 0, 100L << 20, 16)),
          new Scenario(
              "cloud, half cached",
              new Device("cloud volume", 1_000_000, 0, 125L << 20, 16),
              read -> read / STRETCH % 2 == 0));

  private static Scenario cold(Device device) {
    return new Scenario(device.name(), device, read -> false);
  }
}
