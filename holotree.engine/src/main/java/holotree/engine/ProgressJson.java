package holotree.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import holotree.api.ProgressListener;
import holotree.api.ProgressListener.Activity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Progress as JSON documents of one line each.
public final class ProgressJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private ProgressJson() {}

  /// How far an activity is: `{"progress":{"activity":"restore","seconds":1.2,"entries":5,"bytes":9,...}}`.
  /// A total that is not known is left out.
  ///
  /// @param nanos since the operation began, nanoseconds
  /// @param entries done so far
  /// @param bytes done so far
  /// @param totalEntries to do, or [ProgressListener#UNKNOWN]
  /// @param totalBytes to do, or [ProgressListener#UNKNOWN]
  /// @return the document, without the end of its line
  public static String advanced(
      Activity activity, long nanos, long entries, long bytes, long totalEntries, long totalBytes) {
    return line(json -> {
      json.writeObjectFieldStart("progress");
      json.writeStringField("activity", activity.name().toLowerCase(Locale.ROOT));
      json.writeFieldName("seconds");
      json.writeNumber(JsonFields.seconds(nanos));
      json.writeNumberField("entries", entries);
      json.writeNumberField("bytes", bytes);
      total(json, "totalEntries", totalEntries);
      total(json, "totalBytes", totalBytes);
    });
  }

  /// Whom the operation waits for: `{"waiting":{"what":"the library /l","holder":"..."}}`.
  ///
  /// @return the document, without the end of its line
  public static String waiting(String what, String holder) {
    return line(json -> {
      json.writeObjectFieldStart("waiting");
      json.writeStringField("what", what);
      json.writeStringField("holder", holder);
    });
  }

  private static void total(JsonGenerator json, String field, long total) throws IOException {
    if (total != ProgressListener.UNKNOWN) {
      json.writeNumberField(field, total);
    }
  }

  private static String line(Fields fields) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter never fails", e);
    }
    return out.toString();
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
