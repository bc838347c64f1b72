package io.tributary.schemas.spec;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.id.FederationName;

/**
 * The contract of a federation, which every party follows, published once (topic {@code
 * federation}). A party that disagrees must refuse to start.
 *
 * @param federation the name, prefix of all topics, see {@link FederationName}
 * @param baseModel id of the frozen base model, with the digest of its weights
 * @param embeddingSize h, width of the base model's embeddings
 * @param layout of every adapter
 * @param seed of version 0, see {@link LoraAdapter#initial}
 * @param clustering how slots become clusters
 * @param window when updates become a version
 * @param merge how updates become a version
 * @param membership who may take part
 * @param revision how often the contract was changed since it was published
 */
public record FederationSpec(
    String federation,
    String baseModel,
    int embeddingSize,
    AdapterLayout layout,
    long seed,
    ClusteringSettings clustering,
    WindowSettings window,
    MergeSettings merge,
    MembershipSettings membership,
    int revision) {
  /** The largest revision: more changes than any contract sees, and far below the largest int. */
  public static final int MAX_REVISION = 999_999_999;

  /**
   * The largest number of target modules for which agreement is measured: two tensors of about a
   * hundred bytes each stay well below Kafka's 1 MiB.
   */
  private static final int MAX_MEASURED_MODULES = 4096;

  /**
   * The largest number of values in a grouping signal: half a MiB of floats, so that an
   * announcement stays below Kafka's 1 MiB.
   */
  private static final int MAX_SIGNATURE = 1 << 17;

  public FederationSpec {
    FederationName.require(federation);
    if (revision < 0 || revision > MAX_REVISION) {
      throw new IllegalArgumentException(
          "contract revision must be in 0.." + MAX_REVISION + ", was " + revision);
    }
    if (embeddingSize < 1) {
      throw new IllegalArgumentException("embedding size must be >= 1, was " + embeddingSize);
    }
    if (signatureSize(clustering, layout) > MAX_SIGNATURE) {
      throw new IllegalArgumentException(
          "signatures must have <= "
              + MAX_SIGNATURE
              + " values with clustering by "
              + clustering.mode()
              + ", as announcements hold one, had "
              + signatureSize(clustering, layout)
              + ": lower the rank or the number of clusters");
    }
    if (merge.agreement() != AgreementMode.OFF
        && layout.targetModules().size() > MAX_MEASURED_MODULES) {
      throw new IllegalArgumentException(
          "target modules must be <= "
              + MAX_MEASURED_MODULES
              + " where merge.agreement is not off, as manifests tell of each, were "
              + layout.targetModules().size()
              + ": adapt fewer layers, or measure no agreement");
    }
  }

  /** Creates the contract as it is first published. */
  public FederationSpec(
      String federation,
      String baseModel,
      int embeddingSize,
      AdapterLayout layout,
      long seed,
      ClusteringSettings clustering,
      WindowSettings window,
      MergeSettings merge,
      MembershipSettings membership) {
    this(
        federation,
        baseModel,
        embeddingSize,
        layout,
        seed,
        clustering,
        window,
        merge,
        membership,
        0);
  }

  /** Creates a contract whose records are not signed. */
  public FederationSpec(
      String federation,
      String baseModel,
      int embeddingSize,
      AdapterLayout layout,
      long seed,
      ClusteringSettings clustering,
      WindowSettings window,
      MergeSettings merge) {
    this(
        federation,
        baseModel,
        embeddingSize,
        layout,
        seed,
        clustering,
        window,
        merge,
        MembershipSettings.unsigned());
  }

  /** Creates a contract with the default merge, whose records are not signed. */
  public FederationSpec(
      String federation,
      String baseModel,
      int embeddingSize,
      AdapterLayout layout,
      long seed,
      ClusteringSettings clustering,
      WindowSettings window) {
    this(
        federation,
        baseModel,
        embeddingSize,
        layout,
        seed,
        clustering,
        window,
        MergeSettings.defaults());
  }

  /** Returns this contract with other rules of membership. */
  public FederationSpec with(MembershipSettings other) {
    return new FederationSpec(
        federation,
        baseModel,
        embeddingSize,
        layout,
        seed,
        clustering,
        window,
        merge,
        other,
        revision);
  }

  /** Returns this contract with another revision. */
  public FederationSpec withRevision(int number) {
    return new FederationSpec(
        federation,
        baseModel,
        embeddingSize,
        layout,
        seed,
        clustering,
        window,
        merge,
        membership,
        number);
  }

  /**
   * Returns the number of values in a grouping signal; 0 where slots are grouped by their text
   * alone.
   */
  public int signatureSize() {
    return signatureSize(clustering, layout);
  }

  private static int signatureSize(ClusteringSettings clustering, AdapterLayout layout) {
    return switch (clustering.mode()) {
      case LOSSES -> clustering.clusters();
      case UPDATES -> layout.parameters() - layout.offsetOfB(layout.targetModules().size() - 1);
      case TASKS, ONE, PER_CLIENT -> 0;
    };
  }

  /** Returns version 0 of every cluster's adapter. */
  public LoraAdapter initialAdapter() {
    return LoraAdapter.initial(layout, seed);
  }
}
