package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ChunkReply;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Close;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Every reason is reached by some record, and tells of exactly that record. One partition has no
 * wrong one: see {@link QuarantineTest}.
 */
class RejectReasonsTest {
  private static final ClusterId C0 = new ClusterId(0);

  private TopologyHarness harness;
  private FakeClient good;
  private FakeClient bad;
  private SignedClient signed;

  @AfterEach
  void closeHarness() {
    harness.close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NONE", "WRONG_PARTITION"})
  void isReachedOnce(RejectReason reason) {
    begin(reason);
    provoke(reason);
    harness.advance(Duration.ofMinutes(11));
    List<QuarantineRecord> set = harness.quarantine();
    assertThat(set).extracting(QuarantineRecord::reason).containsExactly(reason);
    List<LedgerEntry> refused =
        harness.decisions().stream()
            .filter(entry -> entry.verdict() == Verdict.QUARANTINED)
            .toList();
    // What is no update has no decision.
    if (set.get(0).subject().contains("#")
        && set.get(0).topic().equals(harness.topics().adapterUpdates().name())) {
      assertThat(refused).extracting(LedgerEntry::reason).containsExactly(reason);
      assertThat(refused.get(0).update()).hasToString(set.get(0).subject());
      assertThat(refused.get(0).detail()).isEqualTo(set.get(0).detail()).isNotEmpty();
    }
  }

  /** Windows of three, of which two members never fill one. */
  private void begin(RejectReason reason) {
    var window =
        new WindowSettings(
                Close.COUNT,
                3,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMinutes(5),
                reason == RejectReason.STALE_BASE ? 0 : 10,
                StalenessDiscount.none(),
                Weighting.SAMPLES,
                0,
                new NormSettings(30, 0, 0, 0.9, 100, 20))
            .bounded(
                new NormSettings(30, 0, 0, 0.9, 100, 20),
                reason == RejectReason.SAMPLES_DIFFER
                    ? WeightSettings.robust()
                    : WeightSettings.none());
    String strategy = reason == RejectReason.TOO_FEW_MEMBERS ? "krum" : "weighted-mean";
    FederationSpec spec =
        new FederationSpec(
                "test",
                "mini@00",
                2,
                Federations.SMALL,
                7,
                Federations.one(2),
                window,
                MergeSettings.of(strategy, OptimizerSettings.none()))
            .with(membership(reason));
    harness = new TopologyHarness(spec);
    good = FakeClient.of(spec, "good", 0, 1, 10);
    bad = FakeClient.of(spec, "bad", 0, 1, 10);
    signed = SignedClient.of(spec, "bad", 2);
    if (spec.membership().signed()) {
      register("good", SignedClient.of(spec, "good", 1));
      register("bad", signed);
      harness.announce(SignedClient.of(spec, "good", 1).embedding(0, 1));
      harness.announce(signed.embeddingAt(FakeClient.NOW.plusSeconds(1), 0, 1));
    } else {
      harness.announce(good.embedding(0, 1));
      harness.announce(bad.embedding(0, 1));
    }
  }

  private static MembershipSettings membership(RejectReason reason) {
    return switch (reason) {
      case BAD_SIGNATURE, KEY_MISMATCH, NOT_REGISTERED, ANNOUNCEMENT_REPLAYED ->
          MembershipSettings.open().with(MembershipSettings.Mode.REGISTERED);
      default -> new MembershipSettings(MembershipSettings.Mode.UNSIGNED, 16, 2);
    };
  }

  private void register(String client, SignedClient owner) {
    var order =
        new ClientRegistration(
            new ClientId(client),
            owner.identity().key(),
            new OperatorDecision("operator", ""),
            FakeClient.NOW);
    harness.sendRaw(
        harness.topics().clientRegistrations(),
        client,
        harness.codecs().clientRegistration().encode(order));
  }

  private void provoke(RejectReason reason) {
    FakeClient.Update update = update(bad, 1, 0.5f);
    UpdateManifest manifest = update.manifest();
    UpdateChunk chunk = update.chunks().get(0);
    switch (reason) {
      case UNDECODABLE -> harness.sendRaw(harness.topics().adapterUpdates(), "c0", new byte[9]);
      case WRONG_LAYOUT -> harness.send(changed(manifest, 1, "00".repeat(8), manifest.trainedAt()));
      case WRONG_BASE_MODEL -> harness.announce(bad.embedding(1, 2, 3));
      case BAD_SIGNATURE -> harness.announce(bad.embedding(0, 1));
      case KEY_MISMATCH ->
          harness.announce(SignedClient.of(harness.spec(), "bad", 9).embedding(0, 1));
      case NOT_REGISTERED ->
          harness.announce(SignedClient.of(harness.spec(), "stranger", 5).embedding(0, 1));
      case ANNOUNCEMENT_REPLAYED -> harness.announce(signed.embedding(0, 1));
      case SEQUENCE_AHEAD -> harness.send(update(bad, 1_000_000_001L, 0.5f).manifest());
      case FEDERATION_FULL -> harness.announce(stranger().embedding(0, 1));
      case SAMPLES_DIFFER -> harness.send(update(of("bad", 11), 1, 0.5f));
      case BAD_EMBEDDING -> harness.announce(bad.embedding(0, 1.1f));
      case TOO_MANY_SLOTS ->
          harness.announce(FakeClient.of(harness.spec(), "bad", 0, 257, 10).embedding(0, 1));
      case UNKNOWN_SLOT -> harness.send(update(stranger(), 1, 0.5f));
      case UNKNOWN_CLUSTER ->
          harness.send(bad.update(1, harness.newest(new ClusterId(77)), 1, new float[20]));
      case UNKNOWN_BASE_VERSION ->
          harness.send(bad.update(1, base(9, "00".repeat(8)), 1, new float[20]));
      case WRONG_BASE_DIGEST ->
          harness.send(bad.update(1, base(0, "00".repeat(8)), 1, new float[20]));
      case BAD_WEIGHT -> harness.send(update(of("bad", 0), 1, 0.5f));
      case NOT_FINITE -> harness.send(update(bad, 1, Float.NEGATIVE_INFINITY));
      case OUT_OF_RANGE -> harness.send(update(bad, 1, 8.1f));
      case NORM_BOUND -> harness.send(update(bad, 1, 8));
      case TOO_FEW_MEMBERS -> harness.send(update);
      case CHUNK_MISSING -> harness.send(manifest);
      case CHUNK_ORPHANED -> harness.send(chunk);
      case STALE_EPOCH,
          STALE_BASE,
          SLOT_AHEAD,
          SEQUENCE_REPLAYED,
          CLOCK_SKEW,
          WINDOW_FULL,
          CHUNK_DIGEST,
          CHUNK_SIZE,
          CLIENT_BLOCKED,
          STATE_UNREADABLE,
          INVALID_ORDER ->
          provokeBySeveral(reason, update);
      default -> throw new AssertionError("no record provokes " + reason);
    }
  }

  /** What it takes more than one record for, or an operator. */
  private void provokeBySeveral(RejectReason reason, FakeClient.Update update) {
    UpdateManifest manifest = update.manifest();
    UpdateChunk chunk = update.chunks().get(0);
    switch (reason) {
      case STALE_EPOCH -> {
        FakeClient.Update old = update(stranger(), 1, 0.5f);
        harness.send(changed(old.manifest(), 0, manifest.layoutDigest(), manifest.trainedAt()));
        harness.send(old.chunks().get(0));
      }
      case STALE_BASE, SLOT_AHEAD -> {
        harness.send(update);
        harness.send(update(bad, 2, 0.5f));
        if (reason == RejectReason.SLOT_AHEAD) {
          harness.send(update(bad, 3, 0.5f));
        }
      }
      case SEQUENCE_REPLAYED -> {
        harness.send(update(bad, 5, 0.5f));
        harness.send(update(bad, 4, 0.5f));
      }
      case CLOCK_SKEW -> {
        Instant ahead = FakeClient.NOW.plus(Duration.ofMinutes(6));
        harness.send(changed(manifest, 1, manifest.layoutDigest(), ahead));
        harness.send(chunk);
      }
      case WINDOW_FULL -> {
        harness.send(update(of("good", 8_388_607), 1, 0.5f));
        harness.send(update(of("bad", 8_388_607), 1, 0.5f));
      }
      case CHUNK_DIGEST -> {
        harness.send(manifest);
        harness.send(update(bad, 1, 0.25f).chunks().get(0));
      }
      case CHUNK_SIZE -> {
        harness.send(manifest);
        harness.send(new UpdateChunk(chunk.update(), chunk.key(), new byte[400]));
      }
      case CLIENT_BLOCKED -> {
        harness.block("bad", "");
        harness.send(manifest);
      }
      case STATE_UNREADABLE -> {
        harness.store(TopologyNames.WINDOWS_STORE, "w c0/0 bad/0#1", new byte[] {9});
        harness.send(update);
      }
      case INVALID_ORDER -> {
        var event = new ChunkReply.ChunkMerged(C0, 55, 0, "00".repeat(8));
        harness.sendRaw(
            harness.topics().clusterEvents(), "c0", harness.codecs().clusterEvent().encode(event));
      }
      default -> throw new AssertionError(reason + " takes one record");
    }
  }

  private FakeClient stranger() {
    return of("stranger", 10);
  }

  private FakeClient of(String client, long samples) {
    return FakeClient.of(harness.spec(), client, 0, 1, samples);
  }

  private FakeClient.Update update(FakeClient client, long sequence, float value) {
    float[] delta = new float[20];
    Arrays.fill(delta, value);
    return client.update(sequence, harness.newest(C0), 1, delta);
  }

  private static AdapterVersion base(int version, String digest) {
    return new AdapterVersion(C0, 1, version, digest);
  }

  private static UpdateManifest changed(
      UpdateManifest manifest, int epoch, String layoutDigest, Instant trainedAt) {
    return new UpdateManifest(
        manifest.id(),
        manifest.base(),
        epoch,
        layoutDigest,
        manifest.samples(),
        trainedAt,
        manifest.encoding(),
        manifest.chunkDigests(),
        manifest.norm(),
        manifest.training());
  }
}
