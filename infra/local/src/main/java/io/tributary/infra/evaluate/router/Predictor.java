package io.tributary.infra.evaluate.router;

import java.util.List;

/** Answers questions: the router over HTTP, or a fake in tests. */
public interface Predictor {
  /** Returns one prediction per question, in their order. */
  List<RouterPrediction> predict(List<LabelledQuestion> questions, AllowedAdapters route);
}
