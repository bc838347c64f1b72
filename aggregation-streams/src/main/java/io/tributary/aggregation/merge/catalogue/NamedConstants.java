package io.tributary.aggregation.merge.catalogue;

import io.tributary.schemas.settings.NearestWord;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Finds constants by name, and makes the error for an unknown name. */
final class NamedConstants {
  private NamedConstants() {}

  /**
   * Returns the constant of a name in kebab case; throws an error that names the nearest if there
   * is none.
   */
  static <E extends Enum<E>> E constant(String key, Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> name(constant).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    key,
                    name,
                    Arrays.stream(type.getEnumConstants()).map(NamedConstants::name).toList()));
  }

  /** Returns the name of a constant in configuration. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the error for an unknown name, which lists the known ones and, if one is near, the name
   * that was meant.
   */
  static IllegalArgumentException unknown(String key, String name, Collection<String> known) {
    return new IllegalArgumentException(NearestWord.refusal(key, name, known));
  }
}
