package holotree.engine.relocate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The finder's rules over a whole file, written for plainness: what the fast one is compared with.
final class NaiveFinder {

  /// A place as offset and length.
  record Place(int offset, int length) {}

  private static final String NAME = "[A-Za-z0-9._+~@%\u0080-\u00ff-]";
  private static final Pattern INSIDE_PATH = Pattern.compile("/" + NAME + "{1,255}\\z");
  private static final Pattern SECOND_SLASH =
      Pattern.compile("(://|(^|[^A-Za-z0-9._+~@%\u0080-\u00ff/-])/)\\z");

  private NaiveFinder() {}

  static List<Place> find(String content, boolean pyc, List<String> paths) {
    List<Place> passing = new ArrayList<>();
    for (int at = 0; at < content.length(); at++) {
      int longest = 0;
      for (String path : paths) {
        if (content.startsWith(path, at) && counts(content, at, path.length(), pyc)) {
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

  private static boolean counts(String content, int at, int length, boolean pyc) {
    String before = content.substring(0, at);
    String after = content.substring(at + length);
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
    boolean ends = after.isEmpty() || whole || !after.substring(0, 1).matches(NAME);
    boolean begins;
    if (prefix >= length) {
      begins = true;
    } else if (before.endsWith("/")) {
      begins = SECOND_SLASH.matcher(before).find();
    } else {
      begins = !INSIDE_PATH.matcher(before).find();
    }
    return begins && ends;
  }
}
