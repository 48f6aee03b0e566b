package holotree.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import holotree.api.error.BusyException;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.NotFoundException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A failure as a JSON document: the part of [ResultJson] that knows the kinds of failures.
final class ErrorJson {

  private final JsonGenerator json;

  ErrorJson(JsonGenerator json) {
    this.json = json;
  }

  /// Writes the whole document.
  void write(HolotreeException error) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("error");
    text("kind", kind(error));
    text("what", error.what());
    text("meaning", error.meaning());
    text("next", error.next());
    json.writeBooleanField("retryable", error.retryable());
    ownFields(error);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String kind(HolotreeException error) {
    return switch (error) {
      case BusyException _ -> "busy";
      case CorruptException _ -> "corrupt";
      case FormatVersionException _ -> "formatVersion";
      case InterruptedOperationException _ -> "interrupted";
      case NoSpaceException _ -> "noSpace";
      case NotFoundException _ -> "notFound";
      case ProviderMissingException _ -> "providerMissing";
      case RefusedException _ -> "refused";
      case UnsafeException _ -> "unsafe";
    };
  }

  private void ownFields(HolotreeException error) throws IOException {
    switch (error) {
      case BusyException busy -> {
        text("lock", busy.lock());
        text("holder", busy.holder());
      }
      case CorruptException corrupt -> {
        text("file", corrupt.file());
        json.writeNumberField("offset", corrupt.offset());
        text("expected", corrupt.expected());
        text("actual", corrupt.actual());
      }
      case FormatVersionException version -> {
        json.writeNumberField("found", version.found());
        json.writeNumberField("min", version.min());
        json.writeNumberField("max", version.max());
      }
      case InterruptedOperationException _ -> {}
      case NoSpaceException full -> {
        json.writeNumberField("needed", full.needed());
        json.writeNumberField("there", full.there());
      }
      case NotFoundException missing -> texts("near", missing.near());
      case ProviderMissingException missing -> {
        text("wanted", missing.wanted());
        texts("present", missing.present());
        text("module", missing.module());
      }
      case RefusedException refused -> {
        text("operation", refused.operation());
        text("reason", refused.reason());
        text("path", refused.path());
      }
      case UnsafeException unsafe -> {
        text("entry", unsafe.entry());
        text("rule", unsafe.rule());
      }
    }
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
}
