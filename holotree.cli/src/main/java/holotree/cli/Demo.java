package holotree.cli;

import holotree.engine.DeleteReceipt;
import holotree.engine.Holotree;
import holotree.engine.Listing;
import holotree.engine.RecordReceipt;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreReceipt;
import holotree.engine.RestoreRequest;
import holotree.engine.Result;
import holotree.engine.ResultJson;
import holotree.engine.Target;
import holotree.engine.VerifyReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The demonstration, step by step: record, restore twice, compare, verify, delete.
final class Demo {

  private static final String NAME = "demo";

  private final Console console;
  private final Path tree;
  private final Path home;
  private final List<String> documents = new ArrayList<>();
  private boolean succeeded = true;

  /// @param tree what to record, absolute
  /// @param home where to restore to, absolute
  Demo(Console console, Path tree, Path home) {
    this.console = console;
    this.tree = tree;
    this.home = home;
  }

  /// Runs every step; each is told as soon as it is done.
  ///
  /// @throws IOException if a tree cannot be compared
  /// @throws InterruptedException if the thread is interrupted while trees are compared
  void run(Holotree holotree) throws IOException, InterruptedException {
    say("A tree of this machine: " + tree);
    TreeSnapshot recorded = TreeSnapshot.of(tree);
    RecordReceipt receipt = told("record", holotree.record(RecordRequest.of(tree).named(NAME)));
    size(receipt, holotree.list());
    for (String place : List.of("a", "b")) {
      RestoreReceipt restored =
          told(
              "restore-" + place,
              holotree.restore(RestoreRequest.of(NAME).to(home.resolve(place))));
      compare(recorded, restored, place);
    }
    Target first = new Target.Directory(home.resolve("a"));
    VerifyReport verified = told("verify", holotree.verify(first));
    succeeded &= verified.pristine();
    DeleteReceipt _ = told("delete", holotree.delete(first));
    say(
        succeeded
            ? "Both trees were what was recorded."
            : "What was restored is not what was recorded: see the differences above.");
  }

  /// Whether both trees equalled the original.
  boolean succeeded() {
    return succeeded;
  }

  /// Every step's result in one JSON document.
  String document() {
    return "{\n  " + String.join(",\n  ", documents) + "\n}\n";
  }

  private void size(RecordReceipt receipt, Listing listing) {
    document("library", listing);
    say(
        "Library: "
            + Units.bytes(listing.packBytes())
            + " for a tree of "
            + Units.bytes(receipt.bytes())
            + ", "
            + Units.ratio(receipt.bytes(), listing.packBytes())
            + " times smaller");
  }

  private void compare(TreeSnapshot recorded, RestoreReceipt receipt, String place)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    TreeSnapshot restored = TreeSnapshot.of(receipt.target());
    TreeComparison comparison = TreeComparison.of(recorded, restored).allowing(receipt.leftOut());
    VerifyReport report =
        new VerifyReport(
            receipt.target(),
            receipt.catalog(),
            restored.entries().size(),
            restored.bytes(),
            System.nanoTime() - start,
            comparison.differences());
    document("compare-" + place, report);
    report.differences().forEach(each -> say("  " + VerifyText.differenceLine(each)));
    say(
        "  Compared with the original by other code: "
            + Units.count(report.entries(), "entry", "entries")
            + ", "
            + Units.bytes(report.bytes())
            + ", "
            + verdict(report, comparison.relocated()));
    succeeded &= report.pristine();
  }

  private static String verdict(VerifyReport report, long relocated) {
    if (!report.pristine()) {
      return Units.count(report.differences().size(), "difference", "differences");
    }
    return relocated == 0 ? "all equal" : "all equal but for the path in " + relocated;
  }

  private <R extends Result> R told(String step, R result) {
    document(step, result);
    if (!console.json()) {
      new ResultText(console).write(result);
      console.flush();
    }
    return result;
  }

  private void document(String step, Result result) {
    if (console.json()) {
      String json = ResultJson.text(result).strip();
      documents.add("\"" + step + "\": " + json.replace("\n", "\n  "));
    }
  }

  private void say(String line) {
    if (!console.json() && !console.quiet()) {
      console.line(line);
      console.flush();
    }
  }
}
