package holotree.engine;

import holotree.api.error.BuildFailedException;
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

/// A failure as a JSON document: the part of [ResultJson] that knows the kinds of failures.
final class ErrorJson {

  private ErrorJson() {}

  /// Writes the object `error`.
  static void write(HolotreeException error, JsonFields json) throws IOException {
    json.object("error");
    json.text("kind", kind(error));
    json.text("what", error.what());
    json.text("meaning", error.meaning());
    json.text("next", error.next());
    json.flag("retryable", error.retryable());
    ownFields(error, json);
    json.end();
  }

  /// What kind of failure it is, in camelCase.
  static String kind(HolotreeException error) {
    return switch (error) {
      case BuildFailedException _ -> "buildFailed";
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

  private static void ownFields(HolotreeException error, JsonFields json) throws IOException {
    switch (error) {
      case BuildFailedException build -> {
        json.text("command", build.command());
        json.number("exitCode", build.exitCode());
        json.text("log", build.log());
      }
      case BusyException busy -> {
        json.text("lock", busy.lock());
        json.text("holder", busy.holder());
      }
      case CorruptException corrupt -> {
        json.text("file", corrupt.file());
        json.number("offset", corrupt.offset());
        json.text("expected", corrupt.expected());
        json.text("actual", corrupt.actual());
      }
      case FormatVersionException version -> {
        json.number("found", version.found());
        json.number("min", version.min());
        json.number("max", version.max());
      }
      case InterruptedOperationException _ -> {}
      case NoSpaceException full -> {
        json.number("needed", full.needed());
        json.number("there", full.there());
        json.number("inodesNeeded", full.inodesNeeded());
        json.number("inodesThere", full.inodesThere());
      }
      case NotFoundException missing -> json.texts("near", missing.near());
      case ProviderMissingException missing -> {
        json.text("wanted", missing.wanted());
        json.texts("present", missing.present());
        json.text("module", missing.module());
      }
      case RefusedException refused -> {
        json.text("operation", refused.operation());
        json.text("reason", refused.reason());
        json.text("path", refused.path());
      }
      case UnsafeException unsafe -> {
        json.text("entry", unsafe.entry());
        json.text("rule", unsafe.rule());
      }
    }
  }
}
