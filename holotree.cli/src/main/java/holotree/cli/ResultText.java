package holotree.cli;

import holotree.engine.CheckReport;
import holotree.engine.DeleteReceipt;
import holotree.engine.DiffReport;
import holotree.engine.EnvReceipt;
import holotree.engine.EvictReceipt;
import holotree.engine.GcReport;
import holotree.engine.Listing;
import holotree.engine.PinReceipt;
import holotree.engine.RecompressReceipt;
import holotree.engine.RecordReceipt;
import holotree.engine.RestoreReceipt;
import holotree.engine.Result;
import holotree.engine.RuntimeReport;
import holotree.engine.SpaceListing;
import holotree.engine.StageReceipt;
import holotree.engine.StatsReport;
import holotree.engine.StatusReport;
import holotree.engine.Summary;
import holotree.engine.VerifyReport;

/// Results as text for people. Receipts keep silent where the user wants quiet; answers do not.
final class ResultText {

  private final Console console;

  /// @param console what it is written to, and how
  ResultText(Console console) {
    this.console = console;
  }

  /// Writes the result and its notices.
  void write(Result result) {
    switch (result) {
      case CheckReport report -> CheckText.write(report, console);
      case DeleteReceipt receipt -> DeleteText.write(receipt, console);
      case DiffReport report -> DiffText.write(report, console);
      case EnvReceipt receipt -> EnvText.write(receipt, console);
      case EvictReceipt receipt -> KeepText.write(receipt, console);
      case GcReport report -> GcText.write(report, console);
      case Listing listing -> ListingText.write(listing, console);
      case PinReceipt receipt -> KeepText.write(receipt, console);
      case RecompressReceipt receipt -> RecompressText.write(receipt, console);
      case RecordReceipt receipt -> RecordText.write(receipt, console);
      case RestoreReceipt receipt -> RestoreText.write(receipt, console);
      case RuntimeReport report -> RuntimeText.write(report, console);
      case SpaceListing listing -> SpaceListingText.write(listing, console);
      case StageReceipt receipt -> console.line(receipt.stage().toString());
      case StatsReport report -> StatsText.write(report, console);
      case StatusReport report -> StatusText.write(report, console);
      case Summary summary -> SummaryText.write(summary, console);
      case VerifyReport report -> VerifyText.write(report, console);
    }
  }
}
