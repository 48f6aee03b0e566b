package holotree.engine.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that was done, or that failed.
///
/// @param time when it began
/// @param act what it was
/// @param catalog the catalog's id; null where it failed before that was known
/// @param recording the recording's name, as far as one was given, or what was asked for
/// @param space the space's id; null where there is none
/// @param copied files written
/// @param hardLinked files hard-linked from the pool
/// @param reflinked files reflinked from the pool
/// @param bytes length of all files, bytes
/// @param newBytes of them not yet in the library, bytes; 0 but for recordings
/// @param nanos how long it took, nanoseconds
/// @param outcome `done`, else the kind of failure
public record JournalLine(
    Instant time,
    Act act,
    @Nullable String catalog,
    @Nullable String recording,
    @Nullable String space,
    long copied,
    long hardLinked,
    long reflinked,
    long bytes,
    long newBytes,
    long nanos,
    String outcome) {

  /// The outcome of what succeeded.
  public static final String DONE = "done";

  /// What can be done.
  public enum Act {
    /// A tree was recorded.
    RECORD,
    /// A new space was made.
    RESTORE,
    /// A space was repaired.
    REFRESH,
    /// A space was compared with its catalog.
    VERIFY
  }

  private static final JsonFactory JSON = new JsonFactory();

  /// Whether it succeeded.
  public boolean done() {
    return outcome.equals(DONE);
  }

  /// The line with its end, UTF-8.
  byte[] encode() {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", time.toString());
      json.writeStringField("what", act.name().toLowerCase(Locale.ROOT));
      json.writeStringField("catalog", catalog);
      json.writeStringField("recording", recording);
      json.writeStringField("space", space);
      json.writeNumberField("copied", copied);
      json.writeNumberField("hardLinked", hardLinked);
      json.writeNumberField("reflinked", reflinked);
      json.writeNumberField("bytes", bytes);
      json.writeNumberField("newBytes", newBytes);
      json.writeNumberField("nanos", nanos);
      json.writeStringField("outcome", outcome);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory never fails", e);
    }
    line.write('\n');
    return line.toByteArray();
  }

  /// The line in `length` bytes from `start`, its end excluded; null if it is torn, or none of this
  /// release's. Fields that this release does not know are passed over.
  static @Nullable JournalLine decode(byte[] bytes, int start, int length) {
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    try (JsonParser json = JSON.createParser(bytes, start, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        switch (json.nextToken()) {
          case VALUE_STRING -> texts.put(field, json.getText());
          case VALUE_NUMBER_INT -> numbers.put(field, json.getLongValue());
          case START_OBJECT, START_ARRAY -> json.skipChildren();
          case null, default -> {}
        }
      }
      return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null
          ? of(texts, numbers)
          : null;
    } catch (IOException | DateTimeException | IllegalArgumentException foreign) {
      // Torn by a crash or a full disk, or by someone else's hand: the caller counts it.
      return null;
    }
  }

  private static @Nullable JournalLine of(Map<String, String> texts, Map<String, Long> numbers) {
    String time = texts.get("time");
    String act = texts.get("what");
    String outcome = texts.get("outcome");
    if (time == null || act == null || outcome == null) {
      return null;
    }
    return new JournalLine(
        Instant.parse(time),
        Act.valueOf(act.toUpperCase(Locale.ROOT)),
        texts.get("catalog"),
        texts.get("recording"),
        texts.get("space"),
        number(numbers, "copied"),
        number(numbers, "hardLinked"),
        number(numbers, "reflinked"),
        number(numbers, "bytes"),
        number(numbers, "newBytes"),
        number(numbers, "nanos"),
        outcome);
  }

  // A count is never negative: whoever wrote one, it was not this program.
  private static long number(Map<String, Long> numbers, String field) {
    long number = numbers.getOrDefault(field, 0L);
    if (number < 0) {
      throw new IllegalArgumentException(field + " is negative");
    }
    return number;
  }
}
