package holotree.testkit.windows;

import java.io.IOException;

/// Something that Windows or the disk may refuse.
@FunctionalInterface
interface Step<T> {
  T run() throws WindowsRefusal, IOException;
}
