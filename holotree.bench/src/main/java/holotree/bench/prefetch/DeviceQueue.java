package holotree.bench.prefetch;

import holotree.api.prefetch.ReadRequest;

/// A device at work: says when each request will be done. Not thread-safe.
final class DeviceQueue {

  private final Device device;
  // When each place of the queue is free again.
  private final long[] places;
  private long wireFree;
  private long headFree;
  private int file = -1;
  private long end;

  DeviceQueue(Device device) {
    this.device = device;
    this.places = new long[device.queue()];
  }

  /// Puts a request in the queue.
  ///
  /// @param now when, nanoseconds; never less than the time before
  /// @return when its last byte will be there
  long submit(ReadRequest request, long now) {
    int place = 0;
    for (int i = 1; i < places.length; i++) {
      place = places[i] < places[place] ? i : place;
    }
    long begin = Math.max(now, places[place]);
    if (request.file() != file || request.offset() != end) {
      begin = Math.max(begin, headFree) + device.seekNanos();
      headFree = begin;
    }
    file = request.file();
    end = request.offset() + request.length();
    long first = Math.max(begin + device.latencyNanos(), wireFree);
    wireFree = first + device.transferNanos(request.length());
    places[place] = wireFree;
    return wireFree;
  }
}
