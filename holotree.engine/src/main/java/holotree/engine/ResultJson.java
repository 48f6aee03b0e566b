package holotree.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import holotree.api.Catalog;
import holotree.api.CatalogEntry;
import holotree.api.Digest;
import holotree.api.Relocations;
import holotree.api.error.HolotreeException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Results and failures as JSON documents (RFC 8259), indented, with a newline at the end.
/// Thread-safe.
///
/// Fields are named as the components of the records. Digests are hexadecimal text, paths are text,
/// values of enums are camelCase, and a duration is there twice: as `nanos` and as `seconds` with
/// three decimals. A path or a symlink's target that is not UTF-8 is followed by its bytes in
/// hexadecimal.
public final class ResultJson {

  private static final DateTimeFormatter NANOSECONDS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

  private final JsonGenerator json;

  private ResultJson(JsonGenerator json) {
    this.json = json;
  }

  /// The whole document in memory.
  public static String text(Result result) {
    return inMemory(out -> write(result, out));
  }

  /// The document `{"error": {...}}`: `kind`, `what`, `meaning`, `next`, `retryable` and the kind's
  /// own fields.
  public static String text(HolotreeException error) {
    return inMemory(out -> {
      try (JsonGenerator json = generator(out)) {
        new ErrorJson(json).write(error);
      }
      out.write('\n');
    });
  }

