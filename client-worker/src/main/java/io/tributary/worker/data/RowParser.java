package io.tributary.worker.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Reads one JSON object {@code {task?, instruction?, input, output, options?}} into a row. */
public final class RowParser {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private RowParser() {}

  /**
   * Reads a line's UTF-8 bytes.
   *
   * @throws BadRow if they are not UTF-8, not JSON, or not a row
   */
  public static Row parse(byte[] line) throws BadRow {
    JsonNode object = object(text(line));
    String instruction = string(object, "instruction", "");
    String input = string(object, "input", "");
    if (instruction.isBlank() && input.isBlank()) {
      throw new BadRow(0, "the row has neither input nor instruction", "add an \"input\" text");
    }
    String output = string(object, "output", null);
    List<String> options = options(object);
    if (!options.isEmpty() && !options.contains(output)) {
      throw new BadRow(
          0,
          "output '" + output + "' is not among the " + options.size() + " options " + options,
          "make output equal to one of the options, letter for letter");
    }
    return new Row(string(object, "task", ""), instruction, input, output, options);
  }

  private static String text(byte[] line) throws BadRow {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw new BadRow(
          firstInvalid(line), "the line is not UTF-8 text", "save the file in UTF-8 encoding");
    }
  }

  private static int firstInvalid(byte[] line) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(line);
    decoder.decode(bytes, java.nio.CharBuffer.allocate(line.length), true);
    return bytes.position() + 1;
  }

  private static JsonNode object(String line) throws BadRow {
    try {
      JsonNode node = JSON.readTree(line);
      if (node == null || !node.isObject()) {
        throw new BadRow(
            1, "the line is not a JSON object", "write one {\"input\":...,\"output\":...} a line");
      }
      return node;
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      throw new BadRow(
          column, "not JSON: " + e.getOriginalMessage(), "write one complete JSON object a line");
    }
  }

  private static String string(JsonNode object, String field, String absent) throws BadRow {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      if (absent == null) {
        throw new BadRow(0, "the row has no " + field, "add \"" + field + "\" to the row");
      }
      return absent;
    }
    if (!value.isTextual()) {
      throw new BadRow(
          0,
          field + " must be a text, was " + value.getNodeType().name().toLowerCase(Locale.ROOT),
          "put \"" + field + "\" in quotes");
    }
    if (absent == null && value.textValue().isBlank()) {
      throw new BadRow(0, field + " is blank", "give the row its answer");
    }
    return value.textValue();
  }

  private static List<String> options(JsonNode object) throws BadRow {
    JsonNode list = object.get("options");
    if (list == null || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw new BadRow(0, "options must be a list of texts", "write \"options\":[\"a\",\"b\"]");
    }
    var options = new ArrayList<String>();
    for (JsonNode option : list) {
      if (!option.isTextual() || option.textValue().isBlank()) {
        throw new BadRow(0, "option " + options.size() + " is not a text", "quote every option");
      }
      options.add(option.textValue());
    }
    if (options.size() < 2) {
      throw new BadRow(
          0,
          "options must be at least 2, were " + options.size(),
          "list every possible answer, or leave options out");
    }
    if (new HashSet<>(options).size() < options.size()) {
      throw new BadRow(0, "options " + options + " hold one twice", "list every answer once");
    }
    return options;
  }
}
