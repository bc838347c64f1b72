package io.tributary.infra.evaluate;

import java.util.List;
import java.util.SortedMap;

/** Accuracy by task in global mode, as it is now. */
public final class RoundScore {
  private RoundScore() {}

  /** Asks all the questions. */
  public static SortedMap<String, Double> of(Predictor router, List<Question> questions) {
    return TaskAccuracy.of(questions, router.predict(questions, new Route.Global())).byTask();
  }
}