  /// Writes the document as it is made, which takes little memory however many entries it has;
  /// leaves `out` open and not flushed.
  ///
  /// @throws IOException if `out` throws it; a part of the document was written then
  public static void write(Result result, Writer out) throws IOException {
    try (JsonGenerator json = generator(out)) {
      json.writeStartObject();
      new ResultJson(json).fields(result);
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static JsonGenerator generator(Writer out) throws IOException {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return new JsonFactory()
        .createGenerator(out)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
        .setPrettyPrinter(printer);
  }

  private void fields(Result result) throws IOException {
    switch (result) {
      case DeleteReceipt receipt -> delete(receipt);
      case Listing listing -> listing(listing);
      case RecordReceipt receipt -> record(receipt);
      case RestoreReceipt receipt -> restore(receipt);
      case RuntimeReport report -> runtime(report);
      case Summary summary -> summary(summary);
      case VerifyReport report -> verify(report);
    }
  }

  private void delete(DeleteReceipt receipt) throws IOException {
    text("target", receipt.target().toString());
    text("space", receipt.space());
    json.writeNumberField("entries", receipt.entries());
    duration(receipt.nanos());
  }

  private void listing(Listing listing) throws IOException {
    text("library", listing.library().toString());
    json.writeArrayFieldStart("recordings");
    for (Listing.Recording recording : listing.recordings()) {
      json.writeStartObject();
      text("name", recording.name());
      digest("catalog", recording.catalog());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("packs", listing.packs());
    json.writeNumberField("packBytes", listing.packBytes());
  }

  private void record(RecordReceipt receipt) throws IOException {
    digest("catalog", receipt.catalog());
    text("name", receipt.name());
    json.writeNumberField("directories", receipt.directories());
    json.writeNumberField("files", receipt.files());
    json.writeNumberField("symlinks", receipt.symlinks());
    json.writeNumberField("bytes", receipt.bytes());
    json.writeNumberField("storedChunks", receipt.storedChunks());
    json.writeNumberField("storedBytes", receipt.storedBytes());
    json.writeNumberField("packBytes", receipt.packBytes());
    json.writeNumberField("reusedChunks", receipt.reusedChunks());
    json.writeNumberField("relocatedEntries", receipt.relocatedEntries());
    relocationLimits(receipt.relocationLimits());
    duration(receipt.nanos());
    notices(receipt.notices());
  }

  private void restore(RestoreReceipt receipt) throws IOException {
    digest("catalog", receipt.catalog());
    text("recording", receipt.recording());
    text("space", receipt.space());
    text("target", receipt.target().toString());
    json.writeNumberField("directories", receipt.directories());
    json.writeNumberField("copied", receipt.copied());
    json.writeNumberField("hardLinked", receipt.hardLinked());
    json.writeNumberField("reflinked", receipt.reflinked());
    json.writeNumberField("symlinks", receipt.symlinks());
    json.writeNumberField("bytes", receipt.bytes());
    json.writeNumberField("relocated", receipt.relocated());
    json.writeNumberField("leftOut", receipt.leftOut());
    downgrades(receipt.downgrades());
    json.writeObjectFieldStart("pool");
    json.writeNumberField("added", receipt.pool().added());
    json.writeNumberField("dropped", receipt.pool().dropped());
    json.writeNumberField("evicted", receipt.pool().evicted());
    json.writeEndObject();
    duration(receipt.nanos());
    notices(receipt.notices());
  }

  private void downgrades(List<Downgrade> downgrades) throws IOException {
    json.writeArrayFieldStart("downgrades");
    for (Downgrade downgrade : downgrades) {
      json.writeStartObject();
      text("wanted", camelCase(downgrade.wanted()));
      json.writeNumberField("files", downgrade.files());
      text("reason", downgrade.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void runtime(RuntimeReport report) throws IOException {
    text("version", report.version());
    text("java", report.java());
    text("platform", report.platform());
    texts("modules", report.modules());
    texts("codecs", report.codecs());
    texts("strategies", report.strategies());
    texts("policies", report.policies());
  }

  private void summary(Summary summary) throws IOException {
    digest("id", summary.id());
    texts("names", summary.names());
    json.writeNumberField("directories", summary.directories());
    json.writeNumberField("files", summary.files());
    json.writeNumberField("symlinks", summary.symlinks());
    json.writeNumberField("bytes", summary.bytes());
    json.writeNumberField("relocatedEntries", summary.relocatedEntries());
    json.writeNumberField("stageLength", summary.stageLength());
    Catalog catalog = summary.catalog();
    json.writeArrayFieldStart("entries");
    for (int entry = 0; entry < catalog.size(); entry++) {
      json.writeStartObject();
      entry(catalog.entry(entry));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void entry(CatalogEntry entry) throws IOException {
    bytes("path", entry.path().toBytes());
    switch (entry) {
      case CatalogEntry.Directory directory -> {
        text("type", "directory");
        mode(directory.mode());
        mtime(entry);
      }
      case CatalogEntry.File file -> {
        text("type", "file");
        mode(file.mode());
        mtime(entry);
        json.writeNumberField("size", file.size());
        Digest content = file.content();
        if (content != null) {
          digest("content", content);
        }
        relocations(file.relocations());
      }
      case CatalogEntry.Symlink symlink -> {
        text("type", "symlink");
        mtime(entry);
        bytes("target", symlink.target().toBytes());
        relocations(symlink.relocations());
      }
    }
  }

  private void mode(int mode) throws IOException {
    // Four octal digits, the first one 0: the leading 1 that keeps the zeros is cut off.
    text("mode", Integer.toOctalString(010000 | mode).substring(1));
  }

  private void mtime(CatalogEntry entry) throws IOException {
    long seconds = entry.mtimeSeconds();
    // A file system may hold times that Java's calendar cannot name.
    boolean calendar =
        seconds >= Instant.MIN.getEpochSecond() && seconds <= Instant.MAX.getEpochSecond();
    text(
        "mtime",
        calendar
            ? NANOSECONDS.format(Instant.ofEpochSecond(seconds, entry.mtimeNanos()))
            : "@" + seconds);
  }

  private void relocations(@Nullable Relocations relocations) throws IOException {
    if (relocations == null) {
      return;
    }
    json.writeObjectFieldStart("relocations");
    text("kind", camelCase(relocations.kind()));
    json.writeArrayFieldStart("offsets");
    for (int place = 0; place < relocations.count(); place++) {
      json.writeNumber(relocations.offset(place));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void verify(VerifyReport report) throws IOException {
    text("target", report.target().toString());
    digest("catalog", report.catalog());
    json.writeBooleanField("pristine", report.pristine());
    json.writeNumberField("entries", report.entries());
    json.writeNumberField("bytes", report.bytes());
    duration(report.nanos());
    json.writeArrayFieldStart("differences");
    for (VerifyReport.Difference difference : report.differences()) {
      json.writeStartObject();
      text("path", difference.path());
      text("aspect", camelCase(difference.aspect()));
      text("expected", difference.expected());
      text("actual", difference.actual());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void relocationLimits(List<RelocationLimit> limits) throws IOException {
    json.writeArrayFieldStart("relocationLimits");
    for (RelocationLimit limit : limits) {
      json.writeStartObject();
      text("path", limit.path());
      text("reason", camelCase(limit.reason()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void notices(List<Notice> notices) throws IOException {
    json.writeArrayFieldStart("notices");
    for (Notice notice : notices) {
      json.writeStartObject();
      text("kind", camelCase(notice.kind()));
      text("sentence", notice.kind().sentence());
      json.writeNumberField("count", notice.count());
      texts("examples", notice.examples());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void duration(long nanos) throws IOException {
    json.writeNumberField("nanos", nanos);
    json.writeNumberField(
        "seconds", BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_UP));
  }

  private void digest(String field, Digest digest) throws IOException {
    json.writeStringField(field, digest.toString());
  }

  private void text(String field, @Nullable String text) throws IOException {
    json.writeStringField(field, text);
  }

  private void texts(String field, List<String> texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void bytes(String field, byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    text(field, text);
    if (text.indexOf('\uFFFD') >= 0
        && !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
      text(field + "Bytes", HexFormat.of().formatHex(bytes));
    }
  }

  private static String camelCase(Enum<?> value) {
    StringBuilder text = new StringBuilder(value.name().toLowerCase(Locale.ROOT));
    for (int at = text.indexOf("_"); at >= 0; at = text.indexOf("_", at)) {
      text.deleteCharAt(at).setCharAt(at, Character.toUpperCase(text.charAt(at)));
    }
    return text.toString();
  }

  private static String inMemory(Document document) {
    StringWriter out = new StringWriter();
    try {
      document.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter never fails", e);
    }
    return out.toString();
  }

  private interface Document {
    void write(Writer out) throws IOException;
  }
}
