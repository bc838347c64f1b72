package io.tributary.infra.evaluate;

import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.evaluate.router.RouterPrediction;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The share of right answers to the questions of each task.
 *
 * @param byTask in 0..1
 */
record TaskAccuracy(SortedMap<String, Double> byTask) {
  TaskAccuracy {
    byTask = Collections.unmodifiableSortedMap(new TreeMap<>(byTask));
  }

  static TaskAccuracy of(List<LabelledQuestion> questions, List<RouterPrediction> predictions) {
    Map<String, RouterPrediction> answers = new HashMap<>();
    for (RouterPrediction prediction : predictions) {
      answers.put(prediction.id(), prediction);
    }
    SortedMap<String, AnswerCount> tallies = new TreeMap<>();
    for (LabelledQuestion question : questions) {
      RouterPrediction prediction = answers.get(question.id());
      if (prediction == null) {
        throw new IllegalStateException("the router gave no answer to question " + question.id());
      }
      boolean correct = question.answer().equals(prediction.answer());
      tallies.merge(
          question.task(),
          AnswerCount.NONE.plus(correct),
          (sum, one) -> sum.plus(one.right() == 1));
    }
    SortedMap<String, Double> shares = new TreeMap<>();
    tallies.forEach((task, answerCount) -> shares.put(task, answerCount.share()));
    return new TaskAccuracy(shares);
  }

  /** Returns the mean over tasks; every task counts once, however many rows it has. */
  double mean() {
    return mean(byTask.keySet());
  }

  /** Returns the mean over some tasks; tasks without questions do not count. */
  double mean(Collection<String> tasks) {
    return tasks.stream()
        .filter(task -> byTask.containsKey(task))
        .mapToDouble(task -> byTask.get(task))
        .average()
        .orElse(Double.NaN);
  }
}
