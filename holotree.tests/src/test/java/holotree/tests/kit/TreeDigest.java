package holotree.tests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/// A digest of a whole tree in this process, where [TreeListing] would start programs: path, type, mode,
/// modification time, symlink target and bytes of every entry, the root included.
public final class TreeDigest {

  private static final String ATTRIBUTES = "unix:mode,lastModifiedTime,ino";

  private TreeDigest() {}

  /// The digest of what is at `tree` now, in hexadecimal.
  public static String of(Path tree) {
    MessageDigest digest = sha256();
    try (Stream<Path> walk = Files.walk(tree)) {
      for (Path path : walk.sorted().toList()) {
        Map<String, Object> is = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        String line =
            "%s %s %s%n"
                .formatted(tree.relativize(path), is.get("mode"), is.get("lastModifiedTime"));
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        if (Files.isSymbolicLink(path)) {
          digest.update(Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8));
        } else if (Files.isRegularFile(path)) {
          digest.update(Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The digest of a file's bytes, in hexadecimal.
  public static String ofFile(Path file) {
    try {
      return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
