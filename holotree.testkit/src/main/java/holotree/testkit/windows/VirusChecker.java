package holotree.testkit.windows;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Opens each file that was written, when it is closed, and keeps it open for a while: of ten, two not at all,
/// one for up to 200 ms, the others for up to 20 ms. It opens nothing that is open in a way that it cannot share.
/// Off until it is told otherwise. Thread-safe.
public final class VirusChecker {

  private @Nullable Random random;
  private boolean sharing = true;
  private @Nullable Pattern forEver;

  VirusChecker() {}

  /// Has it work; files that it has open may be read by others.
  ///
  /// @param seed decides how long it keeps files open
  public synchronized VirusChecker on(long seed) {
    random = new Random(seed);
    return this;
  }

  /// Whether files that it has open may be read by others.
  public synchronized VirusChecker sharing(boolean reading) {
    sharing = reading;
    return this;
  }

  /// Has it never close a file of such a name.
  ///
  /// @param names a regular expression for the whole name
  public synchronized VirusChecker holdForEver(String names) {
    forEver = Pattern.compile(names);
    return this;
  }

  /// Has it open nothing any more; what it has open it keeps as long as it would.
  public synchronized void off() {
    random = null;
    forEver = null;
  }

  synchronized @Nullable Hold hold(Path path) {
    int share = sharing ? Numbers.SHARE_READ : 0;
    if (forEver != null && forEver.matcher(String.valueOf(path.getFileName())).matches()) {
      return Hold.forEver(path, share);
    }
    if (random == null) {
      return null;
    }
    int kind = random.nextInt(10);
    long most = TimeUnit.MILLISECONDS.toNanos(kind == 2 ? 200 : 20);
    return kind < 2 ? null : Hold.until(path, share, System.nanoTime() + random.nextLong(most));
  }
}
