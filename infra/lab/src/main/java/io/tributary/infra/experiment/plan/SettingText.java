package io.tributary.infra.experiment.plan;

import io.tributary.schemas.settings.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Parses settings from their texts; a text that cannot be parsed is refused with its key.
 *
 * @param values by key
 */
record SettingText(SortedMap<String, String> values) {
  <T> T number(String key, Function<String, T> parse) {
    try {
      return parse.apply(values.get(key));
    } catch (NumberFormatException e) {
      throw RunSettings.invalid(key + " must be a number, was '" + values.get(key) + "'");
    }
  }

  /** Returns the whole numbers of a setting, which commas separate in its text. */
  List<Integer> numbers(String key) {
    try {
      return words(key).stream().map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw RunSettings.invalid(key + " must be numbers, were '" + values.get(key) + "'");
    }
  }

  /**
   * Returns the words of a setting, which commas separate; spaces are stripped and empty words left
   * out.
   */
  List<String> words(String key) {
    return Arrays.stream(values.get(key).split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  boolean isTrue(String key) {
    return switch (values.get(key)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw RunSettings.invalid(key + " must be true or false, was '" + values.get(key) + "'");
    };
  }

  <T extends Enum<T>> T word(String key, T[] all) {
    String value = values.get(key);
    return Arrays.stream(all)
        .filter(one -> one.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                RunSettings.invalid(
                    NearestWord.refusal(
                        key,
                        value,
                        Arrays.stream(all)
                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                            .toList())));
  }
}
