package holotree.tests.relocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holotree.api.error.UnsafeException;
import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.kit.Program;
import holotree.tests.kit.Seed;
import holotree.tests.kit.Workplace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Random files with the path at random places in random spellings, restored to random targets, against a
/// plain model of what each kind of file becomes.
class RandomRelocationTest {

  private static final int FILES = 24;
  private static final int TARGETS = 20;
  private static final int LONGEST_TARGET = 200;
  private static final int BORDER = 4 << 20;

  /// How a path is written, and the slash of that.
  private record Writing(UnaryOperator<String> escape, String slash) {

    /// How the target's path is written where the stage's was: the first way that writes the stage's so.
    static Writing of(int index, String stage) {
      String there = WRITINGS.get(index).escape.apply(stage);
      return WRITINGS.stream()
          .filter(each -> each.escape.apply(stage).equals(there))
          .findFirst()
          .orElseThrow();
    }
  }

  private static final List<Writing> WRITINGS =
      List.of(
          new Writing(path -> path, "/"),
          new Writing(RandomRelocationTest::json, "/"),
          new Writing(path -> json(path).replace("/", "\\/"), "\\/"),
          new Writing(
              path -> component(path).replace("%2F", "/").replace("%26", "&").replace("%2B", "+"),
              "/"),
          new Writing(path -> component(path).replace("%2F", "/"), "/"),
          new Writing(RandomRelocationTest::component, "%2F"),
          new Writing(path -> lower(component(path)), "%2f"));

  /// A stretch of a file: as it is, or the path in a writing.
  private record Part(byte[] literal, int writing) {}

  /// A file by what it begins with, whether it may change its length or is never touched, and its parts.
  private record Model(String head, boolean text, boolean opaque, List<Part> parts) {

    byte[] at(String stage, String target) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
      for (Part part : parts) {
        bytes.writeBytes(part.literal);
        if (part.writing >= 0) {
          Writing writing = Writing.of(part.writing, stage);
          String there = writing.escape.apply(stage);
          String path = opaque ? there : writing.escape.apply(target);
          bytes.writeBytes(
              (text || opaque ? path : padded(path, writing.slash, there.length()))
                  .getBytes(StandardCharsets.UTF_8));
        }
      }
      return bytes.toByteArray();
    }

    boolean fits(String stage, String target) {
      return text || opaque || parts.stream().allMatch(part -> fits(part, stage, target));
    }

    private static boolean fits(Part part, String stage, String target) {
      if (part.writing < 0) {
        return true;
      }
      Writing writing = Writing.of(part.writing, stage);
      int room = writing.escape.apply(stage).length() - writing.escape.apply(target).length();
      return switch (writing.slash.length()) {
        case 1 -> room >= 0;
        case 2 -> room >= 0 && room != 1;
        default -> room >= 0 && room != 1 && room != 2 && room != 5;
      };
    }

