package holotree.tests.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What a tree is, wherever it is: its own path counts as so many `@`, in contents and in symlinks.
final class NormalListing {

  private final GoldenStage stage;

  private NormalListing(GoldenStage stage) {
    this.stage = stage;
  }

  /// One line for each entry of the tree at `stage`, sorted by path.
  static List<String> of(GoldenStage stage) throws IOException {
    NormalListing listing = new NormalListing(stage);
    List<String> lines = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(stage.resolved())) {
      for (Path path : paths.sorted().toList()) {
        lines.add(listing.line(path));
      }
    }
    return lines;
  }

  private String line(Path path) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Instant time = attributes.lastModifiedTime().toInstant();
    return String.join(
        " ",
        stage.resolved().relativize(path) + ":",
        attributes.isSymbolicLink()
            ? "symlink"
            : PosixFilePermissions.toString(attributes.permissions()),
        time.getEpochSecond() + "+" + time.getNano(),
        content(path, attributes));
  }

  private String content(Path path, BasicFileAttributes attributes) throws IOException {
    if (attributes.isDirectory()) {
      return "directory";
    }
    if (attributes.isSymbolicLink()) {
      return "-> " + normal(Files.readSymbolicLink(path).toString());
    }
    String content = normal(Files.readString(path, StandardCharsets.ISO_8859_1));
    return content.length() + " " + digest(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String normal(String text) {
    String normal =
        text.replace(stage.resolved().toString(), "@".repeat(GoldenStage.RESOLVED_LENGTH))
            .replace(stage.given().toString(), "@".repeat(GoldenStage.GIVEN_LENGTH));
    for (Path path : List.of(stage.given(), stage.resolved())) {
      for (String spelled : GoldenStage.spellings(path)) {
        normal = normal.replace(spelled, "@".repeat(spelled.length()));
      }
    }
    return normal;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
