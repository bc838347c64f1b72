package io.tributary.infra.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.aggregation.AggregatorApp;
import io.tributary.infra.cli.CommandTree;
import io.tributary.infra.cli.VerbRun;
import io.tributary.infra.cli.config.ConfigFile;
import io.tributary.infra.cli.config.ConfigKeys;
import io.tributary.infra.cli.config.Configuration;
import io.tributary.infra.operate.SentFederation;
import io.tributary.schemas.contract.ContractKey;
import io.tributary.schemas.contract.ContractKeys;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.testkit.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A federation from its beginning to its end, as its operator types it. */
class FederationCommandsTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** What says of the base model all that a contract holds: nobody looks at one. */
  private static final List<String> MODEL =
      List.of(
          "--base-model-id=mini@00",
          "--base-model-embedding-size=2",
          "--adapter-sites=layer.0:4:4,layer.1:4:2",
          "--adapter-rank=2");

  @TempDir Path dir;

  private final String name = KAFKA.uniqueName("created");

  @Test
  void whatIsCreatedIsShownAndCanBeCreatedAgainFromThat() throws IOException {
    VerbRun created = create("--merge-strategy=multi-krum", "--merge-kept=3", "--window-span=90s");
    assertThat(created.code()).as(created.err()).isZero();
    assertThat(created.out()).startsWith("federation " + name + " is created\n");
    FederationSpec spec = FederationDirectory.read(connection(name), TIMEOUT);
    assertThat(spec.merge().kept()).isEqualTo(3);
    assertThat(spec.window().span()).isEqualTo(Duration.ofSeconds(90));

    JsonNode shown = run("federation", "show", "--format=json").data();
    assertThat(shown.path("layoutDigest").asText()).isEqualTo(spec.layout().fullDigest());
    assertThat(shown.path("version0").asText()).isEqualTo(spec.initialAdapter().digest());

    Path file = dir.resolve("contract.yaml");
    Files.writeString(file, run("federation", "show").out());
    assertThat(run("federation", "diff", "--file=" + file).out()).isEqualTo("no value differs\n");
    VerbRun again = run("federation", "create", "--file=" + file);
    assertThat(again.out()).isEqualTo("federation " + name + " exists, with this contract\n");

    String twin = name + ".twin";
    VerbRun copied = VerbRun.of(flags(twin), "federation", "create", "--file=" + file);
    assertThat(copied.code()).as(copied.err()).isZero();
    assertThat(ContractKeys.values(FederationDirectory.read(connection(twin), TIMEOUT)))
        .isEqualTo(ContractKeys.values(spec));
  }

  @Test
  void thePlanOfTopicsSaysWhatTheyAreFor() {
    List<String> flags = flags(name);
    flags.remove(1);
    VerbRun plan = VerbRun.of(flags, "topics", "plan");
    assertThat(plan.out())
        .containsPattern(
            "adapter-updates +missing .* key cluster +UpdateManifest +one manifest per");
    JsonNode first = VerbRun.of(flags, "topics", "plan", "--format=json").data().get(0);
    assertThat(first.path("schema").asText()).isEqualTo("FederationSpec");
    assertThat(first.path("key").asText()).isEqualTo("federation");
    assertThat(first.path("purpose").asText()).isEqualTo("what every party agrees on");
  }

  @Test
  void aDryRunMakesNothing() {
    VerbRun run = create("--dry-run", "--format=json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.data().path("contract").path("merge").path("strategy").asText())
        .isEqualTo("filtered-mean");
    assertThat(topics()).noneMatch(topic -> topic.startsWith(name));
  }

  @Test
  void anotherContractIsRefusedByItsFirstDifference() {
    create();
    VerbRun run = create("--merge-strategy=median");

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err())
        .contains("FEDERATION_DIFFERS")
        .contains("merge.strategy of federation " + name + " is published as filtered-mean");
  }

  @Test
  void whatMayChangeIsAlteredAndTheRestIsNot() throws IOException {
    create();
    JsonNode preview =
        run("federation", "alter", "--window-quorum=0.75", "--dry-run", "--format=json").data();
    assertThat(preview).hasSize(1);
    assertThat(preview.get(0).path("key").asText()).isEqualTo("window.quorum");
    assertThat(FederationDirectory.read(connection(name), TIMEOUT).revision()).isZero();

    VerbRun altered = run("federation", "alter", "--window-quorum=0.75");
    assertThat(altered.code()).as(altered.err()).isZero();
    FederationSpec spec = FederationDirectory.read(connection(name), TIMEOUT);
    assertThat(spec.window().quorum()).isEqualTo(0.75);
    assertThat(spec.revision()).isEqualTo(1);
    assertThat(run("federation", "alter", "--window-quorum=0.75").out())
        .isEqualTo("nothing changes: the contract says this already\n");

    Path file = dir.resolve("other.yaml");
    Files.writeString(file, "merge:\n  strategy: median\n");
    VerbRun fixed = run("federation", "alter", "--file=" + file);
    assertThat(fixed.code()).isEqualTo(4);
    assertThat(fixed.err()).contains("FEDERATION_FIXED").contains("merge.strategy");
    assertThat(run("federation", "diff", "--file=" + file).out())
        .containsPattern("merge.strategy +filtered-mean +median +must stay");
    assertThat(run("federation", "alter").code()).isEqualTo(4);
  }

  @Test
  void aMisspeltKeyOfAFileIsNamedWithItsPlace() throws IOException {
    Path file = dir.resolve("contract.yaml");
    Files.writeString(file, "window:\n  spann: 5m\n");
    VerbRun run = create("--file=" + file);

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err())
        .contains(file + ":2: unknown key window.spann")
        .contains("Did you mean window.span?");
  }

  @Test
  void aValueOutOfItsBoundsIsNamed() {
    VerbRun run = create("--merge-strategy=mean");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("BAD_ARGUMENTS").contains("merge.strategy must be one of");
    assertThat(create("--window-span=-1s").err()).contains("window.span must look like 500ms");
    assertThat(create("--clustering-bootstrap-clients=none").err())
        .contains("clustering.bootstrap-clients must be a whole number, was 'none'");
  }

  /** Everything of the federation goes, and nothing of one whose name begins with it. */
  @Test
  void whatIsDeletedLeavesNothingAndNobodyElse() throws Exception {
    SentFederation sent = new SentFederation(KAFKA, 1);
    String gone = sent.connection.federation();
    List<String> flags = flags(gone);
    String neighbour = gone + "-aggregator-b";
    List<String> neighbours = flags(neighbour);
    neighbours.addAll(MODEL);
    assertThat(VerbRun.of(neighbours, "federation", "create").code()).isZero();
    Set<String> untouched = topics();
    untouched.removeIf(topic -> !topic.startsWith(neighbour + "."));

    AggregatorApp aggregator = sent.aggregator(dir);
    try {
      sent.announce("ward");
      VerbRun refused = VerbRun.of(flags, "federation", "delete", "--yes");
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("FEDERATION_IN_USE").contains("has 1 member");
    } finally {
      aggregator.close();
      sent.close();
    }
    assertThat(topics()).anyMatch(topic -> topic.startsWith(gone + "-aggregator-slots"));
    awaitStopped(flags);
    assertThat(VerbRun.of(flags, "federation", "delete").err()).contains("NOT_CONFIRMED");
    VerbRun deleted = VerbRun.of(flags, "federation", "delete", "--yes");

    assertThat(deleted.code()).as(deleted.err()).isZero();
    assertThat(topics())
        .filteredOn(topic -> topic.startsWith(gone))
        .containsExactlyInAnyOrderElementsOf(untouched);
    assertThat(SchemaRegistry.of(sent.connection).subjects()).isEmpty();
    assertThat(SchemaRegistry.of(connection(neighbour)).subjects()).isNotEmpty();
    assertThat(VerbRun.of(flags, "federation", "delete", "--yes").out())
        .isEqualTo("there is nothing of federation " + gone + "\n");
    assertThat(VerbRun.of(flags, "federation", "show").err()).contains("federation create");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "", "..", "a/b"})
  void aNameThatTopicsCannotHaveIsRefusedAtOnce(String wrong) {
    for (List<String> verb :
        List.of(
            List.of("federation", "show"),
            List.of("status"),
            List.of("topics", "plan"),
            List.of("schemas", "check"))) {
      List<String> flags = new ArrayList<>(flags("x"));
      flags.removeIf(flag -> flag.startsWith("--federation"));
      if (verb.contains("schemas")) {
        flags.removeIf(flag -> flag.startsWith("--bootstrap"));
      }
      flags.add("--federation=" + wrong);
      VerbRun run = VerbRun.of(flags, verb.toArray(String[]::new));
      assertThat(run.code()).as("%s: %s", verb, run.err()).isEqualTo(4);
      assertThat(run.err()).contains("BAD_ARGUMENTS").contains("--federation");
    }
  }

  /** Everything that a contract holds can be configured, and is shown by config print. */
  @Test
  void everyValueOfAContractIsAKeyOfTheConfiguration() {
    var keys = ConfigKeys.of(CommandTree.build(new Configuration(Map.of(), ConfigFile.NONE)));

    assertThat(keys.bySection().get("federation").keySet())
        .containsAll(ContractKeys.list().stream().map(ContractKey::flag).toList());
  }

  private void awaitStopped(List<String> flags) {
    await()
        .atMost(TIMEOUT)
        .until(() -> VerbRun.of(flags, "federation", "delete", "--dry-run").code() == 0);
  }

  private VerbRun create(String... more) {
    List<String> words = new ArrayList<>(List.of("federation", "create"));
    words.addAll(MODEL);
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  private VerbRun run(String... words) {
    return VerbRun.of(flags(name), words);
  }

  private static List<String> flags(String federation) {
    return new ArrayList<>(
        List.of(
            "--bootstrap-servers=" + KAFKA.bootstrapServers(),
            "--schema-registry=mock://" + federation,
            "--federation=" + federation));
  }

  private static FederationConnection connection(String federation) {
    return new FederationConnection(
        KAFKA.bootstrapServers(), "mock://" + federation, federation, Map.of());
  }

  private Set<String> topics() {
    try (var admin = BrokerCalls.admin(connection(name), TIMEOUT)) {
      return new TreeSet<>(
          BrokerCalls.await(
              connection(name), "listing topics", admin.listTopics().names(), TIMEOUT));
    }
  }
}
