package io.tributary.schemas.model;

import ai.djl.ndarray.NDManager;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.model.VerifiedStream.Verified;
import io.tributary.schemas.model.graph.BertEncoder;
import io.tributary.schemas.model.graph.BertWeights;
import io.tributary.schemas.model.graph.GraphScope;
import io.tributary.schemas.model.graph.Torch;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A frozen sentence encoder in native memory, shared by all clients of a process; safe for many
 * threads. Close it when nothing computes on it any more.
 */
public final class BaseModel implements AutoCloseable {
  /** Adapted by default: the two projections that LoRA's authors found to matter most. */
  public static final Set<String> DEFAULT_TARGETS = Set.of("query", "value");

  private final String id;
  private final NDManager manager;
  private final BertEncoder encoder;
  private final TextTokenizer tokenizer;

  private BaseModel(String id, NDManager manager, BertEncoder encoder, TextTokenizer tokenizer) {
    this.id = id;
    this.manager = manager;
    this.encoder = encoder;
    this.tokenizer = tokenizer;
  }

  /**
   * Reads weights and tokenizer, for one core per operation: what suits several clients or requests
   * at once, and other busy processes beside them.
   */
  public static BaseModel load(BaseModelSource source) {
    return load(source, 1);
  }

  /**
   * Reads weights and tokenizer; throws {@link BaseModelException} if they are not usable.
   *
   * @param threads cores that one operation may use, >= 1; the last model loaded in a process says
   *     it for all
   */
  public static BaseModel load(BaseModelSource source, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads of an operation must be >= 1, was " + threads);
    }
    NDManager manager = Torch.newRootManager();
    Torch.threads(threads);
    try {
      Verified<BertEncoder> encoder =
          VerifiedStream.read(
              source.weights(), in -> new BertEncoder(manager, BertWeights.read(manager, in)));
      int positions = encoder.content().maxTokens();
      Verified<TextTokenizer> tokenizer =
          VerifiedStream.read(source.tokenizer(), in -> TextTokenizer.read(in, positions));
      String digest = Digests.ofText(encoder.sha256() + "\n" + tokenizer.sha256());
      return new BaseModel(
          source.name() + "@" + digest, manager, encoder.content(), tokenizer.content());
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Cores that one operation may use. */
  public int threads() {
    return Torch.threads();
  }

  /** Name and content digest, e.g. {@code all-MiniLM-L6-v2@0123456789abcdef}. */
  public String id() {
    return id;
  }

  /** Width of an embedding. */
  public int hidden() {
    return encoder.width();
  }

  /** The longest text, in tokens. */
  public int maxTokens() {
    return encoder.maxTokens();
  }

  /** Names that {@link #layout} accepts as targets. */
  public Set<String> targets() {
    var names = new TreeSet<String>();
    encoder.sites().forEach(targetModule -> names.add(target(targetModule)));
    return names;
  }

  /**
   * The layout of an adapter on all layers of the given kinds; throws {@link
   * IllegalArgumentException} for an unknown kind.
   *
   * @param rank r
   * @param alpha the adapter is scaled by alpha / r
   * @param targets some of {@link #targets()}
   */
  public AdapterLayout layout(int rank, float alpha, Set<String> targets) {
    var unknown = new TreeSet<>(targets);
    unknown.removeAll(targets());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "adapter targets must be among " + targets() + " for " + id + ", were " + unknown);
    }
    List<TargetModule> sites =
        encoder.sites().stream()
            .filter(targetModule -> targets.contains(target(targetModule)))
            .toList();
    return new AdapterLayout(rank, alpha, sites);
  }

  /** Throws {@link IllegalArgumentException} unless all sites of the layout are in this model. */
  public void requireFits(AdapterLayout layout) {
    for (TargetModule targetModule : layout.sites()) {
      if (!encoder.sites().contains(targetModule)) {
        throw new IllegalArgumentException(
            "adapter site "
                + targetModule.name()
                + " ("
                + targetModule.inputs()
                + " -> "
                + targetModule.outputs()
                + ") is not in base model "
                + id
                + ": the adapter belongs to another base model");
      }
    }
  }

  /** The differentiable forward pass. */
  public BertEncoder encoder() {
    return encoder;
  }

  /** The tokenizer that belongs to the model's weights. */
  public TextTokenizer tokenizer() {
    return tokenizer;
  }

  /** Opens a scope whose operations record a graph for a backward pass. */
  public GraphScope training() {
    return GraphScope.training(manager);
  }

  /** Opens a scope whose operations record nothing. */
  public GraphScope inference() {
    return GraphScope.inference(manager);
  }

  /** Arrays in native memory now: weights, cached adapters, and what open scopes hold. */
  public int arrays() {
    return manager.getManagedArrays().size();
  }

  /** Memory that lives until the model is closed. */
  public NDManager manager() {
    return manager;
  }

  /** {@code encoder.layer.3.attention.self.query} is a {@code query}; see {@link #targets()}. */
  private static String target(TargetModule targetModule) {
    String inLayer = targetModule.name().replaceFirst("^encoder\\.layer\\.\\d+\\.", "");
    return inLayer.replace("attention.self.", "").replace(".dense", "");
  }

  @Override
  public void close() {
    tokenizer.close();
    manager.close();
  }
}
