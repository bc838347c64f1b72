package io.tributary.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.access.AccessTable;
import io.tributary.schemas.access.ProgramRole;
import io.tributary.schemas.access.TopicAccess;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.topic.FederationNames;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.testkit.SecuredBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker allows every role what the table says, and refuses it all else. */
class BrokerAccessTest {
  private static final String OURS = "ours";
  private static final String THEIRS = "theirs";
  private static final TopicCatalogue TOPICS = new TopicCatalogue(OURS, 1);
  private static final TopicCatalogue OF_OTHERS = new TopicCatalogue(THEIRS, 1);
  private static final FederationNames NAMES = new FederationNames(OURS);
  private static final String CHANGELOG = NAMES.aggregatorPrefix() + "slots-changelog";

  /** User by role; a worker's is its client's. */
  private static final Map<ProgramRole, String> USERS = new TreeMap<>();

  @TempDir static Path dir;

  private static GrantedBroker broker;

  @BeforeAll
  static void start() throws Exception {
    for (ProgramRole role : ProgramRole.values()) {
      USERS.put(role, role == ProgramRole.WORKER ? "ward" : OURS + "-" + role.word());
    }
    var users = new TreeSet<>(USERS.values());
    users.add("lab");
    broker = GrantedBroker.start(dir, users);
    broker.grant("--federation", OURS, "--client", "ward", "--client", "lab");
    for (TopicCatalogue topics : List.of(TOPICS, OF_OTHERS)) {
      try (var admin = TopicAdmin.connect(broker.as(SecuredBroker.ADMIN, topics.federation()))) {
        admin.apply(topics, (short) 1);
      }
    }
    try (var admin = new Attempts(broker.as(SecuredBroker.ADMIN, OURS))) {
      admin.does(to -> to.createTopics(List.of(new NewTopic(CHANGELOG, 1, (short) 1))).all());
      for (String topic : everyTopic()) {
        assertThat(admin.writes(topic)).isTrue();
      }
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void everyRoleReadsAndWritesWhatTheTableSaysAndNothingElse() {
    var found = new TreeMap<String, String>();
    var expected = new TreeMap<String, String>();
    USERS.forEach(
        (role, user) -> {
          try (var attempts = new Attempts(broker.as(user, OURS))) {
            for (TopicAccess access : new AccessTable(TOPICS).byTopic()) {
              String name = access.topic().name();
              found.put(role + " " + name, does(attempts, name));
              expected.put(
                  role + " " + name,
                  text(access.readers().contains(role), access.writers().contains(role)));
            }
            found.put(role + " " + CHANGELOG, does(attempts, CHANGELOG));
            boolean own = role == ProgramRole.AGGREGATOR;
            expected.put(role + " " + CHANGELOG, text(own, own));
          }
        });
    assertThat(found).isEqualTo(expected);
    assertThat(found).containsEntry("WORKER ours.cluster-state", "reads");
    assertThat(found).containsEntry("WORKER ours.adapter-updates", "writes");
    assertThat(found).containsEntry("ROUTER ours.update-chunks", "nothing");
  }

  @Test
  void nobodyTouchesAnotherFederation() {
    USERS.forEach(
        (role, user) -> {
          try (var attempts = new Attempts(broker.as(user, OURS))) {
            for (TopicSpec topic : OF_OTHERS.all()) {
              assertThat(does(attempts, topic.name())).as(user).isEqualTo("nothing");
            }
          }
        });
  }

  @Test
  void aTransactionalIdIsOfOneClientOrRole() {
    Map<String, Set<String>> holders =
        Map.of(
            NAMES.transactionsOf(new ClientId("ward")),
            Set.of("ward"),
            NAMES.transactionsOf(new ClientId("lab")),
            Set.of("lab"),
            NAMES.transactionsOf(new ClientId("wardrobe")),
            Set.of(),
            NAMES.operatorPrefix() + "1",
            Set.of(USERS.get(ProgramRole.OPERATOR)),
            NAMES.contract(),
            Set.of(USERS.get(ProgramRole.BOOTSTRAP)),
            NAMES.aggregatorPrefix() + "1",
            Set.of(USERS.get(ProgramRole.AGGREGATOR)),
            new FederationNames(THEIRS).transactionsOf(new ClientId("ward")),
            Set.of(),
            "anything",
            Set.of());
    var users = new TreeSet<>(USERS.values());
    users.add("lab");
    var found = new TreeMap<String, Set<String>>();
    holders.keySet().forEach(id -> found.put(id, new TreeSet<>()));
    for (String user : users) {
      try (var attempts = new Attempts(broker.as(user, OURS))) {
        for (String id : holders.keySet()) {
          if (attempts.transactsAs(id)) {
            found.get(id).add(user);
          }
        }
      }
    }
    assertThat(found).isEqualTo(holders);
  }

  @Test
  void onlyTheAggregatorIsOfItsGroup() {
    USERS.forEach(
        (role, user) -> {
          try (var attempts = new Attempts(broker.as(user, OURS))) {
            String topic = TOPICS.federationSpec().name();
            assertThat(attempts.joins(NAMES.aggregator(), topic))
                .as(user)
                .isEqualTo(role == ProgramRole.AGGREGATOR);
            assertThat(attempts.joins("a-group-of-its-own", topic)).as(user).isFalse();
          }
        });
  }

  @Test
  void nobodyAdministers() {
    var retention = new ConfigResource(ConfigResource.Type.TOPIC, TOPICS.updateLedger().name());
    var shorter = new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);
    USERS.forEach(
        (role, user) -> {
          try (var attempts = new Attempts(broker.as(user, OURS))) {
            assertThat(attempts.does(to -> to.deleteTopics(names(TOPICS)).all())).isFalse();
            assertThat(attempts.does(to -> to.deleteTopics(List.of(CHANGELOG)).all())).isFalse();
            assertThat(
                    attempts.does(
                        to ->
                            to.incrementalAlterConfigs(Map.of(retention, List.of(shorter))).all()))
                .isFalse();
            assertThat(attempts.does(to -> to.describeAcls(anything()).values())).isFalse();
            assertThat(
                    attempts.does(
                        to ->
                            to.createTopics(List.of(new NewTopic("ours.more", 1, (short) 1)))
                                .all()))
                .isFalse();
            assertThat(
                    attempts.does(to -> to.deleteConsumerGroups(List.of(NAMES.aggregator())).all()))
                .isFalse();
          }
        });
  }

  @Test
  void topicSettingsAreShownToPeople() {
    USERS.forEach(
        (role, user) -> {
          var resources =
              TOPICS.all().stream()
                  .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                  .toList();
          try (var attempts = new Attempts(broker.as(user, OURS))) {
            assertThat(attempts.does(to -> to.describeConfigs(resources).all()))
                .as(user)
                .isEqualTo(
                    Set.of(ProgramRole.OPERATOR, ProgramRole.OBSERVER, ProgramRole.BOOTSTRAP)
                        .contains(role));
          }
        });
  }

  @Test
  void bootstrapHasTheBrokerDateTopicsOfAnOlderVersion() {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPICS.adapterUpdates().name());
    var older =
        new AlterConfigOp(
            new ConfigEntry(TopicSpec.TIMESTAMP_TYPE, "CreateTime"), AlterConfigOp.OpType.SET);
    USERS.forEach(
        (role, user) -> {
          try (var attempts = new Attempts(broker.as(user, OURS))) {
            assertThat(
                    attempts.does(
                        to -> to.incrementalAlterConfigs(Map.of(topic, List.of(older))).all()))
                .as(user)
                .isEqualTo(role == ProgramRole.BOOTSTRAP);
          }
        });
    try (var admin = TopicAdmin.connect(broker.as(USERS.get(ProgramRole.BOOTSTRAP), OURS))) {
      admin.apply(TOPICS, (short) 1);
      admin.verify(TOPICS);
    }
  }

  private static AclBindingFilter anything() {
    return new AclBindingFilter(ResourcePatternFilter.ANY, AccessControlEntryFilter.ANY);
  }

  private static List<String> names(TopicCatalogue topics) {
    return topics.all().stream().map(TopicSpec::name).toList();
  }

  private static Set<String> everyTopic() {
    var topics = new TreeSet<>(names(TOPICS));
    topics.addAll(names(OF_OTHERS));
    topics.add(CHANGELOG);
    return topics;
  }

  private static String does(Attempts attempts, String topic) {
    return text(attempts.reads(topic), attempts.writes(topic));
  }

  private static String text(boolean reads, boolean writes) {
    String text = (reads ? "reads " : "") + (writes ? "writes" : "");
    return text.isEmpty() ? "nothing" : text.strip();
  }
}
