package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.operate.FederationReader;
import io.tributary.infra.operate.SentFederation;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.testkit.KafkaBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the operator's verbs say when they cannot: on topics that no aggregator reads. */
class OperatorRefusalsTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  private static SentFederation federation;

  @BeforeAll
  static void send() {
    federation = new SentFederation(KAFKA, 1);
    federation.announce("ward");
    federation.send("ward", 1, 2);
    // As an aggregator writes it for a record that is too large for quarantine: only its place.
    setAside("ward/0#1", placeOfManifest());
    setAside("gone/0#1", new RecordPosition(placeOfManifest().topic(), 0, 4_711));
    setAside("other/0#1", placeOfManifest());
  }

  @AfterAll
  static void close() {
    federation.close();
  }

  @Test
  void wordsThatNameNothingGetTheNearestMatch() {
    assertRefused(1, "CLIENT_UNKNOWN", "Did you mean ward?", "clients", "show", "word");
    assertRefused(
        1, "CLIENT_UNKNOWN", "Did you mean ward?", "clients", "block", "word", "--why", "x");
    assertRefused(1, "SUBJECT_UNKNOWN", "Did you mean ward/0#1?", "quarantine", "show", "ward/0#2");
    assertRefused(1, "UPDATE_UNKNOWN", "Did you mean ward/0#1?", "lineage", "show", "ward/0#2");
    assertRefused(1, "ADAPTER_UNKNOWN", "tributary adapters ls", "lineage", "show", "c0");
    assertRefused(1, "CLUSTER_UNKNOWN", "tributary clusters ls", "clusters", "show", "c0");
  }

  @Test
  void wordsThatCanNameNothingAreBadArguments() {
    assertRefused(4, "BAD_ARGUMENTS", "c0@16", "lineage", "show", "adapter-7");
    assertRefused(4, "BAD_ARGUMENTS", "client/0#7", "updates", "show", "ward");
    assertRefused(4, "BAD_ARGUMENTS", "c3", "updates", "ls", "--cluster", "seven");
    assertRefused(4, "BAD_ARGUMENTS", "--limit must be >= 1", "updates", "ls", "--limit", "0");
    assertRefused(4, "BAD_ARGUMENTS", "--limit must be >= 1", "quarantine", "ls", "--limit", "0");
    assertRefused(4, "BAD_ARGUMENTS", "500ms, 30s", "updates", "ls", "--timeout", "soon");
    assertRefused(4, "BAD_ARGUMENTS", "--why", "clients", "block", "ward");
  }

  @Test
  void anUnknownFederationNamesTheNearest() {
    String near = federation.connection.federation() + "x";
    List<String> flags = new ArrayList<>(federation.flags().subList(0, 2));
    flags.add("--federation=" + near);
    VerbRun run = VerbRun.of(flags, "updates", "ls");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err())
        .contains("FEDERATION_UNKNOWN")
        .contains("Did you mean " + federation.connection.federation() + "?");
  }

  @Test
  void withoutARunningAggregatorAReleaseEndsWithATimeout() {
    VerbRun run = run("quarantine", "release", "ward/0#1", "--why", "fine", "--wait", "300ms");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("RULING_NOT_DECIDED").contains("has not read the ruling");
  }

  @Test
  void aDryRunFindsTheChunksAndSendsNothing() {
    long before = chunksAndEvents();
    VerbRun run = run("quarantine", "release", "ward/0#1", "--why", "fine", "--dry-run");
    assertThat(run.out())
        .isEqualTo("not done (--dry-run): ward/0#1 with 3 chunks would count in c0\n");
    assertThat(chunksAndEvents()).isEqualTo(before);
  }

  @Test
  void whatTheLogNoLongerHasCannotBeReleased() {
    assertRefused(
        1,
        "PAYLOAD_GONE",
        "the manifest of gone/0#1",
        "quarantine",
        "release",
        "gone/0#1",
        "--why",
        "fine");
  }

  @Test
  void aPlaceThatHoldsAnotherUpdateIsNotTakenForTheOneThatWasSetAside() {
    assertRefused(
        1,
        "PAYLOAD_GONE",
        "the manifest of other/0#1",
        "quarantine",
        "release",
        "other/0#1",
        "--why",
        "fine");
  }

  private static void setAside(String subject, RecordPosition recordPosition) {
    federation.setAside(
        new QuarantineRecord(
            subject,
            RejectReason.NORM_BOUND,
            "norm must be <= 1000, was 1431",
            recordPosition.topic(),
            recordPosition.partition(),
            recordPosition.offset(),
            new byte[0],
            Instant.now(),
            Status.OPEN));
  }

  private static RecordPosition placeOfManifest() {
    List<RecordPosition> places = new ArrayList<>();
    try (FederationReader reader = reader()) {
      reader.updates(manifest -> places.add(manifest.place()));
    }
    return places.get(0);
  }

  private static long chunksAndEvents() {
    return federation.endsOfWhatOperatorsWrite();
  }

  private static FederationReader reader() {
    return FederationReader.open(federation.connection, Duration.ofMinutes(1));
  }

  private static void assertRefused(int code, String error, String says, String... words) {
    VerbRun run = run(words);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(error).contains(says);
  }

  private static VerbRun run(String... words) {
    return VerbRun.of(federation.flags(), words);
  }
}
