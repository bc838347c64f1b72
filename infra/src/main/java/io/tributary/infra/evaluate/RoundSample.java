package io.tributary.infra.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The few test rows that are asked after every round: the first ones of each task. */
public final class RoundSample {
  private RoundSample() {}

  /** At most {@code perTask} questions of each task, in their order. */
  public static List<Question> of(List<Question> questions, int perTask) {
    Map<String, Integer> taken = new HashMap<>();
    List<Question> sample = new ArrayList<>();
    for (Question question : questions) {
      if (taken.merge(question.task(), 1, Integer::sum) <= perTask) {
        sample.add(question);
      }
    }
    return sample;
  }
}
