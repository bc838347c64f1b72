package io.tributary.infra.operate;

import io.tributary.infra.history.AdapterVersions;
import io.tributary.infra.history.LedgerFilter;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.infra.history.NewestDecisions;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.SkippedRecords;
import io.tributary.infra.history.quarantine.QuarantineCase;
import io.tributary.infra.history.quarantine.QuarantineCaseSearch;
import io.tributary.infra.history.quarantine.QuarantineCases;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.federation.CompactedReader;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads one federation's topics as they are at the time of the call; committed records only. Every
 * method throws a {@link Failure} if broker or registry do not answer, or a topic is missing.
 */
public final class FederationReader implements AutoCloseable {
  private final FederationConnection connection;
  private final Duration timeout;
  private final SchemaRegistry registry;
  private final TopicCatalogue topics;
  private final RecordGates gates;
  private final SkippedRecords skipped = new SkippedRecords();
  private final LogReader log;

  private FederationReader(
      FederationConnection connection, Duration timeout, SchemaRegistry registry) {
    this.connection = connection;
    this.timeout = timeout;
    this.registry = registry;
    // Only the names are used here; the number of partitions comes from the broker.
    this.topics = new TopicCatalogue(connection.federation(), 1);
    Codecs codecs = Codecs.of(registry, topics);
    this.gates = new RecordGates(codecs, ContractLookup.find(connection, codecs, timeout));
    this.log = new LogReader(new CompactedReader(connection, timeout), skipped);
  }

  /**
   * Opens the federation, after a check that it exists.
   *
   * @param timeout for reading one topic
   * @throws Failure UNREACHABLE, or CONFIGURATION if the broker has no such federation
   */
  public static FederationReader open(FederationConnection connection, Duration timeout) {
    Preflight.check(connection);
    KnownFederations.require(connection);
    return new FederationReader(connection, timeout, SchemaRegistry.of(connection));
  }

  /**
   * Returns a federation's topics, with the numbers of partitions on the broker.
   *
   * @throws Failure if the broker does not answer or has no such federation
   */
  public static TopicCatalogue topicsOf(FederationConnection connection) {
    KnownFederations.require(connection);
    return new TopicCatalogue(connection.federation(), KnownFederations.partitions(connection));
  }

  /** Returns the contract; empty if none was published. */
  public Optional<FederationSpec> contract() {
    return gates.spec();
  }

  /** Passes every decision of the ledger to {@code each}. */
  public void decisions(Consumer<PositionedRecord<LedgerEntry>> each) {
    log.read(topics.updateLedger(), gates.decisions(), each);
  }

  /** Passes every manifest of an update to {@code each}. */
  public void updates(Consumer<PositionedRecord<UpdateManifest>> each) {
    log.read(topics.adapterUpdates(), gates.updates(), each);
  }

  /** Passes every quarantined record, with its bytes, to {@code each}. */
  public void quarantine(Consumer<PositionedRecord<QuarantineRecord>> each) {
    log.read(topics.quarantine(), gates.quarantine(), each);
  }

  /** Returns the newest decisions that pass a filter. */
  public NewestDecisions newestDecisions(LedgerFilter filter, int limit) {
    var newest = new NewestDecisions(filter, limit);
    decisions(newest::accept);
    return newest;
  }

  /** Returns one subject's case, read from the newest record of its partition back. */
  public Optional<QuarantineCase> caseOf(String subject) {
    var search = new QuarantineCaseSearch(subject);
    try (LogCursor cursor = cursor()) {
      cursor.backwards(
          topics.quarantine().name(),
          subject,
          record -> gates.quarantine().read(record, skipped).map(QuarantineCase::of),
          search::accept);
    }
    return search.found();
  }

  /** Returns the content of quarantine by subject, for the newest subjects. */
  public QuarantineCases cases() {
    var cases = new QuarantineCases();
    quarantine(
        record -> {
          if (!cases.accept(record)) {
            surplus(record, "an older subject is not kept: too many were set aside");
          }
        });
    return cases;
  }

  /** Returns all versions whose manifests are still there. */
  public AdapterVersions adapters() {
    var versions = new AdapterVersions();
    log.read(topics.globalAdapters(), gates.adapters(), versions::accept);
    return versions;
  }

  /**
   * Passes every announcement, accepted or not, to {@code each}, and every withdrawn slot to {@code
   * withdrawn}.
   */
  public void announcements(
      Consumer<PositionedRecord<TaskEmbedding>> each, Consumer<SlotId> withdrawn) {
    log.read(
        topics.taskEmbeddings(),
        gates.announcements(),
        each,
        key -> withdrawn.accept(SlotId.parse(key)));
  }

  /** Returns the federation's members, with the decisions about their updates. */
  public MembershipIndex roster() {
    var membershipIndex = new MembershipIndex();
    log.read(
        topics.taskEmbeddings(),
        gates.embeddings(),
        kept(embedding -> membershipIndex.accept(embedding)),
        key -> membershipIndex.withdraw(SlotId.parse(key)));
    log.read(
        topics.clusterState(),
        gates.clusterState(),
        state -> membershipIndex.accept(state.value()));
    log.read(
        topics.clientPolicy(),
        gates.policies(),
        kept(policy -> membershipIndex.accept(policy)),
        key -> membershipIndex.forget(new ClientPattern(key)));
    log.read(
        topics.clientKeys(),
        gates.keys(),
        kept(registration -> membershipIndex.accept(registration)),
        key -> membershipIndex.forgetKey(new ClientId(key)));
    log.read(
        topics.workerReports(), gates.reports(), kept(report -> membershipIndex.accept(report)));
    decisions(kept(decision -> membershipIndex.accept(decision)));
    return membershipIndex;
  }

  /** Returns a case's record in quarantine, with the bytes of the rejected record. */
  public Optional<PositionedRecord<QuarantineRecord>> record(QuarantineCase found) {
    try (LogCursor cursor = cursor()) {
      return cursor.at(found.place()).flatMap(record -> gates.quarantine().read(record, skipped));
    }
  }

  /** Returns the federation's name, the prefix of the topics. */
  public String federation() {
    return connection.federation();
  }

  LogCursor cursor() {
    return LogCursor.open(connection, timeout);
  }

  /** Returns the records that this reader has left out so far. */
  public SkippedRecords skipped() {
    return skipped;
  }

  void surplus(PositionedRecord<?> record, String why) {
    skipped.note(record.place(), SkippedRecords.Kind.SURPLUS, why);
  }

  ChunkFinder chunks(LogCursor cursor) {
    return new ChunkFinder(cursor, topics, codecs());
  }

  FederationConnection connection() {
    return connection;
  }

  TopicCatalogue topics() {
    return topics;
  }

  Codecs codecs() {
    return gates.codecs();
  }

  RecordGates gates() {
    return gates;
  }

  private <T> Consumer<PositionedRecord<T>> kept(Predicate<T> sink) {
    return record -> {
      if (!sink.test(record.value())) {
        surplus(record, "a reader keeps no more clients and slots");
      }
    };
  }

  @Override
  public void close() {
    registry.close();
  }
}
