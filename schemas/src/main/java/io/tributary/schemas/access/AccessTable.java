package io.tributary.schemas.access;

import static io.tributary.schemas.access.Role.AGGREGATOR;
import static io.tributary.schemas.access.Role.BOOTSTRAP;
import static io.tributary.schemas.access.Role.OBSERVER;
import static io.tributary.schemas.access.Role.OPERATOR;
import static io.tributary.schemas.access.Role.ROUTER;
import static io.tributary.schemas.access.Role.WORKER;

import io.tributary.schemas.access.Resource.Kind;
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
  private static final Set<Role> ALL = EnumSet.allOf(Role.class);
  private static final Set<Role> INSIDE = EnumSet.of(AGGREGATOR, OPERATOR, OBSERVER);
  private static final Set<Role> PEOPLE = EnumSet.of(OPERATOR, OBSERVER);
  private static final Set<Role> FOLLOWERS = EnumSet.of(WORKER, ROUTER, OPERATOR, OBSERVER);
  private static final Set<Role> CLIENTS = EnumSet.of(WORKER, OPERATOR, OBSERVER);

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
   * @throws IllegalArgumentException for {@link Role#WORKER}: see {@link #ofClient}
   */
  public List<Grant> of(Role role) {
    if (role == WORKER) {
      throw new IllegalArgumentException("a worker's access is one client's, of none was asked");
    }
    var grants = new ArrayList<Grant>(ofTopics(role));
    grants.addAll(ofNames(role));
    return List.copyOf(grants);
  }

  /**
   * Returns the rights of the worker of one client, whose transactional id is the client's alone.
   */
  public List<Grant> ofClient(ClientId client) {
    var grants = new ArrayList<Grant>(ofTopics(WORKER));
    grants.add(transactions(Resource.named(Kind.TRANSACTIONAL_ID, names().transactionsOf(client))));
    return List.copyOf(grants);
  }

  /** Returns the additional right of a client's worker that takes new rows from a topic. */
  public static Grant ofFeed(String feedTopic) {
    return Grant.of(Resource.named(Kind.TOPIC, feedTopic), Operation.READ);
  }

  private List<Grant> ofTopics(Role role) {
    var grants = new ArrayList<Grant>();
    for (TopicAccess access : byTopic()) {
      var operations = EnumSet.noneOf(Operation.class);
      if (access.readers().contains(role)) {
        operations.add(Operation.READ);
      }
      if (access.writers().contains(role)) {
        operations.add(Operation.WRITE);
      }
      operations.addAll(aboutEveryTopic(role));
      if (role == BOOTSTRAP && access.topic().brokerTime()) {
        // The command {@code topics apply} makes the broker date the topics of an older version.
        operations.add(Operation.ALTER_CONFIGS);
      }
      if (!operations.isEmpty()) {
        grants.add(new Grant(Resource.named(Kind.TOPIC, access.topic().name()), operations));
      }
    }
    return grants;
  }

  private static Set<Operation> aboutEveryTopic(Role role) {
    return switch (role) {
      // The aggregator starts only if every topic exists and has the same number of partitions as
      // the others.
      case AGGREGATOR -> EnumSet.of(Operation.DESCRIBE);
      // The commands status, topics plan and topics verify read the settings of topics.
      case OPERATOR, OBSERVER -> EnumSet.of(Operation.DESCRIBE_CONFIGS);
      case BOOTSTRAP ->
          EnumSet.of(Operation.CREATE, Operation.DESCRIBE, Operation.DESCRIBE_CONFIGS);
      case WORKER, ROUTER -> EnumSet.noneOf(Operation.class);
    };
  }

  private List<Grant> ofNames(Role role) {
    FederationNames names = names();
    return switch (role) {
      case AGGREGATOR ->
          List.of(
              Grant.of(
                  Resource.allFrom(Kind.TOPIC, names.aggregatorPrefix()),
                  Operation.READ,
                  Operation.WRITE,
                  Operation.CREATE),
              Grant.of(Resource.named(Kind.GROUP, names.aggregator()), Operation.READ),
              transactions(Resource.allFrom(Kind.TRANSACTIONAL_ID, names.aggregatorPrefix())));
      case OPERATOR ->
          List.of(transactions(Resource.allFrom(Kind.TRANSACTIONAL_ID, names.operatorPrefix())));
      case BOOTSTRAP ->
          List.of(transactions(Resource.named(Kind.TRANSACTIONAL_ID, names.contract())));
      case WORKER, ROUTER, OBSERVER -> List.of();
    };
  }

  private static Grant transactions(Resource ids) {
    return Grant.of(ids, Operation.WRITE, Operation.DESCRIBE);
  }

  private FederationNames names() {
    return new FederationNames(topics.federation());
  }

  private static TopicAccess access(TopicSpec topic, Set<Role> readers, Role... writers) {
    return new TopicAccess(topic, readers, Set.of(writers));
  }
}
