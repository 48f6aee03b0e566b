package holotree.testkit.windows;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts calls, and refuses those that a test wants refused. Thread-safe.
final class Calls {

  private record Plan(int call, int code) {}

  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Plan> plans = new HashMap<>();
  private volatile @Nullable CallListener listener;

  void listener(CallListener heard) {
    listener = heard;
  }

  synchronized void fail(String method, int call, int code) {
    plans.put(method, new Plan(count(method) + call, code));
  }

  synchronized int count(String method) {
    return counts.getOrDefault(method, 0);
  }

  void begin(String method) throws WindowsRefusal {
    int code = planned(method);
    if (code != 0) {
      throw new WindowsRefusal(code);
    }
  }

  private synchronized int planned(String method) {
    int count = counts.merge(method, 1, Integer::sum);
    Plan plan = plans.get(method);
    if (plan == null || plan.call != count) {
      return 0;
    }
    plans.remove(method);
    return plan.code;
  }

  void end(String method, Object about, int code) {
    CallListener heard = listener;
    if (heard != null) {
      heard.called(method, about.toString(), code);
    }
  }
}
