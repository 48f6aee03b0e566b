package holotree.api.prefetch;

/// Decides what is read ahead. A service: see `java.util.ServiceLoader`; the highest rank is used.
///
/// Promises of every implementation, which its contract tests cite:
///
/// 1. Constructing it, [#id] and [#rank] open no file and do not throw. It is thread-safe.
/// 2. Its schedules never ask for more than the budget: [ReadSchedule#readAheadTo] is at most
///    `position + budget.requests()`, and the bytes of the requests between are within
///    `budget.bytes()`, unless that is a single request.
/// 3. A schedule never goes back: what it answers never decreases, nor exceeds the plan's size.
/// 4. Whatever a schedule answers, the restored bytes are the same: it is advice.
public interface PrefetchPolicy {

  /// A stable id for reports: 1 to 20 of `a-z`, `0-9` and `-`.
  String id();

  /// Which of several policies is used: the highest.
  int rank();

  /// A schedule for one plan.
  ///
  /// @param plan what will be read, in that order
  /// @param budget what may be under way at once
  ReadSchedule schedule(ReadPlan plan, ReadBudget budget);
}
