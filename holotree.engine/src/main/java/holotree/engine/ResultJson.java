package holotree.engine;

import holotree.api.error.HolotreeException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/// Results and failures as JSON documents (RFC 8259), indented, with a newline at the end.
/// Thread-safe.
///
/// Fields are named as the components of the records. Digests are hexadecimal text, paths are text,
/// values of enums are camelCase, and a duration is there twice: as `nanos` and as `seconds` with
/// three decimals. A path or a symlink's target that is not UTF-8 is followed by its bytes in
/// hexadecimal.
public final class ResultJson {

  private ResultJson() {}

  /// The whole document in memory.
  public static String text(Result result) {
    return inMemory(out -> write(result, out));
  }

  /// The document `{"error": {...}}`: `kind`, `what`, `meaning`, `next`, `retryable` and the kind's
  /// own fields.
  public static String text(HolotreeException error) {
    return inMemory(out -> document(out, json -> ErrorJson.write(error, json)));
  }

  /// Writes the document as it is made, which takes little memory however many entries it has;
  /// leaves `out` open and not flushed.
  ///
  /// @throws IOException if `out` throws it; a part of the document was written then
  public static void write(Result result, Writer out) throws IOException {
    document(out, json -> fields(result, json));
  }

  private static void fields(Result result, JsonFields json) throws IOException {
    switch (result) {
      case CheckReport report -> CheckJson.write(report, json);
      case DeleteReceipt receipt -> DeleteJson.write(receipt, json);
      case DiffReport report -> DiffJson.write(report, json);
      case EnvReceipt receipt -> EnvJson.write(receipt, json);
      case EvictReceipt receipt -> KeepJson.write(receipt, json);
      case GcReport report -> GcJson.write(report, json);
      case Listing listing -> ListingJson.write(listing, json);
      case PinReceipt receipt -> KeepJson.write(receipt, json);
      case RecompressReceipt receipt -> RecompressJson.write(receipt, json);
      case RecordReceipt receipt -> RecordJson.write(receipt, json);
      case RestoreReceipt receipt -> RestoreJson.write(receipt, json);
      case RuntimeReport report -> RuntimeJson.write(report, json);
      case SpaceListing listing -> SpaceListingJson.write(listing, json);
      case StageReceipt receipt -> json.text("stage", receipt.stage().toString());
      case StatsReport report -> StatsJson.write(report, json);
      case StatusReport report -> StatusJson.write(report, json);
      case Summary summary -> SummaryJson.write(summary, json);
      case VerifyReport report -> VerifyJson.write(report, json);
    }
  }

  private static void document(Writer out, Fields fields) throws IOException {
    try (JsonFields json = JsonFields.indented(out)) {
      fields.write(json);
    }
    out.write('\n');
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

  private interface Fields {
    void write(JsonFields json) throws IOException;
  }
}
