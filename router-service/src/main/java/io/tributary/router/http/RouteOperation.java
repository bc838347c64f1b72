package io.tributary.router.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.http.Endpoint;
import io.tributary.http.HttpProblem;
import io.tributary.http.HttpReply;
import io.tributary.router.catalog.CatalogSnapshot;
import io.tributary.router.infer.Inference;
import io.tributary.router.route.Router;
import io.tributary.router.route.RoutingDecision;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Implements {@code POST /v1/route}: embeds texts, decides, and names the adapters. */
record RouteOperation(
    SnapshotView view, Inference inference, RequestLimits limits, RouterMetrics metrics)
    implements Endpoint.Operation {
  @Override
  public HttpReply answer(byte[] body) {
    return metrics.timed("route", () -> route(RouteRequest.parse(body, limits)));
  }

  private HttpReply route(RouteRequest request) {
    CatalogSnapshot snapshot = view.required(request.minEpoch().orElse(0));
    List<float[]> embeddings = embeddings(request, snapshot.table().dimension());
    var batchResponse = new BatchResponse(view, snapshot, metrics);
    for (int i = 0; i < embeddings.size(); i++) {
      RouteRequest.Input input = request.inputs().get(i);
      RoutingDecision decision =
          Router.route(embeddings.get(i), snapshot.table(), request.mode(), input.client());
      ObjectNode result = batchResponse.add(input.id());
      batchResponse.decided(result, decision);
      DecisionFields.putAlternatives(result, decision, request.topK() - 1);
    }
    return batchResponse.reply();
  }

  /** Returns the embeddings of all inputs; all texts are embedded in one computation. */
  private List<float[]> embeddings(RouteRequest request, int dimension) {
    List<String> texts = request.inputs().stream().flatMap(i -> i.text().stream()).toList();
    Iterator<float[]> embedded = inference.embed(texts).iterator();
    var embeddings = new ArrayList<float[]>();
    for (RouteRequest.Input input : request.inputs()) {
      float[] embedding = input.embedding().orElseGet(embedded::next);
      if (embedding.length != dimension) {
        throw HttpProblem.at(
            input.pointer() + "/embedding",
            "wrong-dimension",
            input.pointer()
                + "/embedding must have "
                + dimension
                + " numbers, had "
                + embedding.length,
            "Embed with the federation's base model, or send the text.");
      }
      embeddings.add(embedding);
    }
    return embeddings;
  }
}
