package holotree.engine.relocate;

import holotree.api.Escape;
import holotree.api.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The finder's rules over a whole file, written for plainness: what the fast one is compared with.
final class NaiveFinder {

  /// A place as offset and length.
  record Place(int offset, int length) {}

  /// A character and what it was in the file.
  private record Unit(String text, char character) {

    boolean isName() {
      return (text.length() > 1 && character == ' ')
          || String.valueOf(character).matches("[A-Za-z0-9._+~@%\u0080-\uffff-]");
    }
  }

  private static final Pattern PLAIN_UNIT = Pattern.compile("(?s).");
  private static final Pattern URL_UNIT = Pattern.compile("(?s)%[0-9a-fA-F]{2}|.");
  private static final Pattern JSON_UNIT = Pattern.compile("(?s)\\\\u[0-9a-fA-F]{4}|\\\\/|.");

  private static final int LONGEST_UNIT = "\\u0000".length();

  private NaiveFinder() {}

  static List<Place> find(String content, FileKind kind, StagePath stage) {
    List<Place> passing = new ArrayList<>();
    for (int at = 0; at < content.length(); at++) {
      int longest = 0;
      for (Spelling spelling : stage.spellings()) {
        String path = RecordedTree.text(stage.bytes(spelling));
        boolean given = spelling.toString().startsWith("GIVEN");
        String own = RecordedTree.text(stage.bytes(given ? Spelling.GIVEN : Spelling.RESOLVED));
        boolean longEnough = own.length() >= 64 && own.length() - own.lastIndexOf('/') > 20;
        boolean anywhere = longEnough && kind != FileKind.PYC && kind != FileKind.UNDECIDED;
        if (content.startsWith(path, at)
            && (anywhere
                || counts(content, at, path.length(), kind == FileKind.PYC, spelling.escape()))) {
          longest = Math.max(longest, path.length());
        }
      }
      if (longest > 0) {
        passing.add(new Place(at, longest));
      }
    }
    return passing.stream()
        .filter(place ->
            passing.stream()
                .noneMatch(other ->
                    other.offset() < place.offset()
                        && other.offset() + other.length() > place.offset()))
        .toList();
  }

  static String filled(String content, List<Place> places) {
    StringBuilder filled = new StringBuilder(content);
    for (Place place : places) {
      String filler = "/" + "holotree_".repeat(place.length() / 9 + 1);
      filled.replace(
          place.offset(), place.offset() + place.length(), filler.substring(0, place.length()));
    }
    return filled.toString();
  }

  private static boolean counts(String content, int at, int length, boolean pyc, Escape escape) {
    String before = content.substring(0, at);
    // No unit is longer, and only the first one counts.
    int enough = Math.min(content.length(), at + length + LONGEST_UNIT);
    List<Unit> after = units(content.substring(at + length, enough), escape);
    int prefix = -1;
    if (pyc && before.length() >= 2 && "zZ".indexOf(before.charAt(at - 2) & 0x7f) >= 0) {
      prefix = before.charAt(at - 1);
    }
    boolean whole = prefix == length;
    if (pyc && before.length() >= 5 && "aAust".indexOf(before.charAt(at - 5) & 0x7f) >= 0) {
      whole |=
          before
              .substring(at - 4)
              .equals("" + (char) (length % 256) + (char) (length / 256) + "\0\0");
    }
    boolean ends = after.isEmpty() || whole || !after.getFirst().isName();
    return ends && (prefix >= length || begins(units(before, escape), escape));
  }

  private static boolean begins(List<Unit> before, Escape escape) {
    List<Unit> reversed = before.reversed();
    if (reversed.isEmpty()) {
      return true;
    }
    if (reversed.getFirst().character() != '/') {
      int run = 0;
      int bytes = 0;
      while (run < reversed.size() && bytes < 255 && reversed.get(run).isName()) {
        bytes += reversed.get(run++).text().length();
      }
      return run == reversed.size() || reversed.get(run).character() != '/';
    }
    if (escape.name().startsWith("URL_COMPONENT") && reversed.getFirst().text().equals("/")) {
      return true;
    }
    if (reversed.size() == 1) {
      return true;
    }
    return reversed.get(1).character() == '/'
        ? reversed.size() > 2 && reversed.get(2).character() == ':'
        : !reversed.get(1).isName();
  }

  private static List<Unit> units(String text, Escape escape) {
    Pattern unit =
        escape == Escape.NONE ? PLAIN_UNIT : escape.name().startsWith("URL") ? URL_UNIT : JSON_UNIT;
    List<Unit> units = new ArrayList<>();
    // Not by results(), whose copies of the groups took a quarter of the time.
    Matcher matcher = unit.matcher(text);
    while (matcher.find()) {
      units.add(unit(matcher.group()));
    }
    return units;
  }

  private static Unit unit(String text) {
    char character =
        switch (text.length()) {
          case 6 -> (char) Integer.parseInt(text.substring(2), 16);
          case 3 -> (char) Integer.parseInt(text.substring(1), 16);
          case 2 -> '/';
          default -> text.charAt(0);
        };
    return new Unit(text, character);
  }
}
