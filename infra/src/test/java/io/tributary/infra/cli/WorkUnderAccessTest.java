package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.aggregation.AggregatorApp;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.infra.access.GrantedBroker;
import io.tributary.router.catalog.Catalog;
import io.tributary.router.catalog.TopicCatalogFeed;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.worker.exchange.KafkaExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A federation in which everybody has the access of its role, and nobody more. */
class WorkUnderAccessTest {
  private static final String NAME = "clinics";
  private static final ClusterId C0 = new ClusterId(0);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(4, 16, List.of(new TargetModule("layer.query", 40, 40)));
  private static final TopicCatalogue TOPICS = new TopicCatalogue(NAME, 2);

  @TempDir Path dir;

  private GrantedBroker broker;
  private SchemaRegistry registry;
  private FederationSpec spec;

  @BeforeEach
  void prepare() throws Exception {
    broker =
        GrantedBroker.start(
            dir, Set.of("agg", "gate", "mira", "watch", "setup", "u-ward", "u-lab"));
    broker.grant(
        "--federation=" + NAME,
        "--role=worker",
        "--role=aggregator=User:agg",
        "--role=router=User:gate",
        "--role=operator=User:mira",
        "--role=observer=User:watch",
        "--role=bootstrap=User:setup",
        "--client=ward",
        "--principal=User:u-ward",
        "--client=lab",
        "--principal=User:u-lab");
    FederationConnection setup = broker.as("setup", NAME);
    registry = SchemaRegistry.of(setup);
    registry.register(TOPICS);
    try (var admin = TopicAdmin.connect(setup)) {
      admin.apply(TOPICS, (short) 1);
      admin.verify(TOPICS);
    }
    spec = spec();
    var directory = new FederationDirectory(setup, Codecs.of(registry, TOPICS).federationSpec());
    directory.publish(spec);
    // A transaction is committed a moment before all readers see it.
    await().atMost(PATIENCE).until(() -> directory.find(PATIENCE).isPresent());
  }

  @AfterEach
  void stop() {
    registry.close();
    broker.close();
  }

  @Test
  void everyRoleDoesItsWholeWork() throws Exception {
    var catalog = new Catalog(spec.initialAdapter().digest(), 3, Clock.systemUTC());
    FederationConnection routers = broker.as("gate", NAME);
    assertThat(FederationDirectory.read(routers)).isEqualTo(spec);
    try (var aggregator = aggregator();
        var feed = TopicCatalogFeed.start(routers, SchemaRegistry.of(routers), spec, catalog);
        var ward = worker("ward");
        var lab = worker("lab")) {
      aggregator.awaitReady(PATIENCE);
      ward.announce();
      lab.announce();
      await().atMost(PATIENCE).until(() -> ward.downstream.clusters() && lab.downstream.clusters());
      ward.send(1, 1);
      lab.send(1, 1);
      await().atMost(PATIENCE).until(() -> newest(catalog) == 1);
      await().atMost(PATIENCE).until(() -> ward.downstream.version() == 1);
      assertThat(feed.failure()).isEmpty();

      operate(lab);
      observe();
      refuse();
    }
  }

  /** What counts too much is set aside, let in by a person, and its client blocked afterwards. */
  private void operate(ModelessWorker lab) {
    lab.send(2, 7);
    await().atMost(PATIENCE).until(() -> run("mira", "quarantine", "ls").out().contains("lab/0#2"));
    assertThat(run("mira", "quarantine", "release", "lab/0#2", "--why", "a new ward"))
        .satisfies(released -> assertThat(released.code()).as(released.err()).isZero());
    assertThat(run("mira", "clients", "block", "lab", "--why", "enough"))
        .satisfies(blocked -> assertThat(blocked.code()).as(blocked.err()).isZero());
    assertThat(run("mira", "clients", "ls").out()).containsPattern("lab +blocked");
    assertThat(VerbRun.of(topicFlags("mira"), "topics", "verify").code()).isZero();
  }

  private void observe() {
    for (String[] verb :
        new String[][] {
          {"status"},
          {"clients", "ls"},
          {"clusters", "ls"},
          {"updates", "ls"},
          {"quarantine", "ls"},
          {"adapters", "ls"},
          {"lineage", "show", "c0@1"}
        }) {
      VerbRun run = run("watch", verb);
      assertThat(run.code()).as(String.join(" ", verb) + run.err()).isZero();
    }
  }

  private void refuse() {
    VerbRun blocked = run("watch", "clients", "block", "ward", "--why", "x");
    assertThat(blocked.code()).as(blocked.err()).isEqualTo(2);
    assertThat(blocked.err()).contains("BROKER_REFUSED", "ACLs");
    assertThat(run("u-ward", "clients", "ls").code()).isEqualTo(2);
    try (var other =
        new KafkaExchange(
            broker.as("u-ward", NAME), spec, Optional.empty(), Set.of(new ClientId("lab")))) {
      assertThatThrownBy(() -> other.sink(new ClientId("lab")))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.code()).isEqualTo("BROKER_REFUSED"));
    }
  }

  private ModelessWorker worker(String client) {
    return new ModelessWorker(broker.as("u-" + client, NAME), new ClientId(client));
  }

  private AggregatorApp aggregator() {
    FederationConnection connection = broker.as("agg", NAME);
    return AggregatorApp.start(
        connection,
        FederationDirectory.read(connection),
        registry,
        StreamsSettings.in(dir.resolve("aggregator")));
  }

  private static int newest(Catalog catalog) {
    return catalog.snapshot().stream()
        .flatMap(snapshot -> snapshot.newestFirst(C0).stream())
        .mapToInt(AdapterVersion::version)
        .max()
        .orElse(0);
  }

  private VerbRun run(String user, String... words) {
    return VerbRun.of(
        List.of(
            "--bootstrap-servers=" + broker.as(user, NAME).bootstrapServers(),
            "--schema-registry=mock://" + NAME,
            "--federation=" + NAME,
            "--client-config=" + config(user)),
        words);
  }

  private List<String> topicFlags(String user) {
    return List.of(
        "--bootstrap-servers=" + broker.as(user, NAME).bootstrapServers(),
        "--federation=" + NAME,
        "--client-config=" + config(user));
  }

  private Path config(String user) {
    try {
      return broker.clientConfig(user);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FederationSpec spec() {
    WindowSettings rounds = WindowSettings.rounds();
    return new FederationSpec(
            NAME,
            "mini@00",
            2,
            LAYOUT,
            7,
            new ClusteringSettings(ClusteringSettings.Mode.ONE, 1, 2, 1.5, 1, 11),
            new WindowSettings(
                rounds.close(),
                rounds.minUpdates(),
                rounds.span(),
                rounds.grace(),
                rounds.maxClockSkew(),
                rounds.maxStaleness(),
                rounds.staleness(),
                rounds.weighting(),
                0,
                new NormSettings(100, 0, 0, 0.9, 100, 20)))
        .with(new MembershipSettings(MembershipSettings.Mode.OPEN, 4, 10));
  }
}
