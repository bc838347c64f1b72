package io.tributary.infra.experiment.score;

import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.experiment.score.AdapterSelector.Serving;
import io.tributary.schemas.adapter.LoraAdapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks adapters; each adapter is asked a question once, however many callers need the answer. */
final class AnsweringAdapters {
  private static final String BASE = "base";

  private final FrozenModel model;
  private final int threads;
  private final Map<String, Map<String, AdapterAnswer>> known = new ConcurrentHashMap<>();
  private final Map<String, Asking> wanted = new LinkedHashMap<>();
  private final IdentityHashMap<LoraAdapter, String> digests = new IdentityHashMap<>();

  /** The questions for one adapter or one pair of them, by id. */
  private record Asking(Serving first, Map<String, Asked> questions) {}

  /** A question, with the weight of the second adapter if there is one. */
  private record Asked(LabelledQuestion question, float weight) {}

  AnsweringAdapters(FrozenModel model, int threads) {
    this.model = model;
    this.threads = threads;
  }

  /** Adds questions to ask: each adapter is asked the question of the same index. */
  void want(List<Serving> servings, List<LabelledQuestion> questions) {
    for (int i = 0; i < servings.size(); i++) {
      LabelledQuestion question = questions.get(i);
      Serving serving = servings.get(i);
      String key = key(serving);
      if (!known.getOrDefault(key, Map.of()).containsKey(question.id())) {
        wanted
            .computeIfAbsent(key, k -> new Asking(serving, new LinkedHashMap<>()))
            .questions()
            .put(question.id(), new Asked(question, weight(serving)));
      }
    }
  }

  /** Asks all added questions, several adapters at once. */
  void answer() throws InterruptedException {
    var work = new ArrayList<Runnable>();
    wanted.forEach((key, asking) -> work.add(() -> ask(key, asking)));
    try {
      ParallelInference.run(threads, work);
    } finally {
      wanted.clear();
    }
  }

  private void ask(String key, Asking asking) {
    List<Asked> asked = List.copyOf(asking.questions().values());
    List<float[]> scores = scores(asking.first(), asked);
    Map<String, AdapterAnswer> answers = known.computeIfAbsent(key, k -> new HashMap<>());
    for (int i = 0; i < scores.size(); i++) {
      answers.put(asked.get(i).question().id(), AdapterAnswer.of(scores.get(i)));
    }
  }

  private List<float[]> scores(Serving serving, List<Asked> asked) {
    List<String> texts = asked.stream().map(one -> one.question().text()).toList();
    List<List<String>> options = asked.stream().map(one -> one.question().options()).toList();
    if (serving.gated().isPresent()) {
      return model.scores(texts, options, serving.gated().get());
    }
    LoraAdapter adapter = serving.adapter().orElse(null);
    if (serving.beside().isEmpty()) {
      return model.scores(texts, options, adapter);
    }
    float[] second = new float[asked.size()];
    float[] first = new float[asked.size()];
    for (int i = 0; i < second.length; i++) {
      second[i] = asked.get(i).weight();
      first[i] = 1 - second[i];
    }
    return model.scores(
        texts, options, List.of(adapter, serving.beside().get().adapter()), List.of(first, second));
  }

  /** Returns an answer to an added question. */
  AdapterAnswer of(Serving serving, LabelledQuestion question) {
    return known.get(key(serving)).get(question.id());
  }

  /**
   * Returns the key of an adapter: equal adapters answer alike, whatever their names; weights and
   * gates belong to a client.
   */
  private String key(Serving serving) {
    if (serving.gated().isPresent()) {
      return serving.name()
          + "/"
          + digest(serving.gated().get().own())
          + "/"
          + digest(serving.gated().get().others());
    }
    String first = serving.adapter().map(this::digest).orElse(BASE);
    return serving
        .beside()
        .map(second -> serving.name() + "/" + first + "/" + digest(second.adapter()))
        .orElse(first);
  }

  private String digest(LoraAdapter adapter) {
    return digests.computeIfAbsent(adapter, LoraAdapter::digest);
  }

  private static float weight(Serving serving) {
    return serving.beside().map(AdapterSelector.Beside::weight).orElse(0f);
  }
}
