package holotree.bench.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.api.prefetch.ReadRequest;
import org.junit.jupiter.api.Test;

/// Cases small enough to be done by hand: a byte is a nanosecond on the wire.
class DeviceQueueTest {

  private static final long BYTE_A_NANO = 1_000_000_000;

  @Test
  void request_takesItsLatencyAndThenItsBytes() {
    DeviceQueue queue = new DeviceQueue(new Device("test", 100, 0, BYTE_A_NANO, 4));
    assertThat(queue.submit(new ReadRequest(0, 0, 10), 5)).isEqualTo(115);
  }

  @Test
  void latencies_overlapAndBytesDoNot() {
    DeviceQueue queue = new DeviceQueue(new Device("test", 100, 0, BYTE_A_NANO, 4));
    assertThat(queue.submit(new ReadRequest(0, 0, 10), 0)).isEqualTo(110);
    assertThat(queue.submit(new ReadRequest(0, 10, 20), 0)).isEqualTo(130);
  }

  @Test
  void fullQueue_keepsTheNextRequestWaiting() {
    DeviceQueue queue = new DeviceQueue(new Device("test", 100, 0, BYTE_A_NANO, 1));
    assertThat(queue.submit(new ReadRequest(0, 0, 10), 0)).isEqualTo(110);
    assertThat(queue.submit(new ReadRequest(0, 10, 10), 0)).isEqualTo(220);
  }

  @Test
  void farRequest_costsASeekAndANeighbourNone() {
    DeviceQueue queue = new DeviceQueue(new Device("test", 0, 1000, BYTE_A_NANO, 1));
    assertThat(queue.submit(new ReadRequest(0, 0, 10), 0)).isEqualTo(1010);
    assertThat(queue.submit(new ReadRequest(0, 10, 10), 0)).isEqualTo(1020);
    assertThat(queue.submit(new ReadRequest(0, 30, 10), 0)).isEqualTo(2030);
    assertThat(queue.submit(new ReadRequest(1, 40, 10), 0)).isEqualTo(3040);
  }
}
