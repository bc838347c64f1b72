package io.tributary.aggregation.gate;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a complete update may count, and with which weight: the first broken rule is its
 * reason.
 *
 * <p>The ledger decides whether the update's slot belongs to the cluster, and whether the update
 * was seen before: those need the cluster's history.
 */
public final class UpdateGate {
  private final String layoutDigest;
  private final int chunks;
  private final WindowSettings window;
  private final NormRules norms;
  private final List<UpdateRule> rules;

  /** Creates the gate of one federation. */
  public UpdateGate(FederationSpec spec) {
    layoutDigest = spec.layout().fullDigest();
    chunks = AdapterChunks.count(spec.layout().parameters());
    window = spec.window();
    var base = new BaseVersionRules(window);
    var client = new ClientClaimRules(window);
    norms = new NormRules(window);
    rules =
        List.of(
            base::published,
            UpdateRule.overridable(base::fresh),
            base::sameBytes,
            UpdateRule.overridable(client::clock),
            client::samples,
            client::weight,
            ChunkRules::flawless,
            ChunkRules::announced,
            UpdateRule.overridable(norms::bounded),
            client::room);
  }

  /** Returns what is wrong with a manifest before any chunk has been seen; empty if nothing is. */
  public Optional<Rejection> refuse(UpdateManifest manifest) {
    if (!Digests.matches(manifest.layoutDigest(), layoutDigest)) {
      return wrongLayout("layout digest", layoutDigest, manifest.layoutDigest());
    }
    if (manifest.chunkDigests().size() != chunks) {
      return wrongLayout("number of chunks", chunks, manifest.chunkDigests().size());
    }
    return manifest.chunkDigests().stream()
        .filter(digest -> !Digests.isDigest(digest))
        .findFirst()
        .map(UpdateGate::noDigest);
  }

  /** Returns what is wrong with a complete update; empty if it may count. */
  public Optional<Rejection> refuse(CandidateUpdate candidate) {
    return rules.stream().flatMap(rule -> rule.check(candidate).stream()).findFirst();
  }

  /** Returns the weight and clip of a complete update that broke no rule. */
  public UpdateAcceptance accept(CandidateUpdate candidate) {
    return new UpdateAcceptance(
        SampleWeight.of(candidate, window),
        norms.clip(candidate),
        candidate.staleness(),
        eventTime(candidate),
        candidate.norm());
  }

  /**
   * Returns the update's event time: the client's, or where clients' claims are not trusted the
   * broker's.
   */
  private Instant eventTime(CandidateUpdate candidate) {
    return window.weights().announced()
        ? candidate.recordTime()
        : earlier(candidate.manifest().trainedAt(), candidate.recordTime());
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Rejection noDigest(String digest) {
    return new Rejection(
        RejectReason.CHUNK_DIGEST,
        "every chunk digest must have "
            + Digests.FULL_LENGTH
            + " hexadecimal digits, one was '"
            + digest
            + "'");
  }

  private static Optional<Rejection> wrongLayout(String thing, Object bound, Object value) {
    return Optional.of(
        new Rejection(
            RejectReason.WRONG_LAYOUT,
            thing
                + " must be "
                + bound
                + ", was "
                + value
                + ": train with the layout of the federation topic"));
  }
}
