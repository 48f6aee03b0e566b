package holotree.api.prefetch;

/// What a restore will read, in the order it will read it. Immutable.
public interface ReadPlan {

  /// The number of requests.
  int size();

  /// One request.
  ///
  /// @param index 0 to [#size] - 1
  ReadRequest request(int index);
}
