package io.tributary.router.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.http.HttpReply;
import io.tributary.router.catalog.CatalogSnapshot;
import io.tributary.router.http.json.StrictJson;
import io.tributary.router.route.RoutingDecision;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the answer to several inputs: one result each, in order; a single result also as headers.
 */
final class BatchResponse {
  private final RouterMetrics metrics;
  private final Map<String, String> headers;
  private final ObjectNode document = StrictJson.object();
  private final ArrayNode results = document.putArray("results");
  private Map<String, String> ofDecision = Map.of();

  /** Creates an answer without results, which will all be made from the snapshot. */
  BatchResponse(SnapshotView snapshotView, CatalogSnapshot snapshot, RouterMetrics metrics) {
    this.metrics = metrics;
    this.headers = snapshotView.headers(snapshot);
  }

  /** Adds the next result, named as its input was, and returns it. */
  ObjectNode add(Optional<String> id) {
    ObjectNode result = results.addObject();
    id.ifPresent(name -> result.put("id", name));
    return result;
  }

  /** Adds to a result how it was decided, and counts the decision. */
  void decided(ObjectNode result, RoutingDecision decision) {
    DecisionFields.put(result, decision);
    metrics.decided(decision);
    ofDecision = DecisionFields.headers(decision);
  }

  HttpReply reply() {
    if (results.size() == 1) {
      headers.putAll(ofDecision);
    }
    return HttpReply.json(200, document, headers);
  }
}
