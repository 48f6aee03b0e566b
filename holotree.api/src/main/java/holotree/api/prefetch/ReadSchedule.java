package holotree.api.prefetch;

/// Says how far to read ahead while one plan is worked through. Called by one thread at a time.
public interface ReadSchedule {

  /// Called before the request at `position` is read.
  ///
  /// @param position 0 to the plan's size - 1, ascending
  /// @return the first request that need not be under way yet: everything before it that was not asked
  ///     for is asked for now, in plan order; at most `position + 1` asks for nothing
  int readAheadTo(int position);

  /// Called after the request at `position` was read. Several reads may be under way at once, so that
  /// calls for later positions may come before it.
  ///
  /// @param position which request
  /// @param nanos how long it took to get the bytes, decoding not counted: short where they were in
  ///     memory already
  void observe(int position, long nanos);
}
