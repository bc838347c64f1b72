package io.tributary.router.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.http.HttpProblem;
import io.tributary.router.http.json.EmbeddingField;
import io.tributary.router.http.json.JsonFields;
import io.tributary.router.http.json.StrictJson;
import io.tributary.router.route.RoutingMode;
import io.tributary.schemas.id.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The document of {@code POST /v1/route}.
 *
 * @param inputs the inputs to route, at least one
 * @param topK number of clusters named per input, the chosen one included
 * @param mode which clusters to route among
 * @param minEpoch the oldest clustering epoch that the caller accepts
 */
record RouteRequest(List<Input> inputs, int topK, RoutingMode mode, Optional<Integer> minEpoch) {
  static final Set<String> FIELDS = Set.of("inputs", "top_k", "mode", "min_epoch");
  static final Set<String> INPUT_FIELDS = Set.of("id", "text", "embedding", "client");

  /**
   * One input, which has exactly one of text and embedding.
   *
   * @param embedding as the caller sent it, of any length
   */
  record Input(
      Optional<String> id,
      Optional<String> text,
      Optional<float[]> embedding,
      Optional<ClientId> client,
      String pointer) {}

  /** Parses a document; throws {@link HttpProblem}. */
  static RouteRequest parse(byte[] body, RequestLimits limits) {
    JsonFields fields = JsonFields.of(StrictJson.parse(body), "", FIELDS);
    RoutingMode mode = RequestFields.mode(fields);
    var inputs = new ArrayList<Input>();
    for (JsonNode element : fields.array("inputs", 1, limits.inputs())) {
      inputs.add(input(element, "/inputs/" + inputs.size(), mode, limits));
    }
    return new RouteRequest(
        inputs,
        fields.integer("top_k", 1, 1000).orElse(1),
        mode,
        fields.integer("min_epoch", 0, Integer.MAX_VALUE));
  }

  private static Input input(
      JsonNode element, String pointer, RoutingMode mode, RequestLimits limits) {
    JsonFields fields = JsonFields.of(element, pointer, INPUT_FIELDS);
    if (fields.has("text") == fields.has("embedding")) {
      throw HttpProblem.at(
          pointer,
          "text-or-embedding",
          pointer
              + " must have either text or embedding, had "
              + (fields.has("text") ? "both" : "neither"),
          "Send the text, or an embedding of it by the federation's base model.");
    }
    return new Input(
        RequestFields.id(fields),
        fields.text("text", limits.textCharacters()),
        EmbeddingField.read(fields, "embedding"),
        RequestFields.client(fields, mode),
        pointer);
  }
}
