package io.tributary.infra.cli.config;

import io.tributary.schemas.settings.DurationForm;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}. */
public final class DurationText implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return DurationForm.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
