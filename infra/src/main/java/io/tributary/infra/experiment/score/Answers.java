package io.tributary.infra.experiment.score;

import io.tributary.infra.evaluate.Question;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.experiment.score.Server.Serving;
import io.tributary.schemas.adapter.LoraAdapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What adapters answer; each is asked a question once, whoever wants to know. */
final class Answers {
  private static final String BASE = "base";

  private final FrozenModel model;
  private final int threads;
  private final Map<String, Map<String, Answer>> known = new ConcurrentHashMap<>();
  private final Map<String, Asking> wanted = new LinkedHashMap<>();
  private final IdentityHashMap<LoraAdapter, String> digests = new IdentityHashMap<>();

  /** Questions for one adapter, by id. */
  private record Asking(LoraAdapter adapter, Map<String, Question> questions) {}

  Answers(FrozenModel model, int threads) {
    this.model = model;
    this.threads = threads;
  }

  /** Notes what is to be asked: of each serving the question in the same place. */
  void want(List<Serving> servings, List<Question> questions) {
    for (int i = 0; i < servings.size(); i++) {
      Question question = questions.get(i);
      LoraAdapter adapter = servings.get(i).adapter().orElse(null);
      String key = key(adapter);
      if (!known.getOrDefault(key, Map.of()).containsKey(question.id())) {
        wanted
            .computeIfAbsent(key, k -> new Asking(adapter, new LinkedHashMap<>()))
            .questions()
            .put(question.id(), question);
      }
    }
  }

  /** Asks what was noted, several adapters at once. */
  void answer() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      var pending = new ArrayList<Future<?>>();
      wanted.forEach((key, asking) -> pending.add(pool.submit(() -> ask(key, asking))));
      for (Future<?> one : pending) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking the model failed", e.getCause());
    } finally {
      pool.shutdownNow();
      wanted.clear();
    }
  }

  private void ask(String key, Asking asking) {
    List<Question> questions = List.copyOf(asking.questions().values());
    List<float[]> scores =
        model.scores(
            questions.stream().map(Question::text).toList(),
            questions.stream().map(Question::options).toList(),
            asking.adapter());
    Map<String, Answer> answers = known.computeIfAbsent(key, k -> new HashMap<>());
    for (int i = 0; i < scores.size(); i++) {
      answers.put(questions.get(i).id(), Answer.of(scores.get(i)));
    }
  }

  /** An answer that was asked for. */
  Answer of(Serving serving, Question question) {
    return known.get(key(serving.adapter().orElse(null))).get(question.id());
  }

  /** Equal adapters answer alike, whatever they are called. */
  private String key(LoraAdapter adapter) {
    return adapter == null ? BASE : digests.computeIfAbsent(adapter, LoraAdapter::digest);
  }
}
