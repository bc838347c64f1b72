package io.tributary.router.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.http.HttpProblem;
import io.tributary.schemas.settings.NearestWord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object with a known set of fields, read strictly: every violation is a {@link HttpProblem}
 * with status 422 that points at the place. A field that is null counts as absent.
 */
public final class JsonFields {
  private static final int LONGEST_ECHO = 40;

  private final JsonNode object;
  private final String pointer;

  private JsonFields(JsonNode object, String pointer) {
    this.object = object;
    this.pointer = pointer;
  }

  /**
   * Reads a node at the JSON pointer {@code pointer} that may have the {@code known} fields only.
   */
  public static JsonFields of(JsonNode node, String pointer, Set<String> known) {
    if (!node.isObject()) {
      throw HttpProblem.at(
          pointer,
          "wrong-type",
          place(pointer) + " must be an object, was " + type(node),
          "Send an object with fields among " + sorted(known) + ".");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw unknownField(pointer, name, known);
      }
    }
    return new JsonFields(node, pointer);
  }

  private static HttpProblem unknownField(String pointer, String name, Set<String> known) {
    String shown = name.length() <= LONGEST_ECHO ? name : name.substring(0, LONGEST_ECHO) + "...";
    String hint =
        NearestWord.to(shown, known)
            .map(nearest -> "Did you mean '" + nearest + "'?")
            .orElse("Leave it out.");
    return HttpProblem.at(
        pointer + "/" + shown.replace("~", "~0").replace("/", "~1"),
        "unknown-field",
        place(pointer) + " must have fields among " + sorted(known) + ", had '" + shown + "'",
        hint);
  }

  /** Returns the JSON pointer of a field of this object. */
  public String at(String name) {
    return pointer + "/" + name;
  }

  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** Returns a text of 1 to {@code longest} characters that is not blank, if the field is there. */
  public Optional<String> text(String name, int longest) {
    return has(name) ? Optional.of(text(object.get(name), at(name), longest)) : Optional.empty();
  }

  /** Returns a whole number in {@code least..greatest}, if the field is there. */
  public Optional<Integer> integer(String name, int least, int greatest) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = object.get(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > greatest) {
      throw HttpProblem.at(
          at(name),
          "out-of-range",
          at(name)
              + " must be a whole number in "
              + least
              + ".."
              + greatest
              + ", was "
              + (value.isNumber() ? value.asText() : type(value)),
          "Send a number in that range, or leave the field out.");
    }
    return Optional.of(value.intValue());
  }

  /**
   * Returns the elements of an array of {@code least..greatest} elements; the field must be there.
   */
  public List<JsonNode> array(String name, int least, int greatest) {
    if (!has(name)) {
      throw missing(name);
    }
    JsonNode value = object.get(name);
    if (!value.isArray()) {
      throw wrongType(at(name), "an array", value);
    }
    if (value.size() < least || value.size() > greatest) {
      throw HttpProblem.at(
          at(name),
          "out-of-range",
          at(name) + " must have " + least + " to " + greatest + " elements, had " + value.size(),
          "Send a number of elements in that range; split what is larger into several requests.");
    }
    var elements = new ArrayList<JsonNode>(value.size());
    value.forEach(elements::add);
    return elements;
  }

  /** Returns the problem of a missing field. */
  HttpProblem missing(String name) {
    return HttpProblem.at(
        at(name), "missing-field", at(name) + " must be there, was absent", "Add the field.");
  }

  /**
   * Returns a text of 1 to {@code longest} characters that is not blank and is well-formed Unicode.
   */
  public static String text(JsonNode value, String pointer, int longest) {
    if (!value.isTextual()) {
      throw wrongType(pointer, "a string", value);
    }
    String text = value.textValue();
    // JSON Schema counts a character beyond the first 65,536 as one, though Java stores two.
    int characters = text.codePointCount(0, text.length());
    if (text.isBlank() || characters > longest) {
      throw HttpProblem.at(
          pointer,
          "out-of-range",
          pointer
              + " must have 1 to "
              + longest
              + " characters, had "
              + (text.isBlank() ? "none but blanks" : characters),
          "Send a text in that range.");
    }
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw HttpProblem.at(
          pointer,
          "malformed-text",
          pointer + " must be well-formed Unicode, had half of a surrogate pair",
          "Send both halves, or neither.");
    }
    return text;
  }

  static HttpProblem wrongType(String pointer, String expected, JsonNode value) {
    return HttpProblem.at(
        pointer,
        "wrong-type",
        pointer + " must be " + expected + ", was " + type(value),
        "Send " + expected + " there.");
  }

  private static String place(String pointer) {
    return pointer.isEmpty() ? "the document" : pointer;
  }

  private static String type(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
