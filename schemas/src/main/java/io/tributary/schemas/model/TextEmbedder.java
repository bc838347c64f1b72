package io.tributary.schemas.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.graph.AdapterForward;
import io.tributary.schemas.model.graph.GraphScope;
import io.tributary.schemas.model.graph.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Turns texts into embeddings of length 1: the masked mean over the tokens of the last layer, by
 * the frozen base model alone or with an adapter, which may differ from text to text. Safe for use
 * by several threads. The embedding of a text does not depend on the other texts of the call (up to
 * float rounding, 1e-6).
 */
public final class TextEmbedder implements AutoCloseable {
  private final BaseModel model;
  private final Settings settings;
  private final AdapterCache adapters;

  /**
   * The limits of an embedder's texts, batches and memory.
   *
   * @param maxTokens longer texts are cut to it, 3..256
   * @param batch texts computed at once, 1..1024
   * @param cachedAdapters adapters kept in native memory between calls, >= 1
   */
  public record Settings(int maxTokens, int batch, int cachedAdapters) {
    /** The default limits: 64 tokens, batches of 32 texts, 32 cached adapters. */
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

  /** Returns the base model of this embedder. */
  public BaseModel model() {
    return model;
  }

  /**
   * Returns embeddings by the frozen base model: one row of {@code hidden()} floats for each text.
   */
  public float[][] embed(List<String> texts) {
    return embed(texts, new LoraAdapter[texts.size()]);
  }

  /** Returns embeddings by the base model with one adapter for all texts. */
  public float[][] embed(List<String> texts, LoraAdapter adapter) {
    var same = new LoraAdapter[texts.size()];
    Arrays.fill(same, adapter);
    return embed(texts, same);
  }

  /**
   * Returns embeddings by the base model with an adapter of its own for each text.
   *
   * @param perText one for each text; null for the base model alone
   */
  public float[][] embed(List<String> texts, LoraAdapter[] perText) {
    if (perText.length != texts.size()) {
      throw new IllegalArgumentException(
          "adapters must be as many as texts, were " + perText.length + " for " + texts.size());
    }
    requireFit(Arrays.asList(perText));
    return inBatches(texts, (scope, rows, batch) -> embedBatch(scope, rows, batch, perText));
  }

  /**
   * Returns embeddings by the base model with several adapters side by side, each with a weight for
   * each text: {@code W0 x + sum_k weight_k B_k A_k x}.
   *
   * @param adapters at least one
   * @param weights for each adapter one weight per text
   */
  public float[][] embed(List<String> texts, List<LoraAdapter> adapters, List<float[]> weights) {
    if (weights.size() != adapters.size()
        || weights.stream().anyMatch(perText -> perText.length != texts.size())) {
      throw new IllegalArgumentException(
          "weights must be "
              + texts.size()
              + " for each of "
              + adapters.size()
              + " adapters, were "
              + weights.stream().map(perText -> perText.length).toList());
    }
    requireFit(adapters);
    return inBatches(
        texts,
        (scope, rows, batch) -> {
          AdapterForward sum = AdapterForward.NONE;
          for (int i = 0; i < adapters.size(); i++) {
            float[] perText = weights.get(i);
            float[] perRow = new float[rows.length];
            for (int row = 0; row < rows.length; row++) {
              perRow[row] = perText[rows[row]];
            }
            sum = sum.and(scope.frozen(adapters.get(i), perRow));
          }
          return model.encoder().embed(scope, batch, sum).toFloatArray();
        });
  }

  /** Returns embeddings by the base model with two adapters and the gate between them. */
  public float[][] embed(List<String> texts, GatedAdapters gated) {
    requireFit(List.of(gated.own()));
    float[] values = gated.trainable();
    return inBatches(
        texts,
        (scope, rows, batch) -> {
          NDArray parameter = scope.floats(values, values.length);
          AdapterForward adapterForward =
              scope.gated(parameter, gated.others(), UnaryOperator.identity());
          return model.encoder().embed(scope, batch, adapterForward).toFloatArray();
        });
  }

  /**
   * Embeds the texts of a batch, given by their indices; returns their embeddings row by row in one
   * array.
   */
  private interface BatchEmbedding {
    float[] of(GraphScope scope, int[] rows, TokenBatch batch);
  }

  private float[][] inBatches(List<String> texts, BatchEmbedding embedding) {
    List<long[]> ids =
        texts.stream().map(t -> model.tokenizer().ids(t, settings.maxTokens())).toList();
    // Texts of similar length share a batch, so that little padding is computed.
    int[] order =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> ids.get(i).length))
            .mapToInt(Integer::intValue)
            .toArray();
    float[][] embeddings = new float[texts.size()][];
    int width = model.hidden();
    for (int from = 0; from < order.length; from += settings.batch()) {
      int[] rows = Arrays.copyOfRange(order, from, Math.min(order.length, from + settings.batch()));
      var batch = TokenBatch.of(IntStream.of(rows).mapToObj(ids::get).toList());
      try (GraphScope scope = model.inference()) {
        float[] flat = embedding.of(scope, rows, batch);
        for (int i = 0; i < rows.length; i++) {
          embeddings[rows[i]] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
      }
    }
    return embeddings;
  }

  private void requireFit(Collection<LoraAdapter> used) {
    Set<LoraAdapter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (LoraAdapter adapter : used) {
      if (adapter != null && seen.add(adapter)) {
        model.requireFits(adapter.layout());
      }
    }
  }

  private float[] embedBatch(
      GraphScope scope, int[] rows, TokenBatch batch, LoraAdapter[] perText) {
    // Adapters are compared by identity, because equality compares all of their values.
    var leased = new IdentityHashMap<LoraAdapter, AdapterCache.Loaded>();
    try {
      var adapterOfRow = new ArrayList<LoraAdapter>();
      for (int row : rows) {
        adapterOfRow.add(perText[row]);
        if (perText[row] != null && !leased.containsKey(perText[row])) {
          leased.put(perText[row], adapters.lease(perText[row]));
        }
      }
      AdapterForward adapterForward = delta(scope, adapterOfRow, leased);
      return model.encoder().embed(scope, batch, adapterForward).toFloatArray();
    } finally {
      leased.values().forEach(adapters::release);
    }
  }

  private static AdapterForward delta(
      GraphScope scope, List<LoraAdapter> ofRow, Map<LoraAdapter, AdapterCache.Loaded> leased) {
    if (leased.isEmpty()) {
      return AdapterForward.NONE;
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
    // A text without an adapter gets an adapter of zeros, which adds zero.
    NDArray none = scope.floats(new float[layout.parameters()], layout.parameters());
    var rows = new NDList();
    for (LoraAdapter adapter : ofRow) {
      rows.add(adapter == null ? none : leased.get(adapter).values());
    }
    NDArray values = NDArrays.stack(rows);
    // The stack was allocated in the memory of the first row's adapter.
    values.attach(scope.manager());
    return AdapterForward.of(layout, values, first.getValue().scale(), UnaryOperator.identity());
  }

  @Override
  public void close() {
    adapters.close();
  }
}
