package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.aggregation.AggregatorApp;
import io.tributary.infra.operate.FederationReader;
import io.tributary.infra.operate.SentFederation;
import io.tributary.testkit.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types, against a real broker and a real aggregator. */
class OperatorVerbsTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path dir;

  private SentFederation federation;
  private AggregatorApp aggregator;

  @BeforeEach
  void start() throws Exception {
    federation = new SentFederation(KAFKA, 2);
    aggregator = federation.aggregator(dir);
    federation.announce("ward", "lab");
  }

  @AfterEach
  void stop() {
    aggregator.close();
    federation.close();
  }

  @Test
  void anUpdateIsReleasedAndFollowedFromItsManifestToTheAdapter() {
    federation.publishContract();
    federation.send("lab", 1, 2);
    awaitCase("lab/0#1");
    assertThat(run("quarantine", "ls").out())
        .containsPattern("subject +status +reason")
        .containsPattern("lab/0#1 +open +NORM_BOUND +norm must be <= 1000");
    assertThat(run("contract", "check", "--client", "lab").out())
        .containsPattern("fine +lab/0 +it is in c0")
        .containsPattern("wrong +lab/0#1 +NORM_BOUND: norm must be <= 1000")
        .contains("Train with a smaller step", "1 thing is wrong");
    VerbRun released =
        run("quarantine", "release", "lab/0#1", "--why", "a new ward", "--by", "mira");

    assertThat(released.err()).isEmpty();
    assertThat(released.out()).isEqualTo("released: now in window 1 of c0, weight 120\n");
    federation.send("ward", 1, 1);
    awaitVersion(1);
    assertThat(run("contract", "check", "--client", "ward").out())
        .containsPattern("fine +ward/0#1 +it counts in version 1 of c0 with weight 120")
        .contains("nothing is wrong with the records of ward");
    assertThat(json("contract", "check", "--client", "nobody").path("sound").asBoolean()).isFalse();
    String adapter = json("adapters", "show", "c0").path("adapter").path("adapter").asText();
    assertThat(adapter).startsWith("c0@1.1-");
    assertLineage(adapter);
    assertTrace(adapter);
    assertThat(run("quarantine", "ls", "--status", "released").out())
        .containsPattern("lab/0#1 +released +NORM_BOUND +released by mira: a new ward");
  }

  @Test
  void statusNeedsNoPartitionsAndQuarantineShowsTheNewestOfMany() {
    federation.send("lab", 1, 2);
    awaitCase("lab/0#1");
    federation.send("ward", 1, 2);
    awaitCase("ward/0#1");
    assertThat(run("quarantine", "ls", "--limit", "1").out())
        .contains("ward/0#1", "the newest 1 of 2; --limit shows more")
        .doesNotContain("lab/0#1");
    VerbRun status = run("status");
    assertThat(status.code()).as(status.err()).isZero();
    assertThat(status.out()).contains("2 slots, epoch 1, 0 updates accepted");
  }

  private void assertLineage(String adapter) {
    VerbRun text = run("lineage", "show", adapter);
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out())
        .containsPattern("adapter +" + adapter)
        .containsPattern(
            "lab/0#1 +120 +50.0 % +1 +0 +c0@0.0 +update-ledger-\\d@\\d+ +adapter-updates-\\d@\\d+"
                + " +update-chunks-\\d@")
        .containsPattern("left out +nothing")
        .containsPattern("before +c0@0\\.0-[0-9a-f]{16} +0 updates, weight 0")
        .contains("drawn from the contract's seed");
    JsonNode lineage = json("lineage", "show", "c0@1");
    assertThat(lineage.path("merged")).hasSize(2);
    JsonNode lab = lineage.path("merged").get(0);
    assertThat(lab.path("update").asText()).isEqualTo("lab/0#1");
    assertThat(lab.path("chunks"))
        .hasSize(3)
        .allSatisfy(
            place ->
                assertThat(place.asText())
                    .matches(federation.connection.federation() + "\\.update-chunks-\\d@\\d+"));
    assertThat(lineage.path("chunks"))
        .hasSize(3)
        .allSatisfy(place -> assertThat(place.asText()).contains(".global-adapter-chunks-"));
  }

  private void assertTrace(String adapter) {
    VerbRun text = run("lineage", "show", "lab/0#1");
    assertThat(text.out())
        .containsPattern("is now +merged into " + adapter)
        .containsPattern("manifest +adapter-updates-\\d@\\d+")
        .containsSubsequence(
            "quarantined: NORM_BOUND",
            "released by mira: a new ward",
            "accepted: window 1",
            adapter);
    assertThat(run("updates", "show", "lab/0#1").out()).isEqualTo(text.out());
    JsonNode trace = json("lineage", "show", "lab/0#1");
    assertThat(trace.path("stage").asText()).isEqualTo("merged");
    assertThat(trace.path("share").asDouble()).isEqualTo(0.5);
    assertThat(trace.path("decisions").findValuesAsText("verdict"))
        .containsExactly("quarantined", "released", "accepted");
  }

  @Test
  void whatIsDiscardedNeedsAYesAndCannotBeReleasedAnyMore() {
    federation.send("lab", 1, 2);
    awaitCase("lab/0#1");
    String[] discard = {"quarantine", "discard", "lab/0#1", "--why", "poisoned"};

    assertThat(run(discard).code()).isEqualTo(4);
    assertThat(run(discard).err()).contains("NOT_CONFIRMED").contains("--yes");
    assertThat(run("quarantine", "discard", "lab/0#1", "--why", "poisoned", "--dry-run").out())
        .startsWith("not done (--dry-run)");
    assertThat(run("quarantine", "ls", "--status", "open").out()).contains("lab/0#1");

    VerbRun discarded = run("quarantine", "discard", "lab/0#1", "--why", "poisoned", "--yes");
    assertThat(discarded.err()).isEmpty();
    assertThat(discarded.out()).isEqualTo("discarded: lab/0#1 never counts\n");

    VerbRun late = run("quarantine", "release", "lab/0#1", "--why", "sorry");
    assertThat(late.code()).isEqualTo(1);
    assertThat(late.err()).contains("NOT_RELEASABLE").contains("poisoned");
    assertThat(run("lineage", "show", "lab/0#1").out()).containsPattern("is now +discarded");
  }

  @Test
  void aBlockedClientIsSetAsideUntilItIsUnblocked() {
    awaitCluster();
    VerbRun blocked = run("clients", "block", "lab", "--why", "sends test rows", "--by", "mira");
    assertThat(blocked.err()).isEmpty();
    assertThat(blocked.out()).contains("client lab is blocked");
    assertThat(run("clients", "ls").out())
        .containsPattern("lab +blocked")
        .containsPattern("ward +contributes");
    // The order of two topics is the aggregator's to choose: only what comes later is sure.
    federation.send("ward", 1, 1);
    awaitVersion(1);

    federation.send("lab", 1, 1);
    awaitCase("lab/0#1");
    assertThat(run("quarantine", "show", "lab/0#1").out())
        .contains("CLIENT_BLOCKED")
        .contains("sends test rows");
    assertThat(run("updates", "ls", "--client", "lab", "--verdict", "quarantined").out())
        .containsPattern("lab/0#1 +c0 +quarantined");

    assertThat(run("clients", "unblock", "lab").out()).contains("may contribute again");
    // The aggregator lets it back into the clustering in its own time.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(run("clients", "show", "lab").out())
                    .contains("client lab contributes")
                    .containsPattern("lab/0 +c0 +120 +0 +1"));
  }

  @Test
  void aClientGetsAKeyAndAWrongOneIsNamed() {
    String key = "ab".repeat(32);
    VerbRun wrong = run("clients", "register", "lab", "--public-key", "AB", "--why", "its laptop");
    assertThat(wrong.code()).isEqualTo(4);
    assertThat(wrong.err()).contains("64 hexadecimal digits in lower case");

    VerbRun registered =
        run("clients", "register", "lab", "--public-key", key, "--why", "its laptop");
    assertThat(registered.code()).as(registered.err()).isZero();
    assertThat(registered.out()).contains("client lab signs with key " + key);
    // Its records are not signed: the aggregator says of nobody's key that it holds.
    assertThat(run("clients", "unregister", "lab").err()).contains("client lab has no key");
  }

  @Test
  void whatCannotBeReadCannotBeReleased() {
    federation.publishContract();
    federation.sendGarbage();
    String subject = awaitCase("@");
    assertThat(run("contract", "check", "--client", "ward").out())
        .contains("could not be read, whosesoever they are");
    VerbRun refused = run("quarantine", "release", subject, "--why", "it looks fine");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("NOT_RELEASABLE").contains("UNDECODABLE");
  }

  private void awaitCluster() {
    await().atMost(PATIENCE).until(() -> reading(reader -> reader.roster().state().isPresent()));
  }

  private void awaitVersion(int version) {
    await()
        .atMost(PATIENCE)
        .until(() -> reading(reader -> reader.adapters().hasReached(SentFederation.C0, version)));
  }

  /** The first subject that contains a text, once it is set aside. */
  private String awaitCase(String part) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                reading(
                    reader ->
                        reader.cases().subjects().stream()
                            .filter(subject -> subject.contains(part))
                            .findFirst()
                            .orElse("")),
            subject -> !subject.isEmpty());
  }

  private <T> T reading(Function<FederationReader, T> question) {
    try (FederationReader reader =
        FederationReader.open(federation.connection, Duration.ofMinutes(1))) {
      return question.apply(reader);
    }
  }

  private VerbRun run(String... words) {
    return VerbRun.of(federation.flags(), words);
  }

  private JsonNode json(String... words) {
    List<String> flags = new ArrayList<>(federation.flags());
    flags.add("--format=json");
    return VerbRun.of(flags, words).data();
  }
}
