package holotree.fs.posix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The calls of macOS: its own there; elsewhere those of `clonefile.c`, which gcc makes once for all
/// tests.
final class MacCalls {

  /// What clones.
  static final Clonefile CLONEFILE =
      System.getProperty("os.name").startsWith("Mac") ? Clonefile.ofThisSystem() : compiled();

  private MacCalls() {}

  @SuppressWarnings("restricted")
  private static Clonefile compiled() {
    try {
      Path place = Files.createTempDirectory("mac-calls");
      try (InputStream source = MacCalls.class.getResourceAsStream("clonefile.c")) {
        Files.copy(Objects.requireNonNull(source), place.resolve("clonefile.c"));
      }
      Shell.run("cd '" + place + "' && gcc -shared -fPIC -O1 -o clonefile.so clonefile.c");
      SymbolLookup lookup =
          SymbolLookup.libraryLookup(place.resolve("clonefile.so"), Arena.global());
      Shell.run("rm -r '" + place + "'");
      return new Clonefile(lookup);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
