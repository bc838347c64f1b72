package io.tributary.infra.local.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses {@code auto}, which is 0, or a count of at least 1. */
final class AutoCount implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    if (text.equals("auto")) {
      return 0;
    }
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new TypeConversionException("must be auto or a number >= 1, was '" + text + "'");
    }
    return Integer.parseInt(text);
  }
}
