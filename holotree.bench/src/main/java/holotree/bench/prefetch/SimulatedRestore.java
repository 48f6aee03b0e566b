package holotree.bench.prefetch;

import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadRequest;
import holotree.api.prefetch.ReadSchedule;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Replays a trace against a device and a policy: workers take reads in turn, ask ahead as they are
/// told, wait for their bytes, then decode and place for as long as the trace says. The system
/// reads nothing ahead by itself here. Not thread-safe; used once.
final class SimulatedRestore {

  /// What asking ahead costs the caller for each KiB that must be fetched, nanoseconds. Most of it
  /// would otherwise be paid by the read.
  static final long ASK_NANOS = 200;

  /// The same where it is in memory.
  static final long ASK_IN_VAIN_NANOS = 13;

  private static final long BUDGET_BYTES = 64L << 20;
  private static final long NEVER = Long.MAX_VALUE;

  private final ReadTrace trace;
  private final IntPredicate inMemory;
  private final DeviceQueue device;
  private final ReadSchedule schedule;
  // When the bytes of each read are in memory; NEVER if nobody asked yet.
  private final long[] readyAt;
  private final Worker[] workers;
  private int next;
  private int askedTo;
  private int asked;
  private int hits;
  private int inVain;
  private long bytesInVain;

  /// @param inMemory which reads find their bytes in the page cache from the start
  SimulatedRestore(
      ReadTrace trace,
      Device device,
      PrefetchPolicy policy,
      int workerCount,
      IntPredicate inMemory) {
    this.trace = trace;
    this.inMemory = inMemory;
    this.device = new DeviceQueue(device);
    this.schedule = policy.schedule(trace, new ReadBudget(ReadBudget.MAX_REQUESTS, BUDGET_BYTES));
    this.readyAt = new long[trace.size()];
    for (int i = 0; i < readyAt.length; i++) {
      readyAt[i] = inMemory.test(i) ? 0 : NEVER;
    }
    this.workers = new Worker[workerCount];
    Arrays.setAll(workers, i -> new Worker());
  }

  /// Replays it all.
  Outcome run() {
    while (true) {
      Worker first = workers[0];
      for (Worker worker : workers) {
        first = worker.now < first.now ? worker : first;
      }
      if (first.reading >= 0) {
        finishRead(first);
      } else if (next < trace.size()) {
        take(first);
      } else if (first.now == NEVER) {
        long end = Arrays.stream(workers).mapToLong(worker -> worker.ended).max().orElse(0);
        return new Outcome(end, asked, hits, inVain, bytesInVain);
      } else {
        first.ended = first.now;
        first.now = NEVER;
      }
    }
  }

  private void take(Worker worker) {
    int position = next++;
    int until = Math.min(schedule.readAheadTo(position), trace.size());
    boolean wasAsked = position < askedTo;
    if (readyAt[position] == NEVER) {
      readyAt[position] = device.submit(trace.request(position), worker.now);
    } else if (wasAsked && !inMemory.test(position) && readyAt[position] <= worker.now) {
      hits++;
    }
    askAhead(Math.max(askedTo, position + 1), until, worker);
    askedTo = Math.max(askedTo, Math.max(position + 1, until));
    worker.reading = position;
    worker.readBegan = worker.now;
    worker.now = Math.max(worker.now, readyAt[position]) + trace.reads().get(position).warmNanos();
  }

  private void askAhead(int from, int until, Worker worker) {
    for (int i = from; i < until; i++) {
      ReadRequest request = trace.request(i);
      boolean vain = inMemory.test(i);
      worker.now += (request.length() >> 10) * (vain ? ASK_IN_VAIN_NANOS : ASK_NANOS);
      asked++;
      if (vain) {
        inVain++;
        bytesInVain += request.length();
      } else {
        readyAt[i] = device.submit(request, worker.now);
      }
    }
  }

  private void finishRead(Worker worker) {
    schedule.observe(worker.reading, worker.now - worker.readBegan);
    worker.now += trace.reads().get(worker.reading).workNanos();
    worker.reading = -1;
  }

  private static final class Worker {
    // When its next step begins, nanoseconds.
    long now;
    // The position that it reads, -1 if none.
    int reading = -1;
    long readBegan;
    long ended;
  }

  /// What came of it.
  ///
  /// @param nanos until the last worker was done
  /// @param asked requests asked for ahead
  /// @param hits how many of them were there when they were needed, and had not been before
  /// @param inVain how many were in memory already
  /// @param bytesInVain their length
  record Outcome(long nanos, int asked, int hits, int inVain, long bytesInVain) {}
}
