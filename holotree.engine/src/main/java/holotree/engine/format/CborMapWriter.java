package holotree.engine.format;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;

/// Writes one CBOR map (RFC 8949) with ascending small integers as keys: numbers, byte strings, and
/// columns of integers as typed arrays (RFC 8746). Its bytes are the canonical ones: shortest integers,
/// definite lengths. Not thread-safe.
public final class CborMapWriter {

  static final int TAG_U16 = 69;
  static final int TAG_U32 = 70;
  static final int TAG_U64 = 71;
  static final int TAG_S64 = 79;

  private static final CBORFactory FACTORY = new CBORFactory();

  private final OutputStream out;
  private final CBORGenerator cbor;

  /// A map in memory, which [#finish] gives.
  ///
  /// @param keys how many keys the map will have
  /// @param expectedBytes about how long it will be, bytes
  public CborMapWriter(int keys, int expectedBytes) {
    this(keys, new ByteArrayOutputStream(expectedBytes));
  }

  /// A map that is written as it is made, to be ended by [#end].
  ///
  /// @param keys how many keys the map will have
  /// @param out where it goes; throws no `IOException`
  public CborMapWriter(int keys, OutputStream out) {
    this.out = out;
    try {
      cbor = FACTORY.createGenerator(out);
      cbor.writeStartObject(this, keys);
    } catch (IOException impossible) {
      throw inMemory(impossible);
    }
  }

  /// Adds a number.
  public CborMapWriter number(int key, long value) {
    try {
      cbor.writeFieldId(key);
      cbor.writeNumber(value);
      return this;
    } catch (IOException impossible) {
      throw inMemory(impossible);
    }
  }

  /// Adds a byte string.
  public CborMapWriter bytes(int key, byte[] value) {
    try {
      cbor.writeFieldId(key);
      cbor.writeBinary(value);
      return this;
    } catch (IOException impossible) {
      throw inMemory(impossible);
    }
  }

  /// Adds a column of 16-bit integers.
  public CborMapWriter shorts(int key, int[] values) {
    byte[] column = new byte[Math.multiplyExact(values.length, Short.BYTES)];
    for (int i = 0; i < values.length; i++) {
      column[2 * i] = (byte) values[i];
      column[2 * i + 1] = (byte) (values[i] >>> 8);
    }
    return tagged(key, TAG_U16, column);
  }

  /// Adds a column of 32-bit integers.
  public CborMapWriter ints(int key, int[] values) {
    byte[] column = new byte[Math.multiplyExact(values.length, Integer.BYTES)];
    MemorySegment.copy(values, 0, MemorySegment.ofArray(column), Layouts.U32, 0, values.length);
    return tagged(key, TAG_U32, column);
  }

  /// Adds a column of unsigned 64-bit integers.
  public CborMapWriter longs(int key, long[] values) {
    return tagged(key, TAG_U64, column(values));
  }

  /// Adds a column of signed 64-bit integers.
  public CborMapWriter signedLongs(int key, long[] values) {
    return tagged(key, TAG_S64, column(values));
  }

  /// Ends the map and gives its bytes.
  ///
  /// @throws IllegalStateException if it is not in memory
  public byte[] finish() {
    end();
    if (out instanceof ByteArrayOutputStream bytes) {
      return bytes.toByteArray();
    }
    throw new IllegalStateException("not in memory");
  }

  /// Ends the map and closes what it went to.
  public void end() {
    try {
      cbor.writeEndObject();
      cbor.close();
    } catch (IOException impossible) {
      throw inMemory(impossible);
    }
  }

  private static byte[] column(long[] values) {
    byte[] column = new byte[Math.multiplyExact(values.length, Long.BYTES)];
    MemorySegment.copy(values, 0, MemorySegment.ofArray(column), Layouts.U64, 0, values.length);
    return column;
  }

  private CborMapWriter tagged(int key, int tag, byte[] column) {
    try {
      cbor.writeFieldId(key);
      cbor.writeTag(tag);
      cbor.writeBinary(column);
      return this;
    } catch (IOException impossible) {
      throw inMemory(impossible);
    }
  }

  private static UncheckedIOException inMemory(IOException impossible) {
    return new UncheckedIOException("writing CBOR to memory failed", impossible);
  }
}
