package holotree.engine;

import java.io.IOException;
import java.util.List;

/// Notices as JSON.
final class NoticeJson {

  private NoticeJson() {}

  /// Writes the array `notices`.
  static void write(List<Notice> notices, JsonFields json) throws IOException {
    json.array("notices");
    for (Notice notice : notices) {
      json.item();
      json.word("kind", notice.kind());
      json.text("sentence", notice.kind().sentence());
      json.number("count", notice.count());
      json.texts("examples", notice.examples());
      json.end();
    }
    json.end();
  }
}
