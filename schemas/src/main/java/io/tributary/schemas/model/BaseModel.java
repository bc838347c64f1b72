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
 * A frozen sentence encoder in native memory, which all clients of a process share. Safe for use by
 * several threads. Close it only when no computation uses it any more.
 */
public final class BaseModel implements AutoCloseable {
  /**
   * The target modules of an adapter by default: the two projections that the authors of LoRA found
   * to matter most.
   */
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
   * Reads weights and tokenizer, with one core for each operation. That suits a process that
   * computes for several clients or requests at once, or beside other busy processes.
   */
  public static BaseModel load(BaseModelSource source) {
    return load(source, 1);
  }

  /**
   * Reads weights and tokenizer.
   *
   * @param threads cores that one operation may use, >= 1; the model that is loaded last sets it
   *     for the whole process
   * @throws BaseModelException if weights or tokenizer are not usable
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

  /** Returns how many cores one operation may use. */
  public int threads() {
    return Torch.threads();
  }

  /**
   * Returns the model's name and content digest, e.g. {@code all-MiniLM-L6-v2@0123456789abcdef}.
   */
  public String id() {
    return id;
  }

  /** Returns the width of an embedding. */
  public int hidden() {
    return encoder.width();
  }

  /** Returns the length of the longest text that the model can read, in tokens. */
  public int maxTokens() {
    return encoder.maxTokens();
  }

  /** Returns the kinds of layers that {@link #layout} accepts as targets, such as {@code query}. */
  public Set<String> targets() {
    var names = new TreeSet<String>();
    encoder.targetModules().forEach(targetModule -> names.add(target(targetModule)));
    return names;
  }

  /**
   * Returns the layout of an adapter on all layers of the given kinds.
   *
   * @param rank r
   * @param alpha the adapter is scaled by alpha / r
   * @param targets some of {@link #targets()}
   * @throws IllegalArgumentException if a kind is unknown
   */
  public AdapterLayout layout(int rank, float alpha, Set<String> targets) {
    var unknown = new TreeSet<>(targets);
    unknown.removeAll(targets());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "adapter targets must be among " + targets() + " for " + id + ", were " + unknown);
    }
    List<TargetModule> targetModules =
        encoder.targetModules().stream()
            .filter(targetModule -> targets.contains(target(targetModule)))
            .toList();
    return new AdapterLayout(rank, alpha, targetModules);
  }

  /**
   * Checks that this model has all target modules of the layout.
   *
   * @throws IllegalArgumentException if it lacks one, or has it in another size
   */
  public void requireFits(AdapterLayout layout) {
    for (TargetModule targetModule : layout.targetModules()) {
      if (!encoder.targetModules().contains(targetModule)) {
        throw new IllegalArgumentException(
            "adapter target module "
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

  /** Returns the differentiable forward pass. */
  public BertEncoder encoder() {
    return encoder;
  }

  /** Returns the tokenizer that belongs to the model's weights. */
  public TextTokenizer tokenizer() {
    return tokenizer;
  }

  /** Opens a scope whose operations record a graph for a backward pass. */
  public GraphScope training() {
    return GraphScope.training(manager);
  }

  /** Opens a scope whose operations record no graph. */
  public GraphScope inference() {
    return GraphScope.inference(manager);
  }

  /**
   * Returns how many arrays are in native memory now: weights, cached adapters, and the arrays of
   * open scopes.
   */
  public int arrays() {
    return manager.getManagedArrays().size();
  }

  /** Returns the memory that lives until the model is closed. */
  public NDManager manager() {
    return manager;
  }

  /**
   * Returns the kind of a target module: {@code encoder.layer.3.attention.self.query} is a {@code
   * query}. See {@link #targets()}.
   */
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
