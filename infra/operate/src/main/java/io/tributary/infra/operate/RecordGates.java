package io.tributary.infra.operate;

import io.tributary.aggregation.gate.EmbeddingGate;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.text.PrintableText;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.WorkerReport;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes the gates of a federation's topics, for all readers that serve people.
 *
 * @param codecs of the topics
 * @param spec the federation's contract; without one, rules that need it are not applied
 */
public record RecordGates(Codecs codecs, Optional<FederationSpec> spec) {
  /**
   * The largest length of a subject: the position in a topic with the longest name, and the longest
   * id of an update, are shorter.
   */
  private static final int MAX_SUBJECT = 400;

  /** The largest length of a detail, which may repeat up to a mebibyte of a stranger's text. */
  private static final int MAX_DETAIL = 1000;

  /** The reported metrics that are kept. */
  private static final List<String> SHOWN_FIGURES = List.of("done", "total", "loss", "seconds");

  public RecordGate<LedgerEntry> decisions() {
    return RecordGate.of(
            codecs.ledgerEntry(), entry -> entry.cluster().toString(), ClusterId::parse)
        .keeping(RecordGates::brief);
  }

  public RecordGate<UpdateManifest> updates() {
    Optional<SignatureRule> signatures = signatures();
    return RecordGate.of(
            codecs.updateManifest(), update -> update.base().cluster().toString(), ClusterId::parse)
        .refusing(update -> signatures.flatMap(rule -> rule.refuse(update)).map(RecordGates::text));
  }

  public RecordGate<QuarantineRecord> quarantine() {
    return RecordGate.of(codecs.quarantineRecord(), QuarantineRecord::subject, Function.identity())
        .refusing(RecordGates::flaw)
        .keeping(RecordGates::brief);
  }

  public RecordGate<AdapterManifest> adapters() {
    return RecordGate.of(codecs.adapterManifest(), AdapterManifest::key, Function.identity());
  }

  public RecordGate<ClientPolicy> policies() {
    return RecordGate.of(
        codecs.clientPolicy(), policy -> policy.clients().value(), ClientPattern::new);
  }

  /** Returns the gate of the keys that the aggregator published for clients. */
  public RecordGate<ClientRegistration> keys() {
    return RecordGate.of(
        codecs.clientKey(), registration -> registration.client().value(), ClientId::new);
  }

  public RecordGate<WorkerReport> reports() {
    return RecordGate.of(codecs.workerReport(), report -> report.client().value(), ClientId::new)
        .keeping(RecordGates::brief);
  }

  /**
   * Returns the gate that accepts every readable announcement, including those that the aggregator
   * rejects.
   */
  public RecordGate<TaskEmbedding> announcements() {
    return RecordGate.of(
        codecs.taskEmbedding(), embedding -> embedding.slot().toString(), SlotId::parse);
  }

  /** Returns the gate of announcements that applies the aggregator's own rules. */
  public RecordGate<TaskEmbedding> embeddings() {
    Optional<SignatureRule> signatures = signatures();
    return RecordGate.of(
            codecs.taskEmbedding(), embedding -> embedding.slot().toString(), SlotId::parse)
        .refusing(
            embedding ->
                signatures
                    .flatMap(rule -> rule.refuse(embedding))
                    .or(() -> spec.flatMap(known -> new EmbeddingGate(known).refuse(embedding)))
                    .map(RecordGates::text));
  }

  /**
   * Returns the gate that accepts only states that the aggregator of this federation can have
   * written.
   */
  public RecordGate<ClusterState> clusterState() {
    RecordGate<ClusterState> readable =
        RecordGate.of(codecs.clusterState(), state -> ClusterState.KEY, Function.identity());
    return spec.map(known -> readable.refusing(state -> flaw(state, known))).orElse(readable);
  }

  private Optional<SignatureRule> signatures() {
    return spec.map(SignatureRule::of);
  }

  private static WorkerReport brief(WorkerReport report) {
    var values = new TreeMap<String, Double>();
    SHOWN_FIGURES.forEach(name -> values.computeIfAbsent(name, report.values()::get));
    values.values().removeIf(value -> !Double.isFinite(value));
    return new WorkerReport(report.client(), report.phase(), report.slot(), values, report.at());
  }

  private static LedgerEntry brief(LedgerEntry entry) {
    return entry.detail().length() <= MAX_DETAIL
        ? entry
        : new LedgerEntry(
            entry.update(),
            entry.cluster(),
            entry.verdict(),
            entry.reason(),
            PrintableText.line(entry.detail(), MAX_DETAIL),
            entry.version(),
            entry.weight(),
            entry.clip(),
            entry.staleness(),
            entry.decidedAt(),
            entry.norm());
  }

  private static Optional<String> flaw(QuarantineRecord record) {
    int longest = Math.max(record.subject().length(), record.topic().length());
    return longest <= MAX_SUBJECT
        ? Optional.empty()
        : Optional.of(
            "subject and topic must have <= %d characters, had %d".formatted(MAX_SUBJECT, longest));
  }

  private static QuarantineRecord brief(QuarantineRecord record) {
    return record.detail().length() <= MAX_DETAIL
        ? record
        : new QuarantineRecord(
            record.subject(),
            record.reason(),
            PrintableText.line(record.detail(), MAX_DETAIL),
            record.topic(),
            record.partition(),
            record.offset(),
            record.record(),
            record.at(),
            record.status());
  }

  private static Optional<String> flaw(ClusterState state, FederationSpec spec) {
    if (!state.baseModel().equals(spec.baseModel())) {
      return Optional.of("base model must be " + spec.baseModel() + ", was " + state.baseModel());
    }
    for (ClusterCentroid cluster : state.clusters()) {
      if (cluster.centroid().length != spec.embeddingSize()) {
        return Optional.of(
            "centroid of %s must have %d values, had %d"
                .formatted(cluster.id(), spec.embeddingSize(), cluster.centroid().length));
      }
      for (float value : cluster.centroid()) {
        if (!Float.isFinite(value)) {
          return Optional.of(
              "centroid of %s must be finite, had %s".formatted(cluster.id(), value));
        }
      }
    }
    return Optional.empty();
  }

  private static String text(Rejection rejection) {
    return rejection.reason() + ": " + rejection.detail();
  }
}
