package io.tributary.router.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.http.Reply;
import io.tributary.router.catalog.Snapshot;
import io.tributary.router.http.json.Json;
import io.tributary.router.route.Decision;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the answer to several inputs: one result each, in order; a single result also as headers.
 */
final class BatchResponse {
  private final RouterMetrics metrics;
  private final Map<String, String> headers;
  private final ObjectNode document = Json.object();
  private final ArrayNode results = document.putArray("results");
  private Map<String, String> ofDecision = Map.of();

  /** Creates an answer without results, which will all be made from the snapshot. */
  BatchResponse(SnapshotView snapshotView, Snapshot snapshot, RouterMetrics metrics) {
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
  void decided(ObjectNode result, Decision decision) {
    DecisionFields.put(result, decision);
    metrics.decided(decision);
    ofDecision = DecisionFields.headers(decision);
  }

  Reply reply() {
    if (results.size() == 1) {
      headers.putAll(ofDecision);
    }
    return Reply.json(200, document, headers);
  }
}
