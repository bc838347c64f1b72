package io.tributary.infra.evaluate;

import io.tributary.infra.evaluate.router.LabelledQuestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Selects the few test rows that are asked after every round: the first ones of each task. */
public final class RoundTestRows {
  private RoundTestRows() {}

  /** Returns about {@code all} questions in their order, as many of each task, but at least one. */
  public static List<LabelledQuestion> of(List<LabelledQuestion> questions, int all) {
    long tasks = questions.stream().map(LabelledQuestion::task).distinct().count();
    long perTask = Math.max(1, all / Math.max(1, tasks));
    Map<String, Integer> taken = new HashMap<>();
    List<LabelledQuestion> sample = new ArrayList<>();
    for (LabelledQuestion question : questions) {
      if (taken.merge(question.task(), 1, Integer::sum) <= perTask) {
        sample.add(question);
      }
    }
    return sample;
  }
}
