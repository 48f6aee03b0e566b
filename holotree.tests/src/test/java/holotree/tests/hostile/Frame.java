package holotree.tests.hostile;

/// A frame as packs and catalogs have it, every number to be chosen.
///
/// @param codec its codec's id
/// @param plain the plain length that it states
/// @param payload what is in it
/// @param stated the payload's length as it states it
/// @param chunks how many it says it holds
record Frame(String codec, long plain, byte[] payload, long stated, int chunks) {

  static final int HEADER = 32;

  static Frame stored(byte[] bytes, int chunks) {
    return new Frame("stored", bytes.length, bytes, bytes.length, chunks);
  }

  static Frame zstd(long plain, byte[] payload, int chunks) {
    return new Frame("zstd", plain, payload, payload.length, chunks);
  }

  byte[] encode() {
    ByteSink head = new ByteSink().ascii("HTFR").ascii(codec);
    while (head.size() < 12) {
      head.u8(0);
    }
    head.u32(plain).u32(stated).u32(chunks).u32(ByteSink.crc(payload)).crc();
    return head.bytes(payload).toBytes();
  }
}
