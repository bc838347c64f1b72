package io.tributary.infra.experiment.engine;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.OptionScorer;
import io.tributary.schemas.model.TextEmbedder;
import io.tributary.worker.slot.LossEvaluator;
import io.tributary.worker.slot.SlotTrainer;
import io.tributary.worker.train.LocalTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the base model that all runs of an experiment share, with its embeddings of texts, which
 * never change, so that a row is embedded once for all runs.
 */
public final class FrozenModel implements AutoCloseable {
  private static final int BATCH = 32;
  private static final int CACHED_OPTIONS = 10_000;

  private final BaseModel model;
  private final TextEmbedder embedder;
  private final OptionScorer scorer;
  private final SlotTrainer trainer;
  private final LossEvaluator lossEvaluator;
  private final Map<String, float[]> embeddings = new ConcurrentHashMap<>();

  private FrozenModel(BaseModel model, int maxTokens) {
    this.model = model;
    embedder = new TextEmbedder(model, new TextEmbedder.Settings(maxTokens, BATCH, 1));
    var options = new OptionEmbeddings(embedder, CACHED_OPTIONS);
    scorer = new OptionScorer(embedder, options);
    var local = new LocalTrainer(model, options);
    trainer = local::train;
    lossEvaluator = local::loss;
  }

  /**
   * Returns the bundled model with one core for each operation, because clients train side by side.
   */
  public static FrozenModel bundled(int maxTokens) {
    return new FrozenModel(BaseModel.load(BaseModelSource.bundled(), 1), maxTokens);
  }

  /** Returns the base model that all runs of the experiment share. */
  public BaseModel model() {
    return model;
  }

  SlotTrainer trainer() {
    return trainer;
  }

  LossEvaluator losses() {
    return lossEvaluator;
  }

  /**
   * Returns embeddings of texts, in their order. Each is computed alone and kept: the last bits of
   * an embedding depend on the other texts of its batch, and must not depend on what an earlier run
   * embedded.
   */
  public float[][] embed(List<String> texts) {
    return texts.parallelStream().map(this::embedding).toArray(float[][]::new);
  }

  private float[] embedding(String text) {
    return embeddings.computeIfAbsent(text, alone -> embedder.embed(List.of(alone))[0]);
  }

  /**
   * Returns an adapter's answers: for each text the scores of its options, in their order.
   *
   * @param adapter null for the base model
   */
  public List<float[]> scores(List<String> texts, List<List<String>> options, LoraAdapter adapter) {
    LoraAdapter[] adapters = new LoraAdapter[texts.size()];
    Arrays.fill(adapters, adapter);
    return scorer.choose(texts, options, adapters).stream()
        .map(OptionScorer.Choice::scores)
        .toList();
  }

  /**
   * Returns the answers of several adapters side by side: for each text the scores of its options.
   *
   * @param weights for each adapter one weight per text
   */
  public List<float[]> scores(
      List<String> texts,
      List<List<String>> options,
      List<LoraAdapter> adapters,
      List<float[]> weights) {
    return scorer.choose(embedder.embed(texts, adapters, weights), options).stream()
        .map(OptionScorer.Choice::scores)
        .toList();
  }

  /**
   * Returns the answers of two adapters with a gate between them: for each text the scores of its
   * options.
   */
  public List<float[]> scores(
      List<String> texts, List<List<String>> options, GatedAdapters adapters) {
    return scorer.choose(embedder.embed(texts, adapters), options).stream()
        .map(OptionScorer.Choice::scores)
        .toList();
  }

  /**
   * Returns embeddings of texts by the model with an adapter, in their order; they are not kept.
   */
  public float[][] embed(List<String> texts, LoraAdapter adapter) {
    return embedder.embed(texts, adapter);
  }

  @Override
  public void close() {
    embedder.close();
    model.close();
  }
}
