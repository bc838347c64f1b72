package io.tributary.worker.train;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.OptionScorer;
import io.tributary.schemas.model.graph.AdapterForward;
import io.tributary.schemas.model.graph.GraphScope;
import io.tributary.schemas.model.graph.TokenBatch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cross-entropy of the right option under softmax over cosine / temperature, between the
 * adapted embedding of the text and the frozen embeddings of the row's own options.
 */
final class MultipleChoiceObjective implements Objective<MultipleChoiceSample> {
  /**
   * The value that is added to the score of another row's option, so that its share after softmax
   * is exactly zero.
   */
  private static final float NEVER = -1e9f;

  private final BaseModel model;
  private final OptionEmbeddings options;
  private final int maxTokens;

  /** The token ids of the samples seen so far. An objective lives as long as one job. */
  private final Map<MultipleChoiceSample, long[]> ids = new HashMap<>();

  MultipleChoiceObjective(BaseModel model, OptionEmbeddings options, int maxTokens) {
    this.model = model;
    this.options = options;
    this.maxTokens = maxTokens;
  }

  @Override
  public int tokens(MultipleChoiceSample sample) {
    return ids(sample).length;
  }

  private long[] ids(MultipleChoiceSample sample) {
    return ids.computeIfAbsent(sample, s -> model.tokenizer().ids(s.text(), maxTokens));
  }

  @Override
  public Step loss(
      GraphScope scope, AdapterForward adapterForward, List<MultipleChoiceSample> batch) {
    TokenBatch tokens = TokenBatch.of(batch.stream().map(this::ids).toList());
    // The matrix has one column for each distinct option of the batch; a mask hides the options of
    // other rows.
    Map<String, Integer> columns = new LinkedHashMap<>();
    batch.forEach(s -> s.options().forEach(o -> columns.putIfAbsent(o, columns.size())));
    int rows = batch.size();
    int width = columns.size();
    NDArray mask = scope.floats(ownOptions(batch, columns), rows, width);
    NDArray right = scope.floats(rightOptions(batch, columns), rows, width);
    NDArray scaledOptions = scope.floats(scaledOptions(columns), model.hidden(), width);
    NDArray embedded = model.encoder().embed(scope, tokens, adapterForward);
    NDArray scores = embedded.matMul(scaledOptions).add(mask);
    return new Step(scores.logSoftmax(1).mul(right).sum(), tokens.tokens());
  }

  private static float[] ownOptions(
      List<MultipleChoiceSample> batch, Map<String, Integer> columns) {
    int width = columns.size();
    float[] mask = new float[batch.size() * width];
    java.util.Arrays.fill(mask, NEVER);
    for (int row = 0; row < batch.size(); row++) {
      for (String option : batch.get(row).options()) {
        mask[row * width + columns.get(option)] = 0;
      }
    }
    return mask;
  }

  /**
   * Returns -1 / rows at the right option of each row, 0 elsewhere: the weights of the mean loss,
   * shape (rows, columns).
   */
  private static float[] rightOptions(
      List<MultipleChoiceSample> batch, Map<String, Integer> columns) {
    int width = columns.size();
    float[] weights = new float[batch.size() * width];
    for (int row = 0; row < batch.size(); row++) {
      MultipleChoiceSample sample = batch.get(row);
      String answer = sample.options().get(sample.answer());
      weights[row * width + columns.get(answer)] = -1f / batch.size();
    }
    return weights;
  }

  /**
   * Returns the option embeddings as columns, divided by the temperature, shape (hidden, columns).
   */
  private float[] scaledOptions(Map<String, Integer> columns) {
    Map<String, float[]> embeddings = options.of(columns.keySet());
    int hidden = model.hidden();
    int width = columns.size();
    float[] matrix = new float[hidden * width];
    columns.forEach(
        (option, column) -> {
          float[] embedding = embeddings.get(option);
          for (int i = 0; i < hidden; i++) {
            matrix[i * width + column] = embedding[i] / OptionScorer.TEMPERATURE;
          }
        });
    return matrix;
  }
}
