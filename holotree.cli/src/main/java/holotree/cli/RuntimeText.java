package holotree.cli;

import holotree.engine.RuntimeReport;

/// [RuntimeReport] as text.
final class RuntimeText {

  private RuntimeText() {}

  static void write(RuntimeReport report, Console console) {
    console.line("holotree " + report.version());
    console.line("Java " + report.java() + ", " + report.platform());
    console.line("codecs: " + String.join(", ", report.codecs()));
    console.line("strategies: " + String.join(", ", report.strategies()));
    console.line("policies: " + String.join(", ", report.policies()));
    if (console.verbose()) {
      console.line("modules: " + String.join(", ", report.modules()));
    }
  }
}
