package io.tributary.schemas.access;

import static io.tributary.schemas.access.ProgramRole.AGGREGATOR;
import static io.tributary.schemas.access.ProgramRole.BOOTSTRAP;
import static io.tributary.schemas.access.ProgramRole.OBSERVER;
import static io.tributary.schemas.access.ProgramRole.OPERATOR;
import static io.tributary.schemas.access.ProgramRole.ROUTER;
import static io.tributary.schemas.access.ProgramRole.WORKER;

import io.tributary.schemas.access.AccessResource.Kind;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.topic.FederationNames;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The access rights that a federation's programs need, and no more.
 *
 * <p>A broker guards whole topics. A client that may write {@code adapter-updates} may write there
 * in the name of another; signatures, and not this table, make such records invalid.
 *
 * @param topics of the federation
 */
public record AccessTable(TopicCatalogue topics) {
  private static final Set<ProgramRole> ALL = EnumSet.allOf(ProgramRole.class);
  private static final Set<ProgramRole> INSIDE = EnumSet.of(AGGREGATOR, OPERATOR, OBSERVER);
  private static final Set<ProgramRole> PEOPLE = EnumSet.of(OPERATOR, OBSERVER);
  private static final Set<ProgramRole> FOLLOWERS = EnumSet.of(WORKER, ROUTER, OPERATOR, OBSERVER);
  private static final Set<ProgramRole> CLIENTS = EnumSet.of(WORKER, OPERATOR, OBSERVER);

  /** Returns the readers and writers of every topic, in the catalogue's order. */
  public List<TopicAccess> byTopic() {
    return List.of(
        access(topics.federationSpec(), ALL, BOOTSTRAP),
        // A slot's centroid reveals something of the text that it is the mean of, so no other
        // client may read it.
        access(topics.taskEmbeddings(), INSIDE, WORKER),
        access(topics.clusterState(), FOLLOWERS, AGGREGATOR),
        access(topics.adapterUpdates(), INSIDE, WORKER),
        access(topics.updateChunks(), INSIDE, WORKER),
        access(topics.updateRulings(), INSIDE, OPERATOR),
        access(topics.clusterEvents(), INSIDE, AGGREGATOR),
        access(topics.chunkEvents(), INSIDE, AGGREGATOR),
        access(topics.updateLedger(), CLIENTS, AGGREGATOR),
        access(topics.quarantine(), PEOPLE, AGGREGATOR),
        access(topics.globalAdapters(), FOLLOWERS, AGGREGATOR),
        access(topics.globalAdapterChunks(), FOLLOWERS, AGGREGATOR),
        access(topics.personalAdapters(), CLIENTS, AGGREGATOR),
        access(topics.workerReports(), PEOPLE, WORKER),
        access(topics.clientPolicy(), INSIDE, OPERATOR),
        access(topics.clientRegistrations(), INSIDE, OPERATOR),
        access(topics.clientKeys(), ALL, AGGREGATOR));
  }

  /**
   * Returns the rights of a role that belongs to no single client.
   *
   * @throws IllegalArgumentException for {@link ProgramRole#WORKER}: see {@link #ofClient}
   */
  public List<AccessGrant> of(ProgramRole role) {
    if (role == WORKER) {
      throw new IllegalArgumentException("a worker's access is one client's, of none was asked");
    }
    var grants = new ArrayList<AccessGrant>(ofTopics(role));
    grants.addAll(ofNames(role));
    return List.copyOf(grants);
  }

  /**
   * Returns the rights of the worker of one client, whose transactional id is the client's alone.
   */
  public List<AccessGrant> ofClient(ClientId client) {
    var grants = new ArrayList<AccessGrant>(ofTopics(WORKER));
    grants.add(
        transactions(AccessResource.named(Kind.TRANSACTIONAL_ID, names().transactionsOf(client))));
    return List.copyOf(grants);
  }

  /** Returns the additional right of a client's worker that takes new rows from a topic. */
  public static AccessGrant ofFeed(String feedTopic) {
    return AccessGrant.of(AccessResource.named(Kind.TOPIC, feedTopic), AccessOperation.READ);
  }

  private List<AccessGrant> ofTopics(ProgramRole role) {
    var grants = new ArrayList<AccessGrant>();
    for (TopicAccess access : byTopic()) {
      var operations = EnumSet.noneOf(AccessOperation.class);
      if (access.readers().contains(role)) {
        operations.add(AccessOperation.READ);
      }
      if (access.writers().contains(role)) {
        operations.add(AccessOperation.WRITE);
      }
      operations.addAll(aboutEveryTopic(role));
      if (role == BOOTSTRAP && access.topic().brokerTime()) {
        // The command {@code topics apply} makes the broker date the topics of an older version.
        operations.add(AccessOperation.ALTER_CONFIGS);
      }
      if (!operations.isEmpty()) {
        grants.add(
            new AccessGrant(AccessResource.named(Kind.TOPIC, access.topic().name()), operations));
      }
    }
    return grants;
  }

  private static Set<AccessOperation> aboutEveryTopic(ProgramRole role) {
    return switch (role) {
      // The aggregator starts only if every topic exists and has the same number of partitions as
      // the others.
      case AGGREGATOR -> EnumSet.of(AccessOperation.DESCRIBE);
      // The commands status, topics plan and topics verify read the settings of topics.
      case OPERATOR, OBSERVER -> EnumSet.of(AccessOperation.DESCRIBE_CONFIGS);
      case BOOTSTRAP ->
          EnumSet.of(
              AccessOperation.CREATE, AccessOperation.DESCRIBE, AccessOperation.DESCRIBE_CONFIGS);
      case WORKER, ROUTER -> EnumSet.noneOf(AccessOperation.class);
    };
  }

  private List<AccessGrant> ofNames(ProgramRole role) {
    FederationNames names = names();
    return switch (role) {
      case AGGREGATOR ->
          List.of(
              AccessGrant.of(
                  AccessResource.allFrom(Kind.TOPIC, names.aggregatorPrefix()),
                  AccessOperation.READ,
                  AccessOperation.WRITE,
                  AccessOperation.CREATE),
              AccessGrant.of(
                  AccessResource.named(Kind.GROUP, names.aggregator()), AccessOperation.READ),
              transactions(
                  AccessResource.allFrom(Kind.TRANSACTIONAL_ID, names.aggregatorPrefix())));
      case OPERATOR ->
          List.of(
              transactions(AccessResource.allFrom(Kind.TRANSACTIONAL_ID, names.operatorPrefix())));
      case BOOTSTRAP ->
          List.of(transactions(AccessResource.named(Kind.TRANSACTIONAL_ID, names.contract())));
      case WORKER, ROUTER, OBSERVER -> List.of();
    };
  }

  private static AccessGrant transactions(AccessResource ids) {
    return AccessGrant.of(ids, AccessOperation.WRITE, AccessOperation.DESCRIBE);
  }

  private FederationNames names() {
    return new FederationNames(topics.federation());
  }

  private static TopicAccess access(
      TopicSpec topic, Set<ProgramRole> readers, ProgramRole... writers) {
    return new TopicAccess(topic, readers, Set.of(writers));
  }
}
