package holotree.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import holotree.api.Digest;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The fields of one JSON object, written as they come. Not thread-safe; the writer stays the caller's.
final class JsonFields implements AutoCloseable {

  private final JsonGenerator json;

  private JsonFields(JsonGenerator json) throws IOException {
    this.json = json;
    json.writeStartObject();
  }

  /// The fields of a document for people and programs: indented.
  static JsonFields indented(Writer out) throws IOException {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    JsonGenerator json = new JsonFactory().createGenerator(out);
    return new JsonFields(
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
            .setPrettyPrinter(printer));
  }

  /// Text; null is written as `null`.
  void text(String field, @Nullable String text) throws IOException {
    json.writeStringField(field, text);
  }

  /// A list of texts.
  void texts(String field, List<String> texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /// A whole number.
  void number(String field, long number) throws IOException {
    json.writeNumberField(field, number);
  }

  /// True or false.
  void flag(String field, boolean flag) throws IOException {
    json.writeBooleanField(field, flag);
  }

  /// The value of an enum, in camelCase.
  void word(String field, Enum<?> value) throws IOException {
    text(field, camelCase(value));
  }

  /// A digest, hexadecimal.
  void digest(String field, Digest digest) throws IOException {
    text(field, digest.toString());
  }

  /// Bytes that are meant as text; where they are not UTF-8, followed by `<field>Bytes`, hexadecimal.
  void bytes(String field, byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    text(field, text);
    if (text.indexOf('\uFFFD') >= 0
        && !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
      text(field + "Bytes", HexFormat.of().formatHex(bytes));
    }
  }

  /// An instant, ISO 8601 in UTC with nine decimals; null is written as `null`.
  void time(String field, @Nullable Instant time) throws IOException {
    text(field, time == null ? null : TimeText.of(time.getEpochSecond(), time.getNano()));
  }

  /// How long something took: `nanos`, and `seconds` with three decimals.
  void duration(long nanos) throws IOException {
    number("nanos", nanos);
    json.writeFieldName("seconds");
    json.writeNumber(seconds(nanos));
  }

  /// Nanoseconds as seconds with three decimals. Without `BigDecimal`, whose initialisation takes 30 ms
  /// in a cold JDK 25.
  static String seconds(long nanos) {
    long millis = (nanos + 500_000) / 1_000_000;
    // The leading 1 that keeps the zeros is cut off.
    return millis / 1000 + "." + String.valueOf(1000 + millis % 1000).substring(1);
  }

  /// Begins an object that [#end] ends.
  void object(String field) throws IOException {
    json.writeObjectFieldStart(field);
  }

  /// Begins an array that [#end] ends.
  void array(String field) throws IOException {
    json.writeArrayFieldStart(field);
  }

  /// Begins an object in an array; [#end] ends it.
  void item() throws IOException {
    json.writeStartObject();
  }

  /// A whole number in an array.
  void item(long number) throws IOException {
    json.writeNumber(number);
  }

  /// The value of an enum in an array, in camelCase.
  void item(Enum<?> value) throws IOException {
    json.writeString(camelCase(value));
  }

  /// A digest in an array, hexadecimal.
  void item(Digest digest) throws IOException {
    json.writeString(digest.toString());
  }

  /// Ends what was begun last.
  void end() throws IOException {
    if (json.getOutputContext().inArray()) {
      json.writeEndArray();
    } else {
      json.writeEndObject();
    }
  }

  /// Ends the document, and whatever a failure has left open in it.
  @Override
  public void close() throws IOException {
    json.close();
  }

  /// The name of an enum's value as documents have it.
  static String camelCase(Enum<?> value) {
    StringBuilder text = new StringBuilder(value.name().toLowerCase(Locale.ROOT));
    for (int at = text.indexOf("_"); at >= 0; at = text.indexOf("_", at)) {
      text.deleteCharAt(at).setCharAt(at, Character.toUpperCase(text.charAt(at)));
    }
    return text.toString();
  }
}
