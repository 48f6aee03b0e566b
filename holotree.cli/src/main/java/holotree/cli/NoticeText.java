package holotree.cli;

import holotree.engine.Notice;
import java.util.List;

/// Notices as text.
final class NoticeText {

  private NoticeText() {}

  /// Writes each as a note.
  static void write(List<Notice> notices, Console console) {
    for (Notice notice : notices) {
      write(notice.kind().sentence(), notice.count(), notice.examples(), console);
    }
  }

  /// Writes one note.
  ///
  /// @param count how many entries it is true of
  /// @param examples some of them
  static void write(String sentence, long count, List<String> examples, Console console) {
    console.note(
        sentence
            + (examples.isEmpty() && count <= 1 ? "" : ": " + count)
            + (examples.isEmpty() ? "" : ", e.g. " + String.join(", ", examples)));
  }
}
