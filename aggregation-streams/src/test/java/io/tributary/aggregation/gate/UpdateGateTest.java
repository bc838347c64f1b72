package io.tributary.aggregation.gate;

import static io.tributary.aggregation.gate.Candidates.DIGEST;
import static io.tributary.aggregation.gate.Candidates.at;
import static io.tributary.aggregation.gate.Candidates.base;
import static io.tributary.aggregation.gate.Candidates.bounded;
import static io.tributary.aggregation.gate.Candidates.candidate;
import static io.tributary.aggregation.gate.Candidates.inspection;
import static io.tributary.aggregation.gate.Candidates.manifest;
import static io.tributary.aggregation.gate.Candidates.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UpdateGateTest {
  private final FederationSpec spec = spec(WindowSettings.rounds());
  private final UpdateGate gate = new UpdateGate(spec);

  @Test
  void acceptsAnUpdateThatKeepsAllRules() {
    assertThat(gate.refuse(manifest(100, 7, DIGEST))).isEmpty();
    assertThat(gate.refuse(candidate(manifest(100, 7, DIGEST), 8))).isEmpty();
  }

  @Test
  void rejectsUpdateOfWrongLayout() {
    FederationSpec other =
        Federations.spec(Federations.layout(3, 6, 4), Federations.one(1), WindowSettings.rounds());
    UpdateManifest foreign =
        FakeClient.of(other, "a", 0, 1, 9).update(1, base(7, DIGEST), 1, new float[30]).manifest();
    assertThat(gate.refuse(foreign).orElseThrow().reason()).isEqualTo(RejectReason.WRONG_LAYOUT);
  }

  @Test
  void rejectsABaseThatWasNeverPublished() {
    assertReason(candidate(manifest(100, 8, DIGEST), 8), RejectReason.UNKNOWN_BASE_VERSION);
  }

  @Test
  void rejectsABaseWithOtherBytes() {
    assertReason(candidate(manifest(100, 6, DIGEST), 8), RejectReason.WRONG_BASE_DIGEST);
  }

  @Test
  void rejectsABaseThatLagsTooFar() {
    assertReason(candidate(manifest(100, 7, DIGEST), 19), RejectReason.STALE_BASE);
    assertThat(gate.refuse(candidate(manifest(100, 7, DIGEST), 18))).isEmpty();
  }

  @Test
  void rejectsAClockThatRunsAhead() {
    Instant behind = FakeClient.NOW.minus(Duration.ofMinutes(6));
    CandidateUpdate candidate = at(behind, manifest(100, 7, DIGEST), inspection(0, 1), 0);
    assertReason(candidate, RejectReason.CLOCK_SKEW);
  }

  @Test
  void boundsEventTimeByTheRecordsTime() {
    Instant behind = FakeClient.NOW.minus(Duration.ofMinutes(2));
    CandidateUpdate candidate = at(behind, manifest(100, 7, DIGEST), inspection(0, 1), 0);
    assertThat(gate.refuse(candidate)).isEmpty();
    assertThat(gate.accept(candidate).eventTime()).isEqualTo(behind);
  }

  /** Else one that claims to be old could close the window that it opens with the next one. */
  @Test
  void takesTheBrokersTimeWhereClaimsAreNotTrusted() {
    CandidateUpdate candidate = candidate(manifest(100, 7, DIGEST), 8);
    assertThat(bounded().accept(candidate).eventTime()).isEqualTo(candidate.recordTime());
  }

  @Test
  void rejectsASampleCountThatIsNoWeight() {
    assertReason(candidate(manifest(0, 7, DIGEST), 8), RejectReason.BAD_WEIGHT);
    assertReason(candidate(manifest(1L << 30, 7, DIGEST), 8), RejectReason.BAD_WEIGHT);
  }

  @Test
  void rejectsAChunkWithAFlaw() {
    var flawed =
        new ChunkInspected(
            new ClusterId(0),
            manifest(100, 7, DIGEST).id(),
            0,
            DIGEST,
            80,
            0,
            RejectReason.NOT_FINITE,
            "value 3 must be finite, was NaN");
    assertReason(at(FakeClient.NOW, manifest(100, 7, DIGEST), flawed, 0), RejectReason.NOT_FINITE);
  }

  @Test
  void rejectsAChunkThatIsNotTheAnnouncedOne() {
    var other =
        new ChunkInspected(
            new ClusterId(0),
            manifest(100, 7, DIGEST).id(),
            0,
            DIGEST,
            80,
            0,
            RejectReason.NONE,
            "");
    assertReason(at(FakeClient.NOW, manifest(100, 7, DIGEST), other, 0), RejectReason.CHUNK_DIGEST);
  }

  @Test
  void rejectsAnUpdateThatWouldOverflowTheWindow() {
    long room = SampleWeight.MAX_WINDOW_UNITS - 100 * 256;
    UpdateManifest manifest = manifest(100, 7, DIGEST);
    assertThat(gate.refuse(at(FakeClient.NOW, manifest, inspection(0, 1), room))).isEmpty();
    assertReason(
        at(FakeClient.NOW, manifest, inspection(0, 1), room + 1), RejectReason.WINDOW_FULL);
  }

  private void assertReason(CandidateUpdate candidate, RejectReason reason) {
    assertThat(gate.refuse(candidate))
        .hasValueSatisfying(rejection -> assertThat(rejection.reason()).isEqualTo(reason));
  }
}
