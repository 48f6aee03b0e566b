package holotree.engine.builtin;

import holotree.api.error.RefusedException;
import holotree.api.fs.OperatingSystem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns names between bytes and paths, and refuses those that would not come back byte for byte:
/// what is not valid UTF-8, and whatever `java.nio` would translate, trim or normalise. Immutable.
final class FileNames {

  private static final String NEXT =
      "Run on a platform whose own module is in this runtime, or in a UTF-8 locale.";
  private static final Pattern WINDOWS_ALTERS =
      Pattern.compile(
          ".*[. ]|(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00B9\u00B2\u00B3])( *\\..*)?");
  private static final char REPLACEMENT = '\uFFFD';

  private final boolean windows;
  private final boolean asciiOnly;

  /// @param system the system whose rules hold
  /// @param encoding how the JVM encodes names; anything but UTF-8 is trusted with ASCII alone,
  ///   since it would store other bytes than those given
  FileNames(OperatingSystem system, String encoding) {
    this.windows = system == OperatingSystem.WINDOWS;
    this.asciiOnly = !windows && !isUtf8(encoding);
  }

  /// The rules that hold in this JVM.
  static FileNames ofThisProcess() {
    return new FileNames(
        OperatingSystem.current(), System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  /// The path of the single name `name` in `directory`.
  ///
  /// @throws IllegalArgumentException if `name` is empty, `.`, `..` or holds `/` or NUL
  /// @throws RefusedException if the platform cannot hold it byte for byte
  Path resolve(Path directory, byte[] name) {
    requireSingle(name);
    String text = text(name);
    if (text == null || (windows && altersOnWindows(text))) {
      throw refused("make the name", directory, name);
    }
    try {
      Path single = directory.getFileSystem().getPath(text);
      if (single.getNameCount() == 1 && !single.isAbsolute() && single.toString().equals(text)) {
        return directory.resolve(single);
      }
    } catch (InvalidPathException _) {
      // Told below, as every other name that cannot be held.
    }
    throw refused("make the name", directory, name);
  }

  /// The path that a symbolic link in `directory` holds for `target`.
  ///
  /// @throws IllegalArgumentException if `target` is empty or holds NUL
  /// @throws RefusedException if the platform cannot hold it byte for byte
  Path target(Path directory, byte[] target) {
    if (target.length == 0 || holds(target, 0)) {
      throw new IllegalArgumentException("a symlink target is not empty and holds no NUL");
    }
    String text = text(target);
    if (text == null) {
      throw refused("link to", directory, target);
    }
    try {
      Path path = directory.getFileSystem().getPath(text);
      if (path.toString().equals(text)) {
        return path;
      }
    } catch (InvalidPathException _) {
      // Told below, as every other target that cannot be held.
    }
    throw refused("link to", directory, target);
  }

  /// The bytes of a path that the system gave, be it a name or a target.
  ///
  /// @param directory where it was found, for the message
  /// @throws RefusedException if its bytes were lost when the JVM decoded them
  byte[] bytes(Path directory, Path found) {
    String text = found.toString();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean translated = asciiOnly && bytes.length != text.length();
    boolean lost = text.indexOf(REPLACEMENT) >= 0 && !comesBack(found, text);
    if (translated || lost) {
      throw refused("read the name", directory, bytes);
    }
    return bytes;
  }

  private static boolean comesBack(Path found, String text) {
    try {
      return found.getFileSystem().getPath(text).equals(found);
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private @Nullable String text(byte[] bytes) {
    for (byte b : bytes) {
      if (asciiOnly && b < 0) {
        return null;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  private static boolean altersOnWindows(String name) {
    return WINDOWS_ALTERS.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  private static void requireSingle(byte[] name) {
    boolean dots =
        Arrays.equals(name, new byte[] {'.'}) || Arrays.equals(name, new byte[] {'.', '.'});
    if (name.length == 0 || dots || holds(name, '/') || holds(name, 0)) {
      throw new IllegalArgumentException(
          "not a single name: \"" + new String(name, StandardCharsets.UTF_8) + "\"");
    }
  }

  private static boolean holds(byte[] bytes, int wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  private static RefusedException refused(String operation, Path directory, byte[] name) {
    return Failures.refused(
        operation + " \"" + new String(name, StandardCharsets.UTF_8) + "\" in",
        directory,
        "java.nio cannot hold it byte for byte here",
        NEXT);
  }

  private static boolean isUtf8(String encoding) {
    return Charset.isSupported(encoding)
        && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
  }
}
