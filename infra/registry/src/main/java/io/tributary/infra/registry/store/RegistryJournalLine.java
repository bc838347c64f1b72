package io.tributary.infra.registry.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.infra.registry.store.RegistryChange.Erasure;
import io.tributary.infra.registry.store.RegistryChange.Mode;
import io.tributary.infra.registry.store.RegistryChange.Rule;
import io.tributary.infra.registry.store.RegistryChange.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Encodes changes that belong together as one line of JSON: an array of {@code
 * {"key":...,"value":...}}, like the records of the topic in which Confluent's own registry keeps
 * its schemas.
 */
final class RegistryJournalLine {
  private static final JsonMapper MAPPER = new JsonMapper();

  private RegistryJournalLine() {}

  static byte[] of(List<RegistryChange> changes) {
    ArrayNode line = MAPPER.createArrayNode();
    changes.forEach(change -> change.to(new Entry(line.addObject())));
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a change as a key and a value. */
  private record Entry(ObjectNode line) implements RegistryChange.Target {
    @Override
    public void put(Version version) {
      versionKey(line.putObject("key"), version.subject(), version.number());
      line.putObject("value")
          .put("subject", version.subject())
          .put("version", version.number())
          .put("id", version.id())
          .put("schema", version.schema())
          .put("deleted", version.deleted());
    }

    @Override
    public void erase(String subject, int number) {
      versionKey(line.putObject("key"), subject, number);
      line.putNull("value");
    }

    @Override
    public void setRule(Optional<String> subject, Optional<CompatibilityRule> rule) {
      settingKey(line.putObject("key"), "CONFIG", subject);
      setting(line, "compatibilityLevel", rule.map(Enum::name));
    }

    @Override
    public void setMode(Optional<String> subject, Optional<RegistryMode> mode) {
      settingKey(line.putObject("key"), "MODE", subject);
      setting(line, "mode", mode.map(Enum::name));
    }
  }

  private static void versionKey(ObjectNode key, String subject, int number) {
    key.put("keytype", "SCHEMA").put("subject", subject).put("version", number).put("magic", 1);
  }

  private static void settingKey(ObjectNode key, String type, Optional<String> subject) {
    key.put("keytype", type).put("subject", subject.orElse(null)).put("magic", 0);
  }

  private static void setting(ObjectNode line, String name, Optional<String> value) {
    value.ifPresentOrElse(v -> line.putObject("value").put(name, v), () -> line.putNull("value"));
  }

  /**
   * Parses the changes of a line.
   *
   * @throws IllegalArgumentException if it contains something else
   */
  static List<RegistryChange> parse(String line) {
    try {
      var changes = new ArrayList<RegistryChange>();
      MAPPER.readTree(line).forEach(change -> changes.add(parse(change)));
      if (changes.isEmpty()) {
        throw new IllegalArgumentException("holds no change");
      }
      return changes;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static RegistryChange parse(JsonNode line) {
    JsonNode key = line.path("key");
    JsonNode value = line.path("value");
    Optional<String> subject = Optional.ofNullable(key.path("subject").textValue());
    return switch (key.path("keytype").asText()) {
      case "SCHEMA" -> version(required(subject, "subject"), positive(key, "version"), value);
      case "CONFIG" ->
          new Rule(
              subject,
              text(value, "compatibilityLevel")
                  .map(name -> required(CompatibilityRule.named(name), "compatibilityLevel")));
      case "MODE" ->
          new Mode(
              subject, text(value, "mode").map(name -> required(RegistryMode.named(name), "mode")));
      default -> throw new IllegalArgumentException("is of an unknown keytype");
    };
  }

  private static RegistryChange version(String subject, int number, JsonNode value) {
    return value.isNull()
        ? new Erasure(subject, number)
        : new Version(
            subject,
            number,
            positive(value, "id"),
            required(text(value, "schema"), "schema"),
            value.path("deleted").asBoolean());
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.path(name).textValue());
  }

  private static int positive(JsonNode node, String name) {
    JsonNode number = node.path(name);
    if (!number.canConvertToInt() || number.intValue() < 1) {
      throw new IllegalArgumentException("has no " + name + " of 1 or more");
    }
    return number.intValue();
  }

  private static <T> T required(Optional<T> value, String name) {
    return value.orElseThrow(() -> new IllegalArgumentException("has no valid " + name));
  }
}
