package holotree.tests.nospace;

import holotree.api.ProgressListener;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// Does something once, as soon as an activity has got anywhere, when it is armed.
final class FillAt implements ProgressListener {

  private final AtomicReference<Runnable> armed = new AtomicReference<>(() -> {});
  private final AtomicBoolean done = new AtomicBoolean(true);
  private volatile Activity now = Activity.SCAN;
  private volatile Activity wanted = Activity.SCAN;

  /// Arms it.
  void in(Activity activity, Runnable action) {
    wanted = activity;
    armed.set(action);
    done.set(false);
  }

  @Override
  public void began(Activity activity, long entries, long bytes) {
    now = activity;
  }

  @Override
  public void advanced(long entries, long bytes) {
    if (now == wanted && !done.getAndSet(true)) {
      armed.get().run();
    }
  }

  @Override
  public void waiting(String what, String holder) {}
}
