package holotree.tests.hostile;

import holotree.tests.kit.Sha;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A pack as `docs/FORMAT.md` describes it, every number to be chosen.
final class Pack {

  private record Row(long offset, long first, long plain) {}

  private final ByteSink frames = new ByteSink().ascii("HTPACK\r\n").u32(1).crc();
  private final List<Row> rows = new ArrayList<>();
  private final List<byte[]> digests = new ArrayList<>();
  private final List<Long> lengths = new ArrayList<>();
  private UnaryOperator<Row> rowChange = row -> row;
  private UnaryOperator<int[]> orderChange = order -> order;
  private long framesMore;
  private long chunksMore;
  private long footerOffsetMore;
  private long footerLengthMore;
  private int version = 1;
  private int reserved;

  /// Adds a frame of one chunk.
  Pack frame(Frame frame, byte[] digest, long length) {
    return frame(frame).chunk(digest, length);
  }

  Pack frame(Frame frame) {
    rows.add(new Row(frames.size(), digests.size(), frame.plain()));
    frames.bytes(frame.encode());
    return this;
  }

  /// Adds a chunk of the last frame.
  Pack chunk(byte[] digest, long length) {
    digests.add(digest);
    lengths.add(length);
    return this;
  }

  /// The pack of one stored frame of one chunk.
  static Pack of(byte[] content) {
    return new Pack().frame(Frame.stored(content, 1), Sha.of(content), content.length);
  }

  Pack offsets(long more) {
    rowChange = row -> new Row(row.offset + more, row.first, row.plain);
    return this;
  }

  Pack firstChunks(long more) {
    rowChange = row -> new Row(row.offset, row.first + more, row.plain);
    return this;
  }

  Pack plainLengths(long plain) {
    rowChange = row -> new Row(row.offset, row.first, plain);
    return this;
  }

  /// Every frame where the first is.
  Pack overlapping() {
    rowChange = row -> new Row(16, row.first, row.plain);
    return this;
  }

  Pack order(UnaryOperator<int[]> change) {
    orderChange = change;
    return this;
  }

  Pack statingFrames(long more) {
    framesMore = more;
    return this;
  }

  Pack statingChunks(long more) {
    chunksMore = more;
    return this;
  }

  Pack footerMoved(long more) {
    footerOffsetMore = more;
    return this;
  }

  Pack footerLonger(long more) {
    footerLengthMore = more;
    return this;
  }

  Pack version(int other) {
    version = other;
    return this;
  }

  Pack reserved(int other) {
    reserved = other;
    return this;
  }

  byte[] encode() {
    byte[] footer = footer();
    ByteSink trailer =
        new ByteSink()
            .u64(frames.size() + footerOffsetMore)
            .u64(footer.length + footerLengthMore)
            .u32(rows.size() + framesMore)
            .u32(digests.size() + chunksMore)
            .u32(ByteSink.crc(footer))
            .u32(version)
            .u32(reserved)
            .crc()
            .ascii("HTSEALED");
    return new ByteSink().bytes(frames.toBytes()).bytes(footer).bytes(trailer.toBytes()).toBytes();
  }

  private byte[] footer() {
    ByteSink footer = new ByteSink();
    for (Row each : rows) {
      Row row = rowChange.apply(each);
      footer.u64(row.offset).u32(row.first).u32(row.plain);
    }
    digests.forEach(footer::bytes);
    lengths.forEach(footer::u32);
    int[] order =
        IntStream.range(0, digests.size())
            .boxed()
            .sorted(Comparator.comparing(digests::get, Arrays::compareUnsigned))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int chunk : orderChange.apply(order)) {
      footer.u32(chunk);
    }
    return footer.toBytes();
  }
}
