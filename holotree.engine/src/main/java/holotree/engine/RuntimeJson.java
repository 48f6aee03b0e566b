package holotree.engine;

import java.io.IOException;

/// [RuntimeReport] as JSON.
final class RuntimeJson {

  private RuntimeJson() {}

  static void write(RuntimeReport report, JsonFields json) throws IOException {
    json.text("version", report.version());
    json.text("java", report.java());
    json.text("platform", report.platform());
    json.texts("modules", report.modules());
    json.texts("codecs", report.codecs());
    json.texts("strategies", report.strategies());
    json.texts("policies", report.policies());
  }
}
