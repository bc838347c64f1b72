package io.tributary.schemas.model.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tributary.schemas.adapter.TargetModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The forward pass of a BERT encoder (Devlin et al. 2019), as plain array operations over frozen
 * weights.
 */
public final class BertEncoder {
  /**
   * The value that is added to the score of a padded position, so that its weight after softmax is
   * exactly zero.
   */
  private static final float NEVER = -1e9f;

  private static final double EPSILON = 1e-12;

  private final NDArray words;
  private final NDArray positions;
  private final Norm norm;
  private final List<Layer> layers;
  private final int width;
  private final int heads;
  private final NDArray queryScale;

  private record Norm(NDArray weight, NDArray bias) {
    NDArray apply(NDArray x) {
      return Torch.layerNorm(x, weight, bias, EPSILON);
    }
  }

  private record Layer(
      LoraLinear query,
      LoraLinear key,
      LoraLinear value,
      LoraLinear attentionOutput,
      Norm attentionNorm,
      LoraLinear intermediate,
      LoraLinear output,
      Norm outputNorm) {}

  public BertEncoder(NDManager manager, BertWeights weights) throws IOException {
    this.words = weights.get("embeddings.word_embeddings.weight");
    // Every token has type 0 (one sentence), so the embedding of that type is added to the
    // positions once.
    this.positions =
        weights
            .get("embeddings.position_embeddings.weight")
            .add(weights.get("embeddings.token_type_embeddings.weight").get(0));
    this.norm = norm(weights, "embeddings.LayerNorm");
    this.width = Math.toIntExact(words.getShape().get(1));
    this.heads = width / weights.headWidth();
    this.queryScale =
        Torch.tensor(
            manager, new float[] {(float) (1 / Math.sqrt(weights.headWidth()))}, new Shape());
    this.layers = new ArrayList<>();
    for (int i = 0; i < weights.layers(); i++) {
      String at = "encoder.layer." + i;
      layers.add(
          new Layer(
              weights.linear(at + ".attention.self.query"),
              weights.linear(at + ".attention.self.key"),
              weights.linear(at + ".attention.self.value"),
              weights.linear(at + ".attention.output.dense"),
              norm(weights, at + ".attention.output.LayerNorm"),
              weights.linear(at + ".intermediate.dense"),
              weights.linear(at + ".output.dense"),
              norm(weights, at + ".output.LayerNorm")));
    }
  }

  private static Norm norm(BertWeights weights, String path) throws IOException {
    return new Norm(weights.get(path + ".weight"), weights.get(path + ".bias"));
  }

  /** Returns the width of a hidden state and of an embedding. */
  public int width() {
    return width;
  }

  /** Returns the length of the longest text that the model has positions for, in tokens. */
  public int maxTokens() {
    return Math.toIntExact(positions.getShape().get(0));
  }

  /** Returns the linear layers that an adapter may change, in the order of computation. */
  public List<TargetModule> targetModules() {
    return layers.stream()
        .flatMap(
            l -> Stream.of(l.query, l.key, l.value, l.attentionOutput, l.intermediate, l.output))
        .map(LoraLinear::module)
        .toList();
  }

  /**
   * Returns the masked mean of the last hidden states, normalised to length 1: shape (rows, width),
   * in the scope's memory.
   */
  public NDArray embed(GraphScope scope, TokenBatch batch, AdapterForward adapterForward) {
    NDArray weights = scope.floats(batch.meanWeights(), batch.rows(), 1, batch.width());
    NDArray hidden = hidden(scope, batch, adapterForward);
    return weights.matMul(hidden).reshape(new Shape(batch.rows(), width)).normalize(2, 1, EPSILON);
  }

  /** Returns the last hidden states: shape (rows, tokens, width), in the scope's memory. */
  public NDArray hidden(GraphScope scope, TokenBatch batch, AdapterForward adapterForward) {
    NDArray mask =
        batch.padded()
            ? scope.floats(batch.mask(0, NEVER), batch.rows(), 1, 1, batch.width())
            : null;
    NDArray ids = scope.longs(batch.ids(), batch.rows(), batch.width());
    NDArray x = scope.consuming(ids, input -> tokens(scope, input, batch.width()));
    for (Layer layer : layers) {
      x = scope.consuming(x, input -> apply(layer, input, mask, adapterForward));
    }
    return x;
  }

  private NDArray tokens(GraphScope scope, NDArray ids, int count) {
    long[] order = new long[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    try (NDArray at = scope.longs(order, count);
        NDArray place = Torch.rows(positions, at)) {
      return norm.apply(Torch.rows(words, ids).add(place));
    }
  }

  private NDArray apply(Layer layer, NDArray x, NDArray mask, AdapterForward adapterForward) {
    NDArray query = heads(layer.query.apply(x, adapterForward).mul(queryScale));
    NDArray key = heads(layer.key.apply(x, adapterForward));
    NDArray value = heads(layer.value.apply(x, adapterForward));
    NDArray scores = query.matMul(key.transpose(0, 1, 3, 2));
    NDArray attention = (mask == null ? scores : scores.add(mask)).softmax(-1);
    NDArray context = attention.matMul(value).transpose(0, 2, 1, 3).reshape(x.getShape());
    NDArray y =
        layer.attentionNorm.apply(layer.attentionOutput.apply(context, adapterForward).add(x));
    NDArray inner = Torch.gelu(layer.intermediate.apply(y, adapterForward));
    return layer.outputNorm.apply(layer.output.apply(inner, adapterForward).add(y));
  }

  /** Reshapes (rows, tokens, width) to (rows, heads, tokens, width / heads). */
  private NDArray heads(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(new Shape(shape.get(0), shape.get(1), heads, width / heads))
        .transpose(0, 2, 1, 3);
  }
}
