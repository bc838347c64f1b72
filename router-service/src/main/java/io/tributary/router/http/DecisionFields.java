package io.tributary.router.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.router.route.CandidateCluster;
import io.tributary.router.route.RoutingDecision;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a decision as JSON fields and as headers. */
final class DecisionFields {
  private static final String PREFIX = "x-tributary-";

  private DecisionFields() {}

  /** Adds the fields of a decision; fields that do not apply are left out. */
  static void put(ObjectNode answer, RoutingDecision decision) {
    answer.put("adapter", adapterName(decision));
    decision.adapter().ifPresent(adapter -> answer.put("cluster", adapter.cluster().toString()));
    answer.put("epoch", decision.epoch());
    decision.adapter().ifPresent(adapter -> answer.put("version", adapter.version()));
    decision.score().ifPresent(score -> answer.put("score", (float) score));
    decision.margin().ifPresent(margin -> answer.put("margin", (float) margin));
    answer.put("decision", decision.kind().wireName());
    answer.put("reason_code", decision.reason().wireName());
  }

  /** Adds the next best clusters, at most {@code most}. */
  static void putAlternatives(ObjectNode answer, RoutingDecision decision, int most) {
    ArrayNode alternatives = answer.putArray("alternatives");
    for (CandidateCluster candidate : decision.alternatives().stream().limit(most).toList()) {
      ObjectNode alternative = alternatives.addObject();
      alternative.put("adapter", candidate.adapter().name());
      alternative.put("cluster", candidate.adapter().cluster().toString());
      alternative.put("version", candidate.adapter().version());
      alternative.put("score", (float) candidate.score());
      alternative.put("distance", (float) candidate.distance());
    }
  }

  /** Returns the fields of a decision as headers. */
  static Map<String, String> headers(RoutingDecision decision) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(PREFIX + "adapter", adapterName(decision));
    decision
        .adapter()
        .ifPresent(
            adapter -> {
              headers.put(PREFIX + "cluster", adapter.cluster().toString());
              headers.put(PREFIX + "version", Integer.toString(adapter.version()));
            });
    decision
        .score()
        .ifPresent(score -> headers.put(PREFIX + "score", Float.toString((float) score)));
    decision
        .margin()
        .ifPresent(margin -> headers.put(PREFIX + "margin", Float.toString((float) margin)));
    headers.put(PREFIX + "decision", decision.kind().wireName());
    headers.put(PREFIX + "reason", decision.reason().wireName());
    return headers;
  }

  private static String adapterName(RoutingDecision decision) {
    return decision.adapter().map(adapter -> adapter.name()).orElse(PredictRequest.BASE);
  }
}
