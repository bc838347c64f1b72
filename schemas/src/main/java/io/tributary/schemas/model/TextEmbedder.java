package io.tributary.schemas.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.tributary.schemas.adapter.LoraAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Texts to embeddings of length 1: masked mean over the last layer's tokens, by the frozen base or
 * with an adapter, per call or per text. Safe for many threads. A text's embedding does not depend
 * on the other texts of the call (up to float rounding, 1e-6).
 */
public final class TextEmbedder implements AutoCloseable {
  private final BaseModel model;
  private final Settings settings;
  private final AdapterCache adapters;

  /**
   * Limits.
   *
   * @param maxTokens longer texts are cut, 3..256
   * @param batch texts computed at once, 1..1024
   * @param cachedAdapters adapters kept in native memory between calls, >= 1
   */
  public record Settings(int maxTokens, int batch, int cachedAdapters) {
    /** 64 tokens, batches of 32, 32 adapters. */
    public static final Settings DEFAULT = new Settings(64, 32, 32);

    public Settings {
      if (maxTokens < 3 || maxTokens > 256) {
        throw new IllegalArgumentException("max tokens must be in 3..256, was " + maxTokens);
      }
      if (batch < 1 || batch > 1024) {
        throw new IllegalArgumentException("embedding batch must be in 1..1024, was " + batch);
      }
    }
  }

  public TextEmbedder(BaseModel model, Settings settings) {
    this.model = model;
    this.settings = settings;
    this.adapters = new AdapterCache(model.manager(), settings.cachedAdapters());
  }

  /** The model that embeds. */
  public BaseModel model() {
    return model;
  }

  /** Embeddings by the frozen base model: one row of {@code hidden()} floats for each text. */
  public float[][] embed(List<String> texts) {
    return embed(texts, new LoraAdapter[texts.size()]);
  }

  /** Embeddings by the base model with one adapter. */
  public float[][] embed(List<String> texts, LoraAdapter adapter) {
    var same = new LoraAdapter[texts.size()];
    Arrays.fill(same, adapter);
    return embed(texts, same);
  }

  /**
   * Embeddings by the base model with an adapter of its own for each text.
   *
   * @param perText as many as texts; null for the base model alone
   */
  public float[][] embed(List<String> texts, LoraAdapter[] perText) {
    if (perText.length != texts.size()) {
      throw new IllegalArgumentException(
          "adapters must be as many as texts, were " + perText.length + " for " + texts.size());
    }
    requireFit(perText);
    List<long[]> ids =
        texts.stream().map(t -> model.tokenizer().ids(t, settings.maxTokens())).toList();
    // Texts of similar length share a batch: little padding.
    int[] order =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> ids.get(i).length))
            .mapToInt(Integer::intValue)
            .toArray();
    float[][] embeddings = new float[texts.size()][];
    for (int from = 0; from < order.length; from += settings.batch()) {
      int[] rows = Arrays.copyOfRange(order, from, Math.min(order.length, from + settings.batch()));
      embedBatch(rows, ids, perText, embeddings);
    }
    return embeddings;
  }

  private void requireFit(LoraAdapter[] perText) {
    Set<LoraAdapter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (LoraAdapter adapter : perText) {
      if (adapter != null && seen.add(adapter)) {
        model.requireFits(adapter.layout());
      }
    }
  }

  private void embedBatch(
      int[] rows, List<long[]> ids, LoraAdapter[] perText, float[][] embeddings) {
    var batch = TokenBatch.of(IntStream.of(rows).mapToObj(ids::get).toList());
    // By identity: comparing adapters means comparing all of their values.
    var leased = new IdentityHashMap<LoraAdapter, AdapterCache.Loaded>();
    try (GraphScope scope = model.inference()) {
      var adapterOfRow = new ArrayList<LoraAdapter>();
      for (int row : rows) {
        adapterOfRow.add(perText[row]);
        if (perText[row] != null && !leased.containsKey(perText[row])) {
          leased.put(perText[row], adapters.lease(perText[row]));
        }
      }
      Delta delta = delta(scope, adapterOfRow, leased);
      float[] flat = model.encoder().embed(scope, batch, delta).toFloatArray();
      int width = model.hidden();
      for (int i = 0; i < rows.length; i++) {
        embeddings[rows[i]] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
      }
    } finally {
      leased.values().forEach(adapters::release);
    }
  }

  private static Delta delta(
      GraphScope scope, List<LoraAdapter> ofRow, Map<LoraAdapter, AdapterCache.Loaded> leased) {
    if (leased.isEmpty()) {
      return Delta.NONE;
    }
    Map.Entry<LoraAdapter, AdapterCache.Loaded> first = leased.entrySet().iterator().next();
    if (leased.size() == 1 && !ofRow.contains(null)) {
      return first.getValue().delta();
    }
    var layout = first.getKey().layout();
    for (LoraAdapter adapter : leased.keySet()) {
      if (!adapter.layout().equals(layout)) {
        throw new IllegalArgumentException(
            "adapters of one call must share one layout, were "
                + layout.digest()
                + " and "
                + adapter.layout().digest());
      }
    }
    // A text without an adapter gets one of zeros, which adds zero.
    NDArray none = scope.floats(new float[layout.parameters()], layout.parameters());
    var rows = new NDList();
    for (LoraAdapter adapter : ofRow) {
      rows.add(adapter == null ? none : leased.get(adapter).values());
    }
    NDArray values = NDArrays.stack(rows);
    // It was made in the memory of the first row's adapter.
    values.attach(scope.manager());
    return Delta.of(layout, values, first.getValue().scale(), UnaryOperator.identity());
  }

  @Override
  public void close() {
    adapters.close();
  }
}
