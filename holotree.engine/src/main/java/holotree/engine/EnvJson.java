package holotree.engine;

import java.io.IOException;

/// [EnvReceipt] as JSON.
final class EnvJson {

  private EnvJson() {}

  static void write(EnvReceipt receipt, JsonFields json) throws IOException {
    json.digest("blueprint", receipt.blueprint().digest());
    json.text("name", receipt.name());
    json.flag("built", receipt.built());
    RecordReceipt recorded = receipt.recorded();
    if (recorded != null) {
      json.object("record");
      RecordJson.write(recorded, json);
      json.end();
    }
    json.object("restore");
    RestoreJson.write(receipt.restored(), json);
    json.end();
    json.duration(receipt.nanos());
  }
}
