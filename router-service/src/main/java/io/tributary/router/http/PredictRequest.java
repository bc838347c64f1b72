package io.tributary.router.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.http.HttpProblem;
import io.tributary.router.http.json.JsonFields;
import io.tributary.router.http.json.StrictJson;
import io.tributary.router.route.RoutingMode;
import io.tributary.schemas.id.ClientId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The document of {@code POST /v1/predict}.
 *
 * @param inputs the questions, at least one
 * @param mode which clusters to route among
 */
record PredictRequest(List<Input> inputs, RoutingMode mode) {
  /** The adapter's name that asks the router to choose. */
  static final String AUTO = "auto";

  /** The adapter's name that asks for the frozen base model. */
  static final String BASE = "base";

  static final Set<String> FIELDS = Set.of("inputs", "mode");
  static final Set<String> INPUT_FIELDS =
      Set.of("id", "text", "instruction", "input", "options", "client", "adapter");
  private static final int LONGEST_ADAPTER_NAME = 100;

  /**
   * One question of the request, with its options and its adapter.
   *
   * @param text the text to answer
   * @param options the answers to choose from, distinct
   * @param adapter {@link #AUTO}, {@link #BASE} or the name of a version
   */
  record Input(
      Optional<String> id,
      String text,
      List<String> options,
      Optional<ClientId> client,
      String adapter,
      String pointer) {}

  /** Parses a document; throws {@link HttpProblem}. */
  static PredictRequest parse(byte[] body, RequestLimits limits) {
    JsonFields fields = JsonFields.of(StrictJson.parse(body), "", FIELDS);
    RoutingMode mode = RequestFields.mode(fields);
    var inputs = new ArrayList<Input>();
    for (JsonNode element : fields.array("inputs", 1, limits.inputs())) {
      inputs.add(input(element, "/inputs/" + inputs.size(), mode, limits));
    }
    requireFewOptions(inputs, limits.distinctOptions());
    return new PredictRequest(inputs, mode);
  }

  private static void requireFewOptions(List<Input> inputs, int most) {
    long distinct = inputs.stream().flatMap(input -> input.options().stream()).distinct().count();
    if (distinct > most) {
      throw HttpProblem.at(
          "/inputs",
          "out-of-range",
          "/inputs must have at most " + most + " distinct options together, had " + distinct,
          "Split the request.");
    }
  }

  private static Input input(
      JsonNode element, String pointer, RoutingMode mode, RequestLimits limits) {
    JsonFields fields = JsonFields.of(element, pointer, INPUT_FIELDS);
    String adapter = fields.text("adapter", LONGEST_ADAPTER_NAME).orElse(AUTO);
    return new Input(
        RequestFields.id(fields),
        text(fields, pointer, limits),
        options(fields, limits),
        RequestFields.client(fields, adapter.equals(AUTO) ? mode : RoutingMode.GLOBAL),
        adapter,
        pointer);
  }

  /**
   * Returns the text as it is built from a row of training data: the instruction, then the input.
   */
  private static String text(JsonFields fields, String pointer, RequestLimits limits) {
    Optional<String> text = fields.text("text", limits.textCharacters());
    Optional<String> instruction = fields.text("instruction", limits.textCharacters());
    Optional<String> input = fields.text("input", limits.textCharacters());
    if (text.isPresent() == input.isPresent() || (text.isPresent() && instruction.isPresent())) {
      throw HttpProblem.at(
          pointer,
          "text-or-input",
          pointer
              + " must have either text or input (with or without an instruction), had "
              + (text.isPresent() ? "both" : "neither"),
          "Send text alone, or input and instruction apart.");
    }
    return text.orElseGet(() -> instruction.map(i -> i + " ").orElse("") + input.orElseThrow());
  }

  private static List<String> options(JsonFields fields, RequestLimits limits) {
    var options = new LinkedHashSet<String>();
    int index = 0;
    for (JsonNode element : fields.array("options", 1, limits.options())) {
      String pointer = fields.at("options") + "/" + index;
      if (!options.add(JsonFields.text(element, pointer, limits.textCharacters()))) {
        throw HttpProblem.at(
            pointer,
            "duplicate-option",
            pointer + " must differ from the options before it, was one of them",
            "Send every option once.");
      }
      index++;
    }
    return List.copyOf(options);
  }
}
