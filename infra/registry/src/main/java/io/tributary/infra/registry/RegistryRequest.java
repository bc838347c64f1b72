package io.tributary.infra.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.infra.registry.store.CanonicalAvro;
import io.tributary.infra.registry.store.RegistryRefusal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed request.
 *
 * @param path its parts by the names that a route gives them
 * @param query its parameters; of several of one name, the last
 * @param body as it was sent
 */
record RegistryRequest(Map<String, String> path, Map<String, String> query, byte[] body) {
  private static final JsonMapper MAPPER = new JsonMapper();

  RegistryRequest {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
  }

  String subject() {
    return path.get("subject");
  }

  /** Returns whether the parameter has the value true. */
  boolean asks(String parameter) {
    return Boolean.parseBoolean(query.get(parameter));
  }

  /**
   * Returns a whole number of 0 or more, or the default where the parameter is missing or negative.
   */
  int number(String parameter, int otherwise) {
    String text = query.get(parameter);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      return number < 0 ? otherwise : number;
    } catch (NumberFormatException e) {
      throw RegistryRefusal.unreadableBody(
          "parameter %s must be a whole number, was '%s'".formatted(parameter, text));
    }
  }

  /** Returns the number in the path, or empty if that is no number that an id can have. */
  Optional<Integer> id() {
    try {
      return Optional.of(Integer.parseInt(path.get("id")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns the JSON object in the body. */
  JsonNode json() {
    try {
      JsonNode tree = MAPPER.readTree(body);
      if (tree == null || !tree.isObject()) {
        throw RegistryRefusal.unreadableBody("the body must be a JSON object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw RegistryRefusal.unreadableBody(
          "the body must be a JSON object: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  /** Returns the canonical text of the schema in the body. */
  String schema() {
    JsonNode body = json();
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw RegistryRefusal.invalidSchema("this registry keeps AVRO, not " + type);
    }
    if (!body.path("references").isEmpty()) {
      throw RegistryRefusal.invalidSchema(
          "this registry keeps no references to other subjects: put the types into the schema");
    }
    JsonNode schema = body.path("schema");
    if (!schema.isTextual() || schema.textValue().isBlank()) {
      throw RegistryRefusal.invalidSchema("the body has no text under \"schema\"");
    }
    return CanonicalAvro.canonical(schema.textValue());
  }
}
