package holotree.engine;

import holotree.api.Catalog;
import holotree.api.CatalogEntry;
import holotree.api.Digest;
import holotree.api.Relocations;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The entries of a catalog as JSON.
final class EntryJson {

  private EntryJson() {}

  /// Writes the array `entries`, in tree order.
  static void write(Catalog catalog, JsonFields json) throws IOException {
    json.array("entries");
    for (int entry = 0; entry < catalog.size(); entry++) {
      json.item();
      fields(catalog, entry, json);
      json.end();
    }
    json.end();
  }

  private static void fields(Catalog catalog, int number, JsonFields json) throws IOException {
    CatalogEntry entry = catalog.entry(number);
    json.bytes("path", entry.path().toBytes());
    switch (entry) {
      case CatalogEntry.Directory directory -> {
        json.text("type", "directory");
        mode(directory.mode(), json);
        mtime(entry, json);
      }
      case CatalogEntry.File file -> {
        json.text("type", "file");
        mode(file.mode(), json);
        mtime(entry, json);
        json.number("size", file.size());
        Digest content = file.content();
        if (content != null) {
          json.digest("content", content);
        }
        chunks(catalog, number, json);
        relocations(file.relocations(), json);
      }
      case CatalogEntry.Symlink symlink -> {
        json.text("type", "symlink");
        mtime(entry, json);
        json.bytes("target", symlink.target().toBytes());
        relocations(symlink.relocations(), json);
      }
    }
  }

  // The only chunk of a shorter content has the content's own id.
  private static void chunks(Catalog catalog, int entry, JsonFields json) throws IOException {
    if (catalog.chunkCount(entry) > 1) {
      json.array("chunks");
      for (int chunk = 0; chunk < catalog.chunkCount(entry); chunk++) {
        json.item(catalog.chunk(entry, chunk));
      }
      json.end();
    }
  }

  private static void mode(int mode, JsonFields json) throws IOException {
    // Four octal digits, the first one 0: the leading 1 that keeps the zeros is cut off.
    json.text("mode", Integer.toOctalString(010000 | mode).substring(1));
  }

  private static void mtime(CatalogEntry entry, JsonFields json) throws IOException {
    json.text("mtime", TimeText.of(entry.mtimeSeconds(), entry.mtimeNanos()));
  }

  private static void relocations(@Nullable Relocations relocations, JsonFields json)
      throws IOException {
    if (relocations == null) {
      return;
    }
    json.object("relocations");
    json.word("kind", relocations.kind());
    json.array("offsets");
    for (int place = 0; place < relocations.count(); place++) {
      json.item(relocations.offset(place));
    }
    json.end();
    json.array("spellings");
    for (int place = 0; place < relocations.count(); place++) {
      json.item(relocations.spelling(place));
    }
    json.end();
    json.end();
  }
}