    private static String padded(String path, String slash, int length) {
      StringBuilder longer = new StringBuilder(path);
      while ((length - longer.length()) % slash.length() != 0) {
        longer.append(slash).append('.');
      }
      return longer + slash.repeat((length - longer.length()) / slash.length());
    }
  }

  @AutoClose private final Workplace work = Workplace.create();
  @AutoClose private final Holotree holotree = work.open();
  private final Random random = new Random(Seed.next("RandomRelocationTest"));
  private final Map<String, Model> files = new TreeMap<>();

  @Test
  void everyTarget_getsWhatTheModelSays() throws IOException {
    Path stage = work.path(name(20 + random.nextInt(30)));
    Files.createDirectory(stage);
    for (int file = 0; file < FILES; file++) {
      Model model = model(stage, file % 8 == 7);
      files.put((model.text || model.opaque ? "any" : "fixed") + file, model);
    }
    for (Map.Entry<String, Model> file : files.entrySet()) {
      Files.write(
          stage.resolve(file.getKey()), file.getValue().at(stage.toString(), stage.toString()));
    }
    holotree.record(RecordRequest.of(stage).named("all"));
    holotree.record(RecordRequest.of(stage).named("any").exclude(List.of("fixed*")));
    Program.of("mv", stage, work.path("moved-away")).output();

    requireRestored("all", stage, stage.toString());
    for (int i = 0; i < TARGETS; i++) {
      Path target = target();
      boolean fits =
          files.values().stream().allMatch(file -> file.fits(stage.toString(), target.toString()));
      if (fits) {
        requireRestored("all", target, stage.toString());
      } else {
        RestoreRequest request = RestoreRequest.of("all").to(target);
        assertThatThrownBy(() -> holotree.restore(request)).isInstanceOf(UnsafeException.class);
        assertThat(target).doesNotExist();
        requireRestored("any", target, stage.toString());
      }
    }
  }

  private void requireRestored(String recording, Path target, String stage) throws IOException {
    holotree.restore(RestoreRequest.of(recording).to(target));
    try {
      for (Map.Entry<String, Model> file : files.entrySet()) {
        if (recording.equals("all") || file.getKey().startsWith("any")) {
          assertThat(Files.readAllBytes(target.resolve(file.getKey())))
              .as("%s at %s", file.getKey(), target)
              .isEqualTo(file.getValue().at(stage, target.toString()));
        }
      }
      assertThat(holotree.verify(new Target.Directory(target)).differences()).isEmpty();
    } finally {
      holotree.delete(new Target.Directory(target));
    }
  }

  private Model model(Path stage, boolean large) {
    boolean text = random.nextBoolean();
    boolean opaque = !text && random.nextInt(3) == 0;
    String head =
        text ? "text=" : opaque ? "PK\3\4" : random.nextBoolean() ? "\177ELF\2\1\1\0" : "data\0";
    List<Part> parts = new ArrayList<>();
    int length = head.length();
    int wanted = random.nextInt(3000) + (large ? BORDER : 0);
    boolean crossed = !large;
    while (length < wanted) {
      int gap = random.nextInt(60);
      if (!crossed) {
        // The path begins up to its own length before the border, or right behind it.
        gap = BORDER - length - random.nextInt(3 * stage.toString().length());
        crossed = true;
      }
      int writing = random.nextInt(WRITINGS.size());
      parts.add(new Part(literal(gap, text), writing));
      String[] ends = {"\"", ":", "\n", " ", "'", WRITINGS.get(writing).slash + "lib\n"};
      byte[] end = ends[random.nextInt(ends.length)].getBytes(StandardCharsets.UTF_8);
      parts.add(new Part(end, -1));
      length +=
          gap + 1 + WRITINGS.get(writing).escape.apply(stage.toString()).length() + end.length;
    }
    if (random.nextBoolean()) {
      // The path as the file's last bytes.
      parts.add(new Part(literal(3, text), random.nextInt(WRITINGS.size())));
    }
    return new Model(head, text, opaque, parts);
  }

  /// Bytes that hold no slash, the last of which is no part of a name.
  private byte[] literal(int length, boolean text) {
    byte[] bytes = new byte[length + 1];
    for (int i = 0; i < length; i++) {
      int b = random.nextInt(text ? 1 : 0, 256);
      bytes[i] = (byte) (b == '/' || b == '%' || b == '\\' ? '_' : b);
    }
    bytes[length] = (byte) "\"= \n:'".charAt(random.nextInt(6));
    return bytes;
  }

  /// A path of any length that is left below the directory for temporary files.
  private Path target() {
    String above = work.path("").getParent() + "/";
    int length = random.nextInt(1, LONGEST_TARGET - above.length());
    Path target;
    do {
      target = Path.of(above + name(length));
      length++;
    } while (Files.exists(target));
    return target;
  }

  /// What needs to be escaped, too; never the same as the stage's beginning.
  private String name(int length) {
    String characters = "abcdefghij-_0123456789" + (length > 6 ? " %\"+&" : "");
    StringBuilder name = new StringBuilder("x");
    while (name.length() < length) {
      name.append(characters.charAt(random.nextInt(characters.length())));
    }
    return name.substring(0, Math.max(1, length));
  }

  private static String json(String path) {
    return path.replace("\"", "\\\"");
  }

  private static String component(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /// With the digits of the escapes in lower case.
  private static String lower(String escaped) {
    StringBuilder lower = new StringBuilder(escaped);
    for (int at = lower.indexOf("%"); at >= 0; at = lower.indexOf("%", at + 1)) {
      lower.replace(at, at + 3, escaped.substring(at, at + 3).toLowerCase(Locale.ROOT));
    }
    return lower.toString();
  }
}
