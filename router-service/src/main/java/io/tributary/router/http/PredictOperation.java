package io.tributary.router.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.http.Endpoint;
import io.tributary.http.HttpReply;
import io.tributary.router.catalog.CatalogSnapshot;
import io.tributary.router.catalog.ServableAdapter;
import io.tributary.router.infer.ChoiceQuestion;
import io.tributary.router.infer.ChosenOption;
import io.tributary.router.infer.Inference;
import io.tributary.router.route.Router;
import io.tributary.router.route.RoutingDecision;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Implements {@code POST /v1/predict}: embeds, routes, and answers all questions in one mixed
 * batch.
 */
record PredictOperation(
    SnapshotView view, Inference inference, RequestLimits limits, RouterMetrics metrics)
    implements Endpoint.Operation {
  @Override
  public HttpReply answer(byte[] body) {
    return metrics.timed("predict", () -> predict(PredictRequest.parse(body, limits)));
  }

  private HttpReply predict(PredictRequest request) {
    CatalogSnapshot snapshot = view.required();
    List<RoutingDecision> decisions = decisions(request, snapshot);
    var questions = new ArrayList<ChoiceQuestion>();
    for (int i = 0; i < decisions.size(); i++) {
      PredictRequest.Input input = request.inputs().get(i);
      questions.add(
          new ChoiceQuestion(
              input.text(),
              input.options(),
              decisions
                  .get(i)
                  .adapter()
                  .flatMap(version -> snapshot.named(version.name()))
                  .flatMap(ServableAdapter::adapter)));
    }
    return reply(request, snapshot, decisions, inference.choose(questions));
  }

  private List<RoutingDecision> decisions(PredictRequest request, CatalogSnapshot snapshot) {
    int epoch = snapshot.table().state().epoch();
    var decisions = new ArrayList<RoutingDecision>();
    Iterator<float[]> embedded = inference.embed(textsToRoute(request)).iterator();
    for (PredictRequest.Input input : request.inputs()) {
      RoutingDecision decision =
          switch (input.adapter()) {
            case PredictRequest.AUTO ->
                Router.route(embedded.next(), snapshot.table(), request.mode(), input.client());
            case PredictRequest.BASE -> RoutingDecision.base(epoch);
            default ->
                RoutingDecision.pinned(
                    PinnedAdapter.named(snapshot, input.adapter(), input.pointer() + "/adapter")
                        .version(),
                    epoch);
          };
      decisions.add(decision);
    }
    return decisions;
  }

  private static List<String> textsToRoute(PredictRequest request) {
    return request.inputs().stream()
        .filter(input -> input.adapter().equals(PredictRequest.AUTO))
        .map(PredictRequest.Input::text)
        .toList();
  }

  private HttpReply reply(
      PredictRequest request,
      CatalogSnapshot snapshot,
      List<RoutingDecision> decisions,
      List<ChosenOption> choices) {
    var batchResponse = new BatchResponse(view, snapshot, metrics);
    for (int i = 0; i < choices.size(); i++) {
      PredictRequest.Input input = request.inputs().get(i);
      ObjectNode result = batchResponse.add(input.id());
      result.put("option", input.options().get(choices.get(i).option()));
      ObjectNode probabilities = result.putObject("probabilities");
      for (int o = 0; o < input.options().size(); o++) {
        probabilities.put(input.options().get(o), choices.get(i).probabilities()[o]);
      }
      batchResponse.decided(result, decisions.get(i));
    }
    return batchResponse.reply();
  }
}
