package holotree.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Bytes like those of files in environments, the same at each run.
final class Sample {

  private static final int WORDS = 4096;

  private Sample() {}

  /// So many bytes of one kind.
  ///
  /// @param kind `text`, `binary`, or a folder whose files are taken one after the other, by name
  /// @throws IOException if `kind` names a folder that cannot be read, or that holds less
  static byte[] of(String kind, int length) throws IOException {
    return switch (kind) {
      case "text" -> text(length);
      case "binary" -> binary(length);
      default -> files(Path.of(kind), length);
    };
  }

  /// Lines of words, few of them frequent and many rare, as in source code.
  private static byte[] text(int length) {
    Random random = new Random(1);
    byte[][] words = new byte[WORDS][];
    for (int i = 0; i < WORDS; i++) {
      words[i] = word(random);
    }
    ByteBuffer text = ByteBuffer.allocate(length);
    int column = 0;
    while (text.hasRemaining()) {
      byte[] word = words[(int) Math.pow(WORDS, random.nextDouble()) - 1];
      text.put(word, 0, Math.min(word.length, text.remaining()));
      column += word.length + 1;
      if (text.hasRemaining()) {
        text.put((byte) (column > 72 ? '\n' : " .(=_".charAt(random.nextInt(5))));
      }
      column = column > 72 ? 0 : column;
    }
    return text.array();
  }

  private static byte[] word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 2 + random.nextInt(9); i > 0; i--) {
      word.append("etaoinshrdlucmfwygpbvk".charAt((int) (22 * Math.pow(random.nextDouble(), 1.5))));
    }
    return word.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// Records of a small number, an address that grows, a flag and noise, as in compiled code.
  private static byte[] binary(int length) {
    Random random = new Random(2);
    ByteBuffer binary = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    int address = 0x400000;
    while (binary.remaining() >= 16) {
      address += 4 * random.nextInt(64);
      binary.putInt(random.nextInt(16)).putInt(address).putInt(random.nextInt(4) << 24);
      binary.putInt(random.nextInt(3) == 0 ? random.nextInt() : 0x90909090);
    }
    return binary.array();
  }

  private static byte[] files(Path folder, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder)) {
      files =
          paths
              .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      }
      if (!bytes.hasRemaining()) {
        return bytes.array();
      }
    }
    throw new IOException(
        "The files in " + folder + " hold " + bytes.position() + " bytes; needed are " + length);
  }
}
