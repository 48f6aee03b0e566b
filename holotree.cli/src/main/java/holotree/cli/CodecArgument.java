package holotree.cli;

import holotree.api.codec.CodecId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The id of a codec, told before anything is begun if it cannot be one.
final class CodecArgument implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    try {
      return new CodecId(text).name();
    } catch (IllegalArgumentException malformed) {
      throw new TypeConversionException(
          "'" + text + "' is no codec's id, which is 1 to 8 of a-z and 0-9, such as zstd");
    }
  }
}
