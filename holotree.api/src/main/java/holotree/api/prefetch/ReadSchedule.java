package holotree.api.prefetch;

/// Says how far to read ahead while one plan is worked through. Called by one thread at a time.
public interface ReadSchedule {

  /// Called before the request at `position` is read.
  ///
  /// @param position 0 to the plan's size - 1, ascending
  /// @return the first request that need not be under way yet: everything before it is asked for now
  int readAheadTo(int position);

  /// Called after the request at `position` was read.
  ///
  /// @param position which request
  /// @param nanos how long the read took: short where the bytes were in memory already
  void observe(int position, long nanos);
}
