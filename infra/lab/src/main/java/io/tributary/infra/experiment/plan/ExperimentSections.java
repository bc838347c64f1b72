package io.tributary.infra.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.settings.NearestWord;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what the sections of an experiment's file have in common: keys, settings and words. */
final class ExperimentSections {
  private ExperimentSections() {}

  /** Returns settings by key; lists become words between commas. */
  static Map<String, String> values(JsonNode node) {
    var values = new TreeMap<String, String>();
    node.properties()
        .forEach(entry -> values.put(entry.getKey(), value(entry.getKey(), entry.getValue())));
    return values;
  }

  static String value(String key, JsonNode node) {
    if (!node.isArray()) {
      return word(key, node);
    }
    var elements = new ArrayList<String>();
    node.forEach(element -> elements.add(word(key, element)));
    return String.join(",", elements);
  }

  /** Returns a value as a word; YAML reads a bare off as false. */
  static String word(String key, JsonNode value) {
    return value.isBoolean() && !RunSettings.isSwitch(key)
        ? value.asBoolean() ? "on" : "off"
        : value.asText();
  }

  static Optional<String> text(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
  }

  static JsonNode required(String what, JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
      throw RunSettings.invalid(what + " must have " + key + ", had none");
    }
    return value;
  }

  static void requireKnown(String what, JsonNode node, Set<String> keys) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                throw RunSettings.invalid(
                    what
                        + " must have only "
                        + String.join(", ", keys.stream().sorted().toList())
                        + "; had '"
                        + key
                        + "'"
                        + NearestWord.question(key, keys));
              }
            });
  }
}
