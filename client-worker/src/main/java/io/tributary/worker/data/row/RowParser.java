package io.tributary.worker.data.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.schemas.text.ByteOrderMark;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Parses one JSON object {@code {task?, instruction?, input, output, options?}} into a row. */
public final class RowParser {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The largest number of characters of a text or an option, the same as in a router. */
  public static final int MAX_CHARACTERS = 20_000;

  /** The largest number of options of a row, the same as in a router. */
  public static final int MAX_OPTIONS = 256;

  /** The largest number of characters of all options of a row together. */
  public static final int MAX_OPTION_CHARACTERS = 200_000;

  private RowParser() {}

  /**
   * Parses a line's UTF-8 bytes.
   *
   * @throws BadRow if they are not UTF-8, not JSON, or not a row
   */
  public static Row parse(byte[] line) throws BadRow {
    JsonNode object = object(text(line));
    String instruction = string(object, "instruction", "");
    String input = string(object, "input", "");
    if (instruction.isBlank() && input.isBlank()) {
      throw new BadRow(0, "the row has neither input nor instruction", "Add an \"input\" text.");
    }
    refuseOtherForms(object);
    String output = string(object, "output", null);
    List<String> options = options(object);
    if (!options.isEmpty() && !options.contains(output)) {
      throw new BadRow(
          0,
          "output '" + output + "' is not among the " + options.size() + " options " + options,
          "Make output equal to one of the options, letter for letter.");
    }
    Row row = new Row(string(object, "task", ""), instruction, input, output, options);
    requireShort("instruction and input together", row.text(true));
    return row;
  }

  /** Refuses rows of widespread other formats, with advice. */
  private static void refuseOtherForms(JsonNode object) throws BadRow {
    for (String chat : List.of("messages", "conversations")) {
      if (object.has(chat)) {
        throw otherForm("a chat (\"" + chat + "\")");
      }
    }
    if (object.has("response") && !object.has("output")) {
      throw otherForm("an instruction with a free \"response\"");
    }
  }

  private static BadRow otherForm(String what) {
    return new BadRow(
        0,
        "the row is " + what + ", and only answers among options are trained",
        "Write {\"instruction\":...,\"input\":...,\"output\":...,\"options\":[...]}, with the"
            + " answer as output and all possible answers as options.");
  }

  private static void requireShort(String what, String text) throws BadRow {
    if (text.length() > MAX_CHARACTERS) {
      throw new BadRow(
          0,
          what + " must have at most " + MAX_CHARACTERS + " characters, had " + text.length(),
          "Shorten it: the model reads only its first few hundred words.");
    }
  }

  private static String text(byte[] line) throws BadRow {
    try {
      // Files may begin with a byte order mark, and joined files have more inside.
      return ByteOrderMark.skip(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString());
    } catch (CharacterCodingException e) {
      throw new BadRow(
          firstInvalid(line), "the line is not UTF-8 text", "Save the file in UTF-8 encoding.");
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
            1, "the line is not a JSON object", "Write one {\"input\":...,\"output\":...} a line.");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw JsonMistake.describe(e);
    }
  }

  private static String string(JsonNode object, String field, String absent) throws BadRow {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      if (absent == null) {
        throw new BadRow(0, "the row has no " + field, "Add \"" + field + "\" to the row.");
      }
      return absent;
    }
    if (!value.isTextual()) {
      throw new BadRow(
          0,
          field + " must be a text, was " + kind(value),
          "Write the text itself, in quotes, as \"" + field + "\".");
    }
    requireWhole(field, value.textValue());
    if (absent == null && value.textValue().isBlank()) {
      throw new BadRow(0, field + " is blank", "Give the row its answer.");
    }
    return value.textValue();
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      default -> "none";
    };
  }

  /**
   * Refuses half of a surrogate pair, which is no character and can neither be sent nor embedded.
   */
  private static void requireWhole(String what, String text) throws BadRow {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw new BadRow(
            0,
            "%s holds \\u%04x, half of a character, after %d others".formatted(what, point, at),
            "Write both halves, or the character itself.");
      }
    }
  }

  private static List<String> options(JsonNode object) throws BadRow {
    JsonNode list = object.get("options");
    if (list == null || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw new BadRow(0, "options must be a list of texts", "Write \"options\":[\"a\",\"b\"].");
    }
    var options = new ArrayList<String>();
    for (JsonNode option : list) {
      if (!option.isTextual() || option.textValue().isBlank()) {
        throw new BadRow(0, "option " + options.size() + " is not a text", "Quote every option.");
      }
      String what = "option " + options.size();
      requireWhole(what, option.textValue());
      requireShort(what, option.textValue());
      options.add(option.textValue());
    }
    requireFew(options);
    if (options.size() < 2) {
      throw new BadRow(
          0,
          "options must be at least 2, were " + options.size(),
          "List every possible answer, or leave options out.");
    }
    if (new HashSet<>(options).size() < options.size()) {
      throw new BadRow(0, "options " + options + " hold one twice", "List every answer once.");
    }
    return options;
  }

  private static void requireFew(List<String> options) throws BadRow {
    if (options.size() > MAX_OPTIONS) {
      throw new BadRow(
          0,
          "options must be at most " + MAX_OPTIONS + ", were " + options.size(),
          "Keep the right one and those that are easily taken for it.");
    }
    int characters = options.stream().mapToInt(String::length).sum();
    if (characters > MAX_OPTION_CHARACTERS) {
      throw new BadRow(
          0,
          "options must have at most "
              + MAX_OPTION_CHARACTERS
              + " characters together, had "
              + characters,
          "Shorten them, or list fewer.");
    }
  }
}
